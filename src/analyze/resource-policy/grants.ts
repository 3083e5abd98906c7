import type { GrantKind, PolicyGrant } from "../../model/facts/resource-policy.ts";
import type { Fact } from "../../model/unknown.ts";
import type { ChangingAction } from "./changing-actions.ts";
import type { Context } from "./condition.ts";
import { denies, includes } from "./decide.ts";
import { narrowingOf } from "./narrowing.ts";
import { matchesAction, matchesArn } from "./pattern.ts";
import { accountOf, type Caller, isEveryone } from "./principal.ts";
import type { NamedPrincipal, Statement } from "./statement.ts";
import { every, not, type Truth } from "./truth.ts";

type Grantee = Pick<PolicyGrant, "principal" | "kind" | "accountId" | "organizationId">;

/** What a resource policy allows, one entry for each of those whom a statement names. */
export function grantsOf(
  statements: readonly Statement[],
  changing: readonly ChangingAction[],
): readonly PolicyGrant[] {
  // What a caller may set as it likes keeps nobody out.
  const unavoidable = statements.filter(
    ({ effect, conditions }) => effect === "Deny" && !conditions.some(isChosen),
  );
  return statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap((statement) => {
      const allowed = changing.filter((change) => isAllowed(statement, change));
      return granteesOf(statement).map((grantee) => ({
        ...grantee,
        actions: actionsAsWritten(statement),
        isConditional: statement.conditions.length > 0,
        changes: changesBy(grantee, unavoidable, allowed),
      }));
    });
}

/**
 * Whether anyone at all may use the policy. Deny statements and conditions without fixed values do
 * not count, as in Security Hub's KMS.5 and SNS.4.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-5
 */
export function isPublic(grants: readonly PolicyGrant[]): Fact<boolean> {
  if (grants.some(({ kind }) => kind === "everyone")) return true;
  if (!grants.some(({ kind }) => kind === "address")) return false;
  return { $unknown: "undecidable", detail: "it is open to everyone from certain addresses" };
}

/**
 * True only where nothing in the policy could reach anyone: no Allow names everyone or excludes
 * principals. What "public" means beyond that is for S3 to say (GetBucketPolicyStatus).
 */
export const isSurelyNotPublic = (statements: readonly Statement[]): boolean =>
  statements.every(
    ({ effect, principals }) =>
      effect !== "Allow" ||
      (principals !== undefined && !principals.isNegated && !principals.named.some(isEveryone)),
  );

export const actionsAsWritten = ({ actions }: Statement): readonly string[] =>
  actions.isNegated ? actions.patterns.map((pattern) => `all but ${pattern}`) : actions.patterns;

function granteesOf(statement: Statement): readonly Grantee[] {
  const { principals } = statement;
  if (principals === undefined || principals.isNegated) return everyoneBut(statement);
  return principals.named.flatMap((named) =>
    isEveryone(named) ? everyoneBut(statement) : granteeOf(named),
  );
}

/** Everyone, or whom the conditions leave of them. */
function everyoneBut({ principals, conditions }: Statement): Grantee[] {
  const principal = principals?.isNegated ? "all but those named" : "*";
  const { accountIds, organizationIds, isOtherwiseBound, isFromAddresses } =
    narrowingOf(conditions);
  const bound = [
    ...accountIds.map((accountId) => ({ principal, kind: "account" as const, accountId })),
    ...organizationIds.map((organizationId) => ({
      principal,
      kind: "organization" as const,
      organizationId,
    })),
  ];
  if (bound.length > 0) return bound;
  if (isOtherwiseBound) return [{ principal, kind: "network" }];
  return [{ principal, kind: isFromAddresses ? "address" : "everyone" }];
}

const kinds: { readonly [type in Exclude<NamedPrincipal["type"], "AWS">]: GrantKind } = {
  Service: "service",
  Federated: "federated",
  CanonicalUser: "canonical-user",
};

/**
 * An AWS principal without account is the unique id of an identity that was deleted; nobody has it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
function granteeOf({ type, name }: NamedPrincipal): readonly Grantee[] {
  if (type !== "AWS") return [{ principal: name, kind: kinds[type] }];
  const accountId = accountOf(name);
  return accountId === undefined ? [] : [{ principal: name, kind: "account", accountId }];
}

/** Whether a statement by itself lets some such request through. */
const isAllowed = (
  { actions, resources: allowed }: Statement,
  { action, resources }: ChangingAction,
): boolean =>
  includes(actions, action, matchesAction) !== false &&
  resources.some((resource) => includes(allowed, resource, matchesArn) !== false);

/** What is left of it after what is denied to the grantee. */
function changesBy(
  grantee: Grantee,
  denials: readonly Statement[],
  allowed: readonly ChangingAction[],
): Fact<readonly string[]> {
  const left = allowed.map((change) => ({
    name: change.action,
    isPossible: not(isDenied(grantee, denials, change)),
  }));
  const certain = left.filter(({ isPossible }) => isPossible === true);
  const open = left.find(({ isPossible }) => isPossible === "maybe");
  if (certain.length > 0 || open === undefined) return certain.map(({ name }) => name);
  return {
    $unknown: "undecidable",
    detail: `cannot tell whether ${grantee.principal} may ${open.name}`,
  };
}

/** Whether the denials keep the grantee out everywhere, whatever the form of its request. */
function isDenied(
  { kind, accountId }: Grantee,
  denials: readonly Statement[],
  { action, resources }: ChangingAction,
): Truth {
  const caller: Caller =
    kind === "account" && accountId !== undefined
      ? { kind: "account", accountId }
      : { kind: "anyone" };
  return every(resources, (resource) =>
    denies(denials, { caller, action, resource, context: contextOf(caller) }),
  );
}

/** What a caller may set as it likes: a Deny that hangs on that keeps nobody out. */
const isChosen = ({ key }: Statement["conditions"][number]): boolean =>
  /^(aws:(securetransport|useragent|referer|multifactorauth\w+)|s3:(x-amz-|tlsversion).*)$/.test(
    key,
  );

const contextOf =
  (caller: Caller): Context =>
  (key) => {
    const isAccount = key === "aws:principalaccount" || key === "kms:calleraccount";
    if (isAccount && caller.kind === "account") return [caller.accountId];
    return key === "aws:principalisawsservice" ? ["false"] : "unknown";
  };

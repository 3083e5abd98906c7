import { parseArn } from "../../model/arn.ts";
import type { Condition } from "./statement.ts";

/** Whom the conditions of a statement for everyone leave. */
export interface Narrowing {
  readonly accountIds: readonly string[];
  readonly organizationIds: readonly string[];
  /** Bound to a VPC, an endpoint, or something that has no account in its ARN. */
  readonly isOtherwiseBound: boolean;
  /** Bound to addresses, which may be as many as one likes. */
  readonly isFromAddresses: boolean;
}

const nobodyKnown: Narrowing = {
  accountIds: [],
  organizationIds: [],
  isOtherwiseBound: false,
  isFromAddresses: false,
};

type Bound = { readonly account: string } | { readonly organization: string } | "otherwise";

/** What a value binds a key to; undefined when it is not fixed. */
type BindsTo = (value: string) => Bound | undefined;

const account: BindsTo = (value) => (/^\d{12}$/.test(value) ? { account: value } : undefined);

/** The account is what an ARN is bound by; the ARN of a bucket has none and is bound as a whole. */
const arn: BindsTo = (value) => {
  const owner = parseArn(value)?.account;
  if (owner !== undefined && owner !== "") return account(owner);
  return owner === undefined ? undefined : fixed(value);
};

const organization: BindsTo = (value) => {
  const id = /^(o-[a-z0-9]{10,32})(?:\/|$)/.exec(value)?.[1];
  return id === undefined ? undefined : { organization: id };
};

const fixed: BindsTo = (value) => (/[*?]/.test(value) ? undefined : "otherwise");

/**
 * Keys by which AWS tells apart who may use a statement that names everyone.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
const bindingKeys = new Map<string, BindsTo>([
  ["aws:sourceaccount", account],
  ["aws:sourceowner", account],
  ["aws:principalaccount", account],
  ["kms:calleraccount", account],
  ["s3:dataaccesspointaccount", account],
  ["aws:sourcearn", arn],
  ["aws:principalarn", arn],
  ["s3:dataaccesspointarn", arn],
  ["aws:principalorgid", organization],
  ["aws:principalorgpaths", organization],
  ["aws:sourceorgid", organization],
  ["aws:sourceorgpaths", organization],
  ["aws:sourcevpc", fixed],
  ["aws:sourcevpce", fixed],
]);

const equalities = /^(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like))$/;

/** Whether a condition holds for its values only, and not where its key is missing. */
export const isBinding = ({ operator, quantifier, ifExists, values }: Condition): boolean =>
  equalities.test(operator) && quantifier !== "all" && !ifExists && values.length > 0;

/** Only fixed values narrow: a variable or an ARN of any account may stand for anyone. */
export function narrowingOf(conditions: readonly Condition[]): Narrowing {
  const bounds = conditions.flatMap((condition) => boundOf(condition) ?? []);
  // Conditions add up, so whichever names accounts says it best.
  const accountIds = bounds.map(accountsIn).find(({ length }) => length > 0);
  const organizationIds = bounds.map(organizationsIn).find(({ length }) => length > 0);
  if (accountIds !== undefined) return { ...nobodyKnown, accountIds };
  if (organizationIds !== undefined) return { ...nobodyKnown, organizationIds };
  return {
    ...nobodyKnown,
    isOtherwiseBound: bounds.length > 0,
    isFromAddresses: conditions.some(isAddress),
  };
}

/** What every value of a condition binds to, or undefined when one of them does not. */
function boundOf(condition: Condition): [readonly Bound[]] | undefined {
  const bindsTo = bindingKeys.get(condition.key);
  if (bindsTo === undefined || !isBinding(condition)) return undefined;
  const bounds = condition.values.map((value) =>
    value.includes("${") ? undefined : bindsTo(value),
  );
  return bounds.every((bound) => bound !== undefined) ? [bounds as Bound[]] : undefined;
}

/** Of whom several values are, if some are bound otherwise, is not known. */
const accountsIn = (bounds: readonly Bound[]): readonly string[] => {
  const accounts = bounds.flatMap((bound) =>
    typeof bound === "object" && "account" in bound ? bound.account : [],
  );
  return accounts.length === bounds.length ? accounts : [];
};

const organizationsIn = (bounds: readonly Bound[]): readonly string[] =>
  bounds.flatMap((bound) =>
    typeof bound === "object" && "organization" in bound ? bound.organization : [],
  );

const isAddress = ({ operator, key, ifExists }: Condition): boolean =>
  operator === "IpAddress" && !ifExists && key === "aws:sourceip";

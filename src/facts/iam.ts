import { cloudTrailGrants } from "../analyze/policy-actions.ts";
import type { IamPolicy, PolicyEntity } from "../model/facts/iam-policy.ts";
import { from } from "../model/facts/provenance.ts";
import type { JsonObject } from "../model/json.ts";
import type { Fact, Listing, Source } from "../model/unknown.ts";
import { notReturned } from "./calls.ts";
import type { Context } from "./context.ts";
import { readPages } from "./pages.ts";
import { flag, objects, text } from "./read.ts";

const service = "iam";

const entityKinds = [
  { list: "PolicyUsers", member: "UserName", kind: "user" },
  { list: "PolicyGroups", member: "GroupName", kind: "group" },
  { list: "PolicyRoles", member: "RoleName", kind: "role" },
] as const;

/** Who AWSCloudTrail_FullAccess is attached to; a partition without that policy has nobody. */
export function fullAccessEntities({ calls }: Context): Listing<PolicyEntity> {
  const wanted = { service, operation: "ListEntitiesForPolicy" };
  const error = calls.one(wanted)?.error;
  if (error?.code === "NoSuchEntityException" || error?.code === "NoSuchEntity") {
    return { $items: [], $unseen: [] };
  }
  return readPages(calls, wanted, (output, source) =>
    isAnswered(output, entityKinds)
      ? entityKinds.flatMap(({ list, member, kind }) =>
          objects(output, list).map((entity) =>
            from<PolicyEntity>({ "*": source }, { name: text(entity, member) ?? "", kind }),
          ),
        )
      : undefined,
  );
}

const holderKinds = [
  { list: "UserDetailList", inline: "UserPolicyList" },
  { list: "GroupDetailList", inline: "GroupPolicyList" },
  { list: "RoleDetailList", inline: "RolePolicyList" },
] as const;

/** The account's own policies, managed and inline, that allow actions of CloudTrail by name. */
export const iamPolicies = ({ calls }: Context): Listing<IamPolicy> =>
  readPages(calls, { service, operation: "GetAccountAuthorizationDetails" }, (output, source) =>
    isAnswered(output, [...holderKinds, { list: "Policies" }])
      ? [...inlinePolicies(output), ...managedPolicies(output)].flatMap(
          (policy) => policyFacts(policy, source) ?? [],
        )
      : undefined,
  );

/** An answer of this kind holds at least one of its lists, if only to say that there is no more. */
const isAnswered = (output: JsonObject, lists: readonly { readonly list: string }[]): boolean =>
  flag(output, "IsTruncated") !== undefined ||
  lists.some(({ list }) => Array.isArray(output[list]));

interface PolicyWritten {
  readonly name: string | undefined;
  readonly arn: string | undefined;
  readonly isInline: boolean;
  /** JSON, percent-encoded. */
  readonly document: string | undefined;
}

const inlinePolicies = (output: JsonObject): PolicyWritten[] =>
  holderKinds.flatMap(({ list, inline }) =>
    objects(output, list).flatMap((holder) =>
      objects(holder, inline).map((policy) => ({
        name: text(policy, "PolicyName"),
        arn: text(holder, "Arn"),
        isInline: true,
        document: text(policy, "PolicyDocument"),
      })),
    ),
  );

const managedPolicies = (output: JsonObject): PolicyWritten[] =>
  objects(output, "Policies").map((policy) => ({
    name: text(policy, "PolicyName"),
    arn: text(policy, "Arn"),
    isInline: false,
    document: text(
      objects(policy, "PolicyVersionList").find((version) => flag(version, "IsDefaultVersion")),
      "Document",
    ),
  }));

/** undefined: it says nothing of CloudTrail. */
function policyFacts(
  { name = "", arn = "", isInline, document }: PolicyWritten,
  source: Source,
): IamPolicy | undefined {
  const decoded = document === undefined ? undefined : decode(document);
  const grants = decoded === undefined ? undefined : cloudTrailGrants(decoded);
  if (grants?.some === false) return undefined;
  const undecided: Fact<boolean> =
    document === undefined
      ? notReturned(source)
      : { $unknown: "undecidable", detail: "conditions, or a form that is not readable", source };
  return from<IamPolicy>(
    { "*": source },
    { name, arn, isInline, allowsEveryCloudTrailAction: grants?.every ?? undecided },
  );
}

function decode(document: string): string {
  try {
    return decodeURIComponent(document);
  } catch {
    return document;
  }
}

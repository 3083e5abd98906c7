import type { JsonObject } from "../model/json.ts";
import { isUnknown, type Source, type Unknown } from "../model/unknown.ts";
import { type Calls, read, type Told } from "./calls.ts";
import { readPages } from "./pages.ts";
import { decoded } from "./policy-document.ts";
import { flag, listed, object, text, texts } from "./read.ts";

interface RolePolicies {
  readonly documents: readonly Told<string>[];
  /** What kept others from being listed. */
  readonly unseen: readonly Unknown[];
  /** The call that listed the inline policies. */
  readonly source: Source;
}

const service = "iam";

/** Every policy of a role: those written into it, and those attached. */
export function rolePolicies(calls: Calls, role: string): RolePolicies {
  const ofRole = ({ RoleName }: JsonObject): boolean => RoleName === role;
  const inline = { service, operation: "ListRolePolicies", matches: ofRole };
  const attached = { service, operation: "ListAttachedRolePolicies", matches: ofRole };
  const names = readPages(calls, inline, (output) =>
    Array.isArray(output["PolicyNames"]) ? texts(output, "PolicyNames") : undefined,
  );
  const arns = readPages(calls, attached, (output) =>
    listed(output, "AttachedPolicies")?.flatMap((policy) => text(policy, "PolicyArn") ?? []),
  );
  return {
    documents: [
      ...names.$items.map((name) => inlineDocument(calls, role, name)),
      ...arns.$items.map((arn) => managedDocument(calls, arn)),
    ],
    unseen: [...names.$unseen, ...arns.$unseen, ...cutOff(calls, [inline, attached])],
    source: calls.one(inline)?.source ?? { call: `${service}:ListRolePolicies`, region: "" },
  };
}

/** IAM says by a flag of its own that a list goes on. */
function cutOff(calls: Calls, wanted: readonly Parameters<Calls["one"]>[0][]): readonly Unknown[] {
  return wanted.flatMap((one) => {
    const last = calls.one(one);
    if (flag(last?.output, "IsTruncated") !== true) return [];
    return [{ $unknown: "not-collected" as const, ...(last && { source: last.source }) }];
  });
}

const inlineDocument = (calls: Calls, role: string, name: string): Told<string> =>
  read<string>(
    calls,
    {
      service,
      operation: "GetRolePolicy",
      matches: ({ RoleName, PolicyName }) => RoleName === role && PolicyName === name,
    },
    { value: (output) => decoded(text(output, "PolicyDocument")) },
  );

function managedDocument(calls: Calls, arn: string): Told<string> {
  const version = read<string>(
    calls,
    { service, operation: "GetPolicy", matches: ({ PolicyArn }) => PolicyArn === arn },
    { value: (output) => text(object(output, "Policy"), "DefaultVersionId") },
  );
  if (isUnknown(version.fact)) return version;
  return read<string>(
    calls,
    {
      service,
      operation: "GetPolicyVersion",
      matches: ({ PolicyArn, VersionId }) => PolicyArn === arn && VersionId === version.fact,
    },
    { value: (output) => decoded(text(object(output, "PolicyVersion"), "Document")) },
  );
}

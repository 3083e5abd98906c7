import {
  excessPermissions,
  isBoundToTrails,
  trustsOnlyCloudTrail,
} from "../analyze/resource-policy/delivery-role.ts";
import { parseArn } from "../model/arn.ts";
import type { DeliveryRole } from "../model/facts/delivery-role.ts";
import { from } from "../model/facts/provenance.ts";
import { type Fact, isUnknown, type Source, type Unknown } from "../model/unknown.ts";
import { type Calls, notReturned, read, type Told } from "./calls.ts";
import type { Context } from "./context.ts";
import { answer, decoded, policyRead } from "./policy-document.ts";
import { object, text } from "./read.ts";
import { rolePolicies } from "./role-policies.ts";

/** The role that a trail names, and the log group that it is for. */
export interface RoleNamed {
  readonly arn: string;
  readonly logGroupArn: string;
  /** The call that told of the trail. */
  readonly source: Source;
}

/** The role of a trail, as IAM describes it; a role of another account is not ours to read. */
export function deliveryRoleFacts({ calls, account }: Context, named: RoleNamed): DeliveryRole {
  const { arn, source } = named;
  const parsed = parseArn(arn);
  const name = parsed?.resource.split("/").at(-1) ?? arn;
  if (parsed !== undefined && parsed.account !== account.account) {
    return foreignRole(arn, parsed.account);
  }
  const trust = readTrust(calls, name);
  const trustPolicy = policyRead(trust);
  const excess = readExcess(calls, name, named.logGroupArn);
  return from<DeliveryRole>(
    { "*": trust.source, members: { arn: source, excessPermissions: excess.source } },
    {
      arn,
      exists: isUnknown(trust.fact) ? trust.fact : trustPolicy.exists,
      trustsOnlyCloudTrail: answer(trustPolicy, trustsOnlyCloudTrail),
      isBoundToTrails: answer(trustPolicy, isBoundToTrails),
      excessPermissions: excess.fact,
    },
  );
}

function foreignRole(arn: string, owner: string): DeliveryRole {
  const unknown: Unknown = { $unknown: "cross-account", detail: `role of ${owner}` };
  return {
    arn,
    exists: unknown,
    trustsOnlyCloudTrail: unknown,
    isBoundToTrails: unknown,
    excessPermissions: unknown,
  };
}

function readTrust(calls: Calls, name: string): Told<string> {
  return read<string>(
    calls,
    { service: "iam", operation: "GetRole", matches: ({ RoleName }) => RoleName === name },
    {
      value: (output) => decoded(text(object(output, "Role"), "AssumeRolePolicyDocument")),
      errors: { NoSuchEntity: "", NoSuchEntityException: "" },
    },
  );
}

/** What is found in the policies that could be read is certain; that there is no more, only once all were. */
function readExcess(
  calls: Calls,
  role: string,
  logGroupArn: string,
): { readonly fact: Fact<readonly string[]>; readonly source: Source } {
  const { documents, unseen, source } = rolePolicies(calls, role);
  const read = documents.map((told) =>
    answer(policyRead(told), (statements) => excessPermissions(statements, logGroupArn)),
  );
  const excess = read.flatMap((fact) => (isUnknown(fact) ? [] : fact));
  const [unknown] = [...unseen, ...read.filter(isUnknown)];
  if (excess.length > 0 || unknown === undefined) return { fact: [...new Set(excess)], source };
  return { fact: unknown.source ? unknown : notReturned(source), source };
}

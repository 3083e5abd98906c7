import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from "@aws-sdk/client-iam";
import { type Ask, askPages } from "./ask.ts";
import { iam, nextMarker } from "./iam.ts";

const getRole = iam("GetRole", GetRoleCommand, "iam:GetRole");
const listRolePolicies = iam("ListRolePolicies", ListRolePoliciesCommand, "iam:ListRolePolicies");
const getRolePolicy = iam("GetRolePolicy", GetRolePolicyCommand, "iam:GetRolePolicy");
const listAttachedRolePolicies = iam(
  "ListAttachedRolePolicies",
  ListAttachedRolePoliciesCommand,
  "iam:ListAttachedRolePolicies",
);
const getPolicy = iam("GetPolicy", GetPolicyCommand, "iam:GetPolicy");
const getPolicyVersion = iam("GetPolicyVersion", GetPolicyVersionCommand, "iam:GetPolicyVersion");

/** A role with all of its policies. IAM is global and answers in the partition's leader Region. */
export async function collectRole(ask: Ask, region: string, RoleName: string): Promise<void> {
  await Promise.all([
    ask(getRole, region, { RoleName }),
    collectInline(ask, region, RoleName),
    collectAttached(ask, region, RoleName),
  ]);
}

async function collectInline(ask: Ask, region: string, RoleName: string): Promise<void> {
  const pages = await askPages(ask, listRolePolicies, region, { RoleName }, nextMarker);
  const names = pages.flatMap(({ output }) => output?.PolicyNames ?? []);
  await Promise.all(
    names.map((PolicyName) => ask(getRolePolicy, region, { RoleName, PolicyName })),
  );
}

async function collectAttached(ask: Ask, region: string, RoleName: string): Promise<void> {
  const pages = await askPages(ask, listAttachedRolePolicies, region, { RoleName }, nextMarker);
  const attached = pages.flatMap(({ output }) => output?.AttachedPolicies ?? []);
  await Promise.all(
    attached.map(async ({ PolicyArn }) => {
      const { output } = await ask(getPolicy, region, { PolicyArn });
      const VersionId = output?.Policy?.DefaultVersionId;
      if (VersionId) await ask(getPolicyVersion, region, { PolicyArn, VersionId });
    }),
  );
}

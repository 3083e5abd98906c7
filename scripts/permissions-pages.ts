import type { Operation } from "../src/aws/operation.ts";
import { callName } from "./generated-files.ts";

type Operations = readonly Operation<object, object>[];

/** AWS lets every principal ask who it is. */
const needsNoPermission = "sts:GetCallerIdentity";

/** Only the caller of a run over several accounts needs it, and for one role: not the role itself. */
const forCallerOnly = "sts:AssumeRole";

/** The IAM actions that the calls take, without what everyone may do. */
export const actionsOf = (operations: Operations): string[] =>
  [...new Set(operations.map(({ permission }) => permission))]
    .filter((action) => action !== needsNoPermission && action !== forCallerOnly)
    .sort();

/** The least that a role needs for `trailwarden check` and `trailwarden collect`. */
export const iamPolicy = (operations: Operations): string =>
  policyOf("TrailwardenReadOnly", operations);

/** The least that a role needs for `trailwarden publish securityhub`. */
export const publishingPolicy = (operations: Operations): string =>
  policyOf("TrailwardenPublishSecurityHub", operations);

function policyOf(Sid: string, operations: Operations): string {
  const policy = {
    Version: "2012-10-17",
    Statement: [{ Sid, Effect: "Allow", Action: actionsOf(operations), Resource: "*" }],
  };
  return `${JSON.stringify(policy, undefined, 2)}\n`;
}

const notes: { readonly [permission: string]: string } = {
  [needsNoPermission]: " (granted to everyone)",
  [forCallerOnly]:
    " (for [several accounts](organization.md), on their role alone; not in the policy)",
};

export function permissionsPage(operations: Operations, publishing: Operations): string {
  return `# Permissions

Generated from the calls that the collector makes. All of them read; none changes anything.
[iam-policy.json](iam-policy.json) holds the ${actionsOf(operations).length} actions as an IAM policy, ready to attach.

A permission that is missing makes the verdicts that need it \`unknown\`; they name it.

${table(operations.map((operation) => [callName(operation), operation]))}

## For publishing to Security Hub

\`trailwarden publish securityhub\` needs these in the account of each hub, as in
[iam-policy-security-hub.json](iam-policy-security-hub.json), and nothing of the above. \`--role\` takes
\`sts:AssumeRole\` on the roles as well. A dry run only reads.

${table(publishing.map((operation) => [operation.permission, operation]))}
`;
}

function table(rows: readonly (readonly [call: string, Operation<object, object>])[]): string {
  const lines = rows.map(([call, { permission }]) => {
    const note = notes[permission] ?? "";
    return `| \`${call}\` | \`${permission}\`${note} |`;
  });
  return ["| call | IAM action |", "|---|---|", ...lines].join("\n");
}

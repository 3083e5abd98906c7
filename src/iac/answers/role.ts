import type { CallLine } from "../../model/recording.ts";
import { isUnknown } from "../../model/unknown.ts";
import type { Resolved } from "../resolved.ts";
import { answer, endOfList, type Output } from "./answer.ts";
import type { Identified, Lifting } from "./lifting.ts";
import { policyText } from "./policy-text.ts";
import { entriesOf } from "./values.ts";

const service = "iam";

/** IAM hands documents out percent-encoded. */
function encoded(lifting: Lifting, document: Resolved | undefined): Resolved | undefined {
  const text = policyText(lifting, document);
  return typeof text === "string" ? encodeURIComponent(text) : text;
}

/**
 * What IAM answers about a role and its policies.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
 */
export function roleAnswers(role: Identified, lifting: Lifting): CallLine[] {
  const { name, arn, properties } = role;
  if (typeof name !== "string") return [];
  const told = (operation: string, input: CallLine["input"], output: Output): CallLine =>
    answer(lifting, role, { service, operation, input }, output);
  const list = (operation: string) => ({ service, operation, input: { RoleName: name } });
  const { ManagedPolicyArns: attached } = properties;
  const arns = entriesOf(attached);
  return [
    told(
      "GetRole",
      { RoleName: name },
      {
        Role: {
          RoleName: name,
          Arn: arn,
          AssumeRolePolicyDocument: encoded(lifting, properties["AssumeRolePolicyDocument"]),
        },
      },
    ),
    ...entriesOf(properties["Policies"]).flatMap((policy, index) => {
      const { PolicyName: given, PolicyDocument: document } = inline(policy);
      const PolicyName = typeof given === "string" ? given : `policy ${index + 1}`;
      return [
        answer(lifting, role, list("ListRolePolicies"), { PolicyNames: [PolicyName] }),
        told(
          "GetRolePolicy",
          { RoleName: name, PolicyName },
          {
            PolicyDocument: encoded(lifting, document),
          },
        ),
      ];
    }),
    ...arns.map((PolicyArn) =>
      answer(lifting, role, list("ListAttachedRolePolicies"), {
        AttachedPolicies: [{ PolicyArn }],
      }),
    ),
    ...endOfList(lifting, role, list("ListRolePolicies"), { PolicyNames: [] }),
    ...endOfList(lifting, role, list("ListAttachedRolePolicies"), { AttachedPolicies: [] }),
  ];
}

type Inline = { readonly PolicyName?: Resolved; readonly PolicyDocument?: Resolved };

const inline = (policy: Resolved): Inline => {
  if (isUnknown(policy)) return { PolicyDocument: policy };
  return typeof policy === "object" && policy !== null ? (policy as Inline) : {};
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html */
export function managedPolicyAnswers(policy: Identified, lifting: Lifting): CallLine[] {
  const { arn, name } = policy;
  if (typeof arn !== "string") return [];
  const Document = encoded(lifting, policy.properties["PolicyDocument"]);
  const VersionId = "v1";
  const told = (operation: string, input: CallLine["input"], output: Output): CallLine =>
    answer(lifting, policy, { service, operation, input }, output);
  return [
    told("GetPolicy", { PolicyArn: arn }, { Policy: { Arn: arn, DefaultVersionId: VersionId } }),
    told("GetPolicyVersion", { PolicyArn: arn, VersionId }, { PolicyVersion: { Document } }),
    told(
      "GetAccountAuthorizationDetails",
      {},
      {
        IsTruncated: false,
        Policies: [
          { PolicyName: name, Arn: arn, PolicyVersionList: [{ IsDefaultVersion: true, Document }] },
        ],
      },
    ),
  ];
}

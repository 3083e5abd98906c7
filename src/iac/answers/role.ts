import type { CallLine } from "../../model/recording.ts";
import { isUnknown } from "../../model/unknown.ts";
import type { Resolved } from "../resolved.ts";
import { answer, answersOf } from "./answer.ts";
import { encoded } from "./encoded-policy.ts";
import type { Identified, Lifting } from "./lifting.ts";
import { endOfList } from "./lists.ts";
import { entriesOf } from "./values.ts";

const service = "iam";

/**
 * What IAM answers about a role and its policies.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
 */
export function roleAnswers(role: Identified, lifting: Lifting): CallLine[] {
  const { name, arn, properties } = role;
  if (typeof name !== "string") return [];
  const told = answersOf(lifting, role, service);
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

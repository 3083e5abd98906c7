import type { CallLine } from "../../model/recording.ts";
import { answersOf } from "./answer.ts";
import { encoded } from "./encoded-policy.ts";
import type { Identified, Lifting } from "./lifting.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html */
export function managedPolicyAnswers(policy: Identified, lifting: Lifting): CallLine[] {
  const { arn, name } = policy;
  if (typeof arn !== "string") return [];
  const Document = encoded(lifting, policy.properties["PolicyDocument"]);
  const VersionId = "v1";
  const told = answersOf(lifting, policy, "iam");
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

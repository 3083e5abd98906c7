import type { Fact } from "../unknown.ts";
import { type FieldsOf, field } from "./field.ts";

/**
 * The role that CloudTrail takes to send a copy to CloudWatch Logs.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
 */
export interface DeliveryRole {
  readonly arn: string;
  readonly exists: Fact<boolean>;
  readonly trustsOnlyCloudTrail: Fact<boolean>;
  readonly isBoundToTrails: Fact<boolean>;
  readonly excessPermissions: Fact<readonly string[]>;
}

const role = "iam:GetRole";

export const deliveryRoleFields: FieldsOf<DeliveryRole> = {
  arn: field("string", "ARN", "cloudtrail:DescribeTrails"),
  exists: field("bool", "IAM knows it", role),
  trustsOnlyCloudTrail: field("bool", "CloudTrail, and nobody else, may take it", role),
  isBoundToTrails: field(
    "bool",
    "CloudTrail may take it only for certain trails or accounts",
    role,
  ),
  excessPermissions: field(
    "list<string>",
    "What it may do beyond writing to the trail's log group",
    "iam:ListRolePolicies",
  ),
};

import type { Fact } from "../unknown.ts";
import { type FieldsOf, field } from "./field.ts";

/**
 * A user, group or role that a managed policy is attached to.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html
 */
export interface PolicyEntity {
  readonly name: string;
  readonly kind: string;
}

const entities = "iam:ListEntitiesForPolicy";

export const policyEntityFields: FieldsOf<PolicyEntity> = {
  name: field("string", "Name of the user, group or role", entities),
  kind: field("string", "user, group or role", entities),
};

/**
 * A policy of the account's own, managed or inline, that allows actions of CloudTrail by name.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export interface IamPolicy {
  readonly name: string;
  readonly arn: string;
  readonly isInline: boolean;
  readonly allowsEveryCloudTrailAction: Fact<boolean>;
}

const details = "iam:GetAccountAuthorizationDetails";

export const iamPolicyFields: FieldsOf<IamPolicy> = {
  name: field("string", "Name", details),
  arn: field(
    "string",
    "ARN of the policy; of the user, group or role that an inline policy is in",
    details,
  ),
  isInline: field("bool", "It is part of a user, group or role", details),
  allowsEveryCloudTrailAction: field(
    "bool",
    "It allows cloudtrail:* on everything; a plain * does not count",
    details,
  ),
};

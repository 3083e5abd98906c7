import type { Fact, Listing } from "../unknown.ts";
import { type FieldsOf, field, optional } from "./field.ts";
import type { CloudTrailGrant, PolicyGrant } from "./resource-policy.ts";

/**
 * An SNS topic that a trail or an alarm publishes to.
 * https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html
 */
export interface Topic {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** ARNs of the trails that notify it; none when only alarms do. */
  readonly trails: readonly string[];
  readonly exists: Fact<boolean>;
  readonly kmsMasterKeyId?: Fact<string>;
  /** Absent without a key, and where no trail notifies the topic. */
  readonly keyAllowsCloudTrail?: Fact<boolean>;
  readonly policy: TopicPolicy;
  readonly subscriptions: Listing<Subscription>;
}

const attributes = "sns:GetTopicAttributes";
const subscriptions = "sns:ListSubscriptionsByTopic";

export const topicFields: FieldsOf<Topic> = {
  arn: field("string", "ARN"),
  name: field("string", "Name"),
  accountId: field("string", "The account that owns it"),
  region: field("string", "Its Region"),
  trails: field("list<string>", "ARNs of the trails that notify it", "cloudtrail:DescribeTrails"),
  exists: field("bool", "SNS knows it", attributes),
  kmsMasterKeyId: optional("string", "Key that encrypts it", attributes),
  keyAllowsCloudTrail: optional(
    "bool",
    "That key lets CloudTrail send messages for each of these trails",
    "kms:GetKeyPolicy",
  ),
  policy: field("TopicPolicy", "Its access policy", attributes),
  subscriptions: field("list<Subscription>", "Subscriptions", subscriptions),
};

/** Whether what is named to publish to a topic, an alarm or an event rule, can. */
export interface TopicUse {
  readonly topicArn: string;
  readonly policyAllows: Fact<boolean>;
  /** Absent where no key encrypts the topic. */
  readonly keyAllows?: Fact<boolean>;
}

export const topicUseFields: FieldsOf<TopicUse> = {
  topicArn: field("string", "The topic"),
  policyAllows: field("bool", "The topic's policy lets it publish there", attributes),
  keyAllows: optional(
    "bool",
    "The topic's key is enabled, and its policy lets it encrypt",
    "kms:GetKeyPolicy",
  ),
};

/** A topic's access policy, as far as statements can be decided. */
export interface TopicPolicy {
  readonly isPublic: Fact<boolean>;
  readonly grants: Fact<readonly PolicyGrant[]>;
  readonly cloudTrailGrants: Fact<readonly CloudTrailGrant[]>;
}

export const topicPolicyFields: FieldsOf<TopicPolicy> = {
  isPublic: field(
    "bool",
    "A statement for everyone is bound to no account, organization or ARN",
    attributes,
  ),
  grants: field("list<PolicyGrant>", "What it allows, and to whom", attributes),
  cloudTrailGrants: field("list<CloudTrailGrant>", "What it allows to CloudTrail", attributes),
};

export interface Subscription {
  readonly protocol: string;
  /** A hash, unless the recording keeps contacts. */
  readonly endpoint: string;
  readonly isConfirmed: boolean;
}

export const subscriptionFields: FieldsOf<Subscription> = {
  protocol: field("string", "email, lambda, sqs …", subscriptions),
  endpoint: field("string", "Where messages go; a hash unless contacts are kept", subscriptions),
  isConfirmed: field("bool", "The receiver has agreed", subscriptions),
};

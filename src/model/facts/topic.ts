import type { Fact, Listing } from "../unknown.ts";
import { type FieldsOf, field, optional } from "./field.ts";

/**
 * An SNS topic that a trail or an alarm publishes to.
 * https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html
 */
export interface Topic {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly exists: Fact<boolean>;
  readonly kmsMasterKeyId?: Fact<string>;
  readonly subscriptions: Listing<Subscription>;
}

const attributes = "sns:GetTopicAttributes";
const subscriptions = "sns:ListSubscriptionsByTopic";

export const topicFields: FieldsOf<Topic> = {
  arn: field("string", "ARN"),
  name: field("string", "Name"),
  accountId: field("string", "The account that owns it"),
  region: field("string", "Its Region"),
  exists: field("bool", "SNS knows it", attributes),
  kmsMasterKeyId: optional("string", "Key that encrypts it", attributes),
  subscriptions: field("list<Subscription>", "Subscriptions", subscriptions),
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

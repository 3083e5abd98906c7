import type { CallLine } from "../../model/recording.ts";
import { answer } from "./answer.ts";
import type { Identified, Lifting } from "./lifting.ts";
import { endOfList, perhapsListed } from "./lists.ts";
import { pointingTo } from "./pointers.ts";
import { toSubscription } from "./subscription.ts";
import { policyOfTopic } from "./topic-policy.ts";

const service = "sns";

/**
 * What SNS answers about a topic and its subscriptions.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html
 */
export function topicAnswers(topic: Identified, lifting: Lifting): CallLine[] {
  const { arn, properties } = topic;
  if (typeof arn !== "string") return [];
  const input = { TopicArn: arn };
  const list = { service, operation: "ListSubscriptionsByTopic", input };
  const { sure, unsure } = pointingTo(lifting, "AWS::SNS::Subscription", "TopicArn", topic);
  return [
    answer(
      lifting,
      topic,
      { service, operation: "GetTopicAttributes", input },
      {
        Attributes: {
          TopicArn: arn,
          KmsMasterKeyId: properties["KmsMasterKeyId"],
          Policy: policyOfTopic(topic, lifting),
        },
      },
    ),
    ...sure.map((subscription) =>
      answer(
        lifting,
        { ...subscription, region: topic.region },
        list,
        toSubscription(subscription),
      ),
    ),
    ...perhapsListed(lifting, topic, list, unsure),
    ...endOfList(lifting, topic, list, { Subscriptions: [] }),
  ];
}

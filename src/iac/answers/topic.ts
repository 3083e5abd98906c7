import type { CallLine } from "../../model/recording.ts";
import { isUnknown } from "../../model/unknown.ts";
import { notDeployed, type Resolved, undeclared, unresolved } from "../resolved.ts";
import { answer, endOfList, type Output, perhapsListed } from "./answer.ts";
import { type Identified, type Lifting, named, pointingTo } from "./lifting.ts";
import { policyText } from "./policy-text.ts";

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
          Policy: policyOf(topic, lifting),
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

const topicOf = ({ properties }: Identified) => [properties["TopicArn"]];

/** Whether the receiver agrees shows later; its address is nobody's business here. */
function toSubscription({ address, properties }: Identified): Output {
  const { Protocol, Endpoint, SubscriptionArn } = properties;
  const isArn = typeof Endpoint === "string" && Endpoint.startsWith("arn:");
  return {
    Subscriptions: [
      {
        Protocol,
        Endpoint: isArn || isUnknown(Endpoint) ? Endpoint : "contact",
        SubscriptionArn:
          SubscriptionArn ?? notDeployed(`whether the receiver of ${address} confirms`),
      },
    ],
  };
}

const topicsOf = ({ properties: { Topics: topics } }: Identified) =>
  Array.isArray(topics) ? (topics as readonly Resolved[]) : [topics];

function policyOf(topic: Identified, lifting: Lifting): Resolved | undefined {
  const { sure, unsure } = pointingTo(lifting, "AWS::SNS::TopicPolicy", "Topics", topic);
  const [policy] = sure;
  if (policy === undefined && unsure.length === 0) {
    return topic.isNew
      ? defaultPolicy(topic.arn, lifting)
      : undeclared(`the policy of ${topic.address}`);
  }
  if (policy === undefined || unsure.length > 0 || sure.length > 1) {
    return unresolved(`which policy ${topic.address} gets`);
  }
  return policyText(lifting, policy.properties["PolicyDocument"]);
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html */
const defaultPolicy = (arn: Resolved, { account }: Lifting): string =>
  JSON.stringify({
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: [
          ...["SNS:GetTopicAttributes", "SNS:SetTopicAttributes", "SNS:AddPermission"],
          ...["SNS:RemovePermission", "SNS:DeleteTopic", "SNS:Subscribe"],
          ...["SNS:ListSubscriptionsByTopic", "SNS:Publish"],
        ],
        Resource: arn,
        Condition: { StringEquals: { "AWS:SourceOwner": account } },
      },
    ],
  });

/** The policy of topics that the change itself does not declare; the rest of them stays as it is. */
export function topicPolicyAnswers(policy: Identified, lifting: Lifting): CallLine[] {
  const { PolicyDocument } = policy.properties;
  return elsewhere(topicsOf(policy), lifting).map((TopicArn) =>
    answer(
      lifting,
      policy,
      { service, operation: "GetTopicAttributes", input: { TopicArn } },
      {
        Attributes: {
          TopicArn,
          KmsMasterKeyId: undeclared(`the key of ${TopicArn}`),
          Policy: policyText(lifting, PolicyDocument),
        },
      },
    ),
  );
}

/** A subscription of a topic that the change itself does not declare. */
export const subscriptionAnswers = (subscription: Identified, lifting: Lifting): CallLine[] =>
  elsewhere(topicOf(subscription), lifting).map((TopicArn) =>
    answer(
      lifting,
      subscription,
      { service, operation: "ListSubscriptionsByTopic", input: { TopicArn } },
      toSubscription(subscription),
    ),
  );

const elsewhere = (arns: readonly (Resolved | undefined)[], lifting: Lifting): string[] =>
  arns.filter(
    (arn): arn is string =>
      typeof arn === "string" && named(lifting, "AWS::SNS::Topic", arn) === undefined,
  );

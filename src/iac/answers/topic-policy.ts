import type { CallLine } from "../../model/recording.ts";
import { type Resolved, undeclared, unresolved } from "../resolved.ts";
import { answer } from "./answer.ts";
import type { Identified, Lifting } from "./lifting.ts";
import { pointingTo } from "./pointers.ts";
import { policyText } from "./policy-text.ts";
import { elsewhere } from "./subscription.ts";

const service = "sns";

const topicsOf = ({ properties: { Topics: topics } }: Identified) =>
  Array.isArray(topics) ? (topics as readonly Resolved[]) : [topics];

/** The policy of a topic that the change declares. */
export function policyOfTopic(topic: Identified, lifting: Lifting): Resolved | undefined {
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

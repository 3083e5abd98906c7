import type { JsonObject } from "../../model/json.ts";
import type { TopicState } from "../world.ts";

/** A topic that its account may use, and CloudTrail for trails of that account. */
export function buildTopic(
  arn: string,
  subscriptions: readonly JsonObject[],
  attributes: JsonObject = {},
): TopicState {
  const account = arn.split(":")[4] ?? "";
  return {
    arn,
    attributes: {
      TopicArn: arn,
      DisplayName: "",
      Owner: account,
      Policy: topicPolicy(arn, account),
      ...attributes,
    },
    subscriptions: subscriptions.map((subscription, index) => ({
      TopicArn: arn,
      SubscriptionArn: `${arn}:0000-${index}`,
      Owner: account,
      ...subscription,
    })),
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-permissions-for-sns-notifications.html */
const topicPolicy = (arn: string, account: string): string =>
  JSON.stringify({
    Version: "2008-10-17",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: ["SNS:Publish", "SNS:Subscribe", "SNS:SetTopicAttributes", "SNS:DeleteTopic"],
        Resource: arn,
        Condition: { StringEquals: { "AWS:SourceOwner": account } },
      },
      {
        Sid: "AWSCloudTrailSNSPolicy20150319",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "SNS:Publish",
        Resource: arn,
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
    ],
  });

import {
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  SNSClient,
} from "@aws-sdk/client-sns";
import { service } from "../aws/operation.ts";
import { parseArn } from "../model/arn.ts";
import { type Ask, askPages } from "./ask.ts";

/** @public Its operations are found here by `npm run generate`. */
export const sns = service("sns", SNSClient);

const getTopicAttributes = sns(
  "GetTopicAttributes",
  GetTopicAttributesCommand,
  "sns:GetTopicAttributes",
);
const listSubscriptionsByTopic = sns(
  "ListSubscriptionsByTopic",
  ListSubscriptionsByTopicCommand,
  "sns:ListSubscriptionsByTopic",
);

/** A topic's attributes and subscriptions, in the Region that its ARN names; gives its key, if it has one. */
export async function collectTopic(ask: Ask, TopicArn: string): Promise<string | undefined> {
  const region = parseArn(TopicArn)?.region;
  if (!region) return undefined;
  const [{ output }] = await Promise.all([
    ask(getTopicAttributes, region, { TopicArn }),
    askPages(ask, listSubscriptionsByTopic, region, { TopicArn }, ({ NextToken }) =>
      NextToken ? { NextToken } : undefined,
    ),
  ]);
  return output?.Attributes?.["KmsMasterKeyId"] || undefined;
}

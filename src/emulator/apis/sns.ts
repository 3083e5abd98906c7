import { GetTopicAttributes$, ListSubscriptionsByTopic$, SNSClient } from "@aws-sdk/client-sns";
import { parseArn } from "../../model/arn.ts";
import type { JsonObject } from "../../model/json.ts";
import { AwsFault } from "../aws-fault.ts";
import { accountOf, page } from "../lookup.ts";
import { type Caller, emulate } from "../service.ts";
import type { TopicState, World } from "../world.ts";

function topicOf({ TopicArn }: JsonObject, { account, region }: Caller, world: World): TopicState {
  const arn = parseArn(String(TopicArn));
  if (arn?.account !== account) {
    throw new AwsFault("AuthorizationError", "Not authorized to read this topic", { status: 403 });
  }
  const topic = accountOf(world, account)?.topics.find((one) => one.arn === TopicArn);
  if (topic !== undefined && arn.region === region) return topic;
  throw new AwsFault("NotFound", "Topic does not exist", { status: 404 });
}

/** https://docs.aws.amazon.com/sns/latest/api/API_Operations.html */
export const sns = emulate({
  name: "sns",
  signingName: "sns",
  Client: SNSClient,
  operations: [
    [GetTopicAttributes$, (...request) => ({ Attributes: topicOf(...request).attributes })],
    [
      ListSubscriptionsByTopic$,
      (input, ...rest) => {
        const { subscriptions } = topicOf(input, ...rest);
        const { items, next } = page(subscriptions, input["NextToken"], 100);
        return { Subscriptions: items, ...(next && { NextToken: next }) };
      },
    ],
  ],
});

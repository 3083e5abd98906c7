import { isUnknown } from "../../model/unknown.ts";
import type { Declaration } from "../declaration.ts";
import { identify, type Place } from "../identity.ts";
import type { Resolved } from "../resolved.ts";

/** A topic with its subscriptions as resources of their own, and a topic's policy as any other. */
export function topicDeclarations(declaration: Declaration, place: Place): readonly Declaration[] {
  const { type, properties } = declaration;
  if (type === "AWS::SNS::TopicInlinePolicy") {
    const { TopicArn, ...others } = properties;
    const Topics = TopicArn === undefined ? [] : [TopicArn];
    return [{ ...declaration, type: "AWS::SNS::TopicPolicy", properties: { ...others, Topics } }];
  }
  const { Subscription, ...others } = properties;
  if (type !== "AWS::SNS::Topic" || Subscription === undefined) return [declaration];
  return [
    { ...declaration, properties: others },
    ...(isUnknown(Subscription) || !Array.isArray(Subscription)
      ? [subscriptionOf(declaration, place, Subscription, 0)]
      : (Subscription as readonly Resolved[]).map((one, index) =>
          subscriptionOf(declaration, place, one, index),
        )),
  ];
}

/** One that is unresolved may be none. */
function subscriptionOf(
  topic: Declaration,
  place: Place,
  subscription: Resolved,
  index: number,
): Declaration {
  const { address: logicalId, type, properties } = topic;
  const name = properties["TopicName"] ?? logicalId;
  const TopicArn = identify({ type, logicalId, name }, undefined, place);
  const isTold = !isUnknown(subscription) && typeof subscription === "object";
  const { Protocol = null, Endpoint = null } = (isTold ? subscription : {}) as {
    readonly [name: string]: Resolved;
  };
  return {
    ...topic,
    type: "AWS::SNS::Subscription",
    address: `${logicalId}.Subscription.${index}`,
    properties: isTold ? { TopicArn, Protocol, Endpoint } : { TopicArn },
    exists: isTold || isUnknown(topic.exists) ? topic.exists : subscription,
  };
}

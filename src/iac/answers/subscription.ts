import type { CallLine } from "../../model/recording.ts";
import { isUnknown } from "../../model/unknown.ts";
import { notDeployed, type Resolved } from "../resolved.ts";
import { answer, type Output } from "./answer.ts";
import type { Identified, Lifting } from "./lifting.ts";
import { named } from "./pointers.ts";

const service = "sns";

/** Whether the receiver agrees shows later; its address is nobody's business here. */
export function toSubscription({ address, properties }: Identified): Output {
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

/** A subscription of a topic that the change itself does not declare. */
export const subscriptionAnswers = (subscription: Identified, lifting: Lifting): CallLine[] =>
  elsewhere([subscription.properties["TopicArn"]], lifting).map((TopicArn) =>
    answer(
      lifting,
      subscription,
      { service, operation: "ListSubscriptionsByTopic", input: { TopicArn } },
      toSubscription(subscription),
    ),
  );

/** Those topics that the change itself does not declare. */
export const elsewhere = (arns: readonly (Resolved | undefined)[], lifting: Lifting): string[] =>
  arns.filter(
    (arn): arn is string =>
      typeof arn === "string" && named(lifting, "AWS::SNS::Topic", arn) === undefined,
  );

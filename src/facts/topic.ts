import { parseArn } from "../model/arn.ts";
import { from } from "../model/facts/provenance.ts";
import type { Subscription, Topic } from "../model/facts/topic.ts";
import type { JsonObject } from "../model/json.ts";
import { isUnknown } from "../model/unknown.ts";
import { read } from "./calls.ts";
import type { Context } from "./context.ts";
import { readPages } from "./pages.ts";
import { listed, object, present, text } from "./read.ts";

export function topicFacts({ calls, account }: Context, arn: string): Topic {
  const parsed = parseArn(arn);
  const matches = ({ TopicArn }: JsonObject): boolean => TopicArn === arn;
  const { fact, source } = read<JsonObject | "none">(
    calls,
    { service: "sns", operation: "GetTopicAttributes", matches },
    {
      value: (output) => object(output, "Attributes"),
      errors: { NotFoundException: "none", NotFound: "none" },
    },
  );
  const attributes = isUnknown(fact) || fact === "none" ? undefined : fact;
  const region = parsed?.region ?? "";
  const listing = { service: "sns", operation: "ListSubscriptionsByTopic", region, matches };
  // The rest is known from whatever names the topic.
  return from<Topic>(
    { members: { exists: source, kmsMasterKeyId: source, subscriptions: source } },
    present({
      arn,
      name: parsed?.resource ?? arn,
      accountId: parsed?.account ?? account.account,
      region,
      exists: isUnknown(fact) ? fact : fact !== "none",
      kmsMasterKeyId: isUnknown(fact) ? fact : text(attributes, "KmsMasterKeyId"),
      subscriptions: readPages(calls, listing, (output, page) =>
        listed(output, "Subscriptions")?.map((subscription) =>
          from<Subscription>({ "*": page }, subscriptionFacts(subscription)),
        ),
      ),
    }),
  );
}

/** A subscription has an ARN only once its receiver has agreed. */
const subscriptionFacts = (subscription: JsonObject): Subscription => ({
  protocol: text(subscription, "Protocol") ?? "",
  endpoint: text(subscription, "Endpoint") ?? "",
  isConfirmed: parseArn(text(subscription, "SubscriptionArn") ?? "") !== undefined,
});

import { changesOfTopic } from "../analyze/resource-policy/changing-actions.ts";
import { cloudTrailGrants } from "../analyze/resource-policy/cloudtrail-grants.ts";
import { grantsOf, isPublic } from "../analyze/resource-policy/grants.ts";
import { parseArn } from "../model/arn.ts";
import { from } from "../model/facts/provenance.ts";
import type { Subscription, Topic, TopicPolicy } from "../model/facts/topic.ts";
import type { JsonObject } from "../model/json.ts";
import { present } from "../model/present.ts";
import { isUnknown, type Source } from "../model/unknown.ts";
import { read, type Told } from "./calls.ts";
import type { Context } from "./context.ts";
import { topicKeyAllows } from "./key-policy.ts";
import { membersOf } from "./members.ts";
import { readPages } from "./pages.ts";
import { answer, policyRead } from "./policy-document.ts";
import { listed, object, text } from "./read.ts";
import type { TrailShown } from "./trail.ts";
import { trailOfPolicy } from "./trail-of-policy.ts";

/** A topic that trails or alarms name, and the trails among them. */
export interface TopicNamed {
  readonly arn: string;
  readonly trails: readonly TrailShown[];
  /** The call that told of the trails. */
  readonly source: Source;
}

export function topicFacts(context: Context, { arn, trails, source: named }: TopicNamed): Topic {
  const { calls, account } = context;
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
  const { told, optional } = membersOf({ fact, source });
  const kmsMasterKeyId = optional(() => text(attributes, "KmsMasterKeyId"));
  const key = keyOf(context, { fact: kmsMasterKeyId, source }, trails);
  const policy = told(() => text(attributes, "Policy"));
  // The rest is known from whatever names the topic.
  return from<Topic>(
    {
      members: {
        ...{ trails: named, exists: source, kmsMasterKeyId: source, subscriptions: source },
        ...{ policy: source, keyAllowsCloudTrail: key?.source ?? source },
      },
    },
    present({
      arn,
      name: parsed?.resource ?? arn,
      accountId: parsed?.account ?? account.account,
      region,
      trails: trails.map((trail) => trail.arn),
      exists: isUnknown(fact) ? fact : fact !== "none",
      kmsMasterKeyId,
      keyAllowsCloudTrail: key?.fact,
      policy: topicPolicy({ fact: policy, source }, arn),
      subscriptions: readPages(calls, listing, (output, page) =>
        listed(output, "Subscriptions")?.map((subscription) =>
          from<Subscription>({ "*": page }, subscriptionFacts(subscription)),
        ),
      ),
    }),
  );
}

function topicPolicy(told: Told<string>, topicArn: string): TopicPolicy {
  const policy = policyRead(told);
  const grants = answer(policy, (statements) => grantsOf(statements, changesOfTopic(topicArn)));
  return from<TopicPolicy>(
    { "*": told.source },
    {
      isPublic: isUnknown(grants) ? grants : isPublic(grants),
      grants,
      cloudTrailGrants: answer(policy, (statements) => cloudTrailGrants(statements)),
    },
  );
}

/** Only CloudTrail's way to the topic is asked for, so only topics of trails have an answer. */
function keyOf(
  { calls, account }: Context,
  { fact: key, source }: { readonly fact: Topic["kmsMasterKeyId"]; readonly source: Source },
  trails: readonly TrailShown[],
): Told<boolean> | undefined {
  if (key === undefined || trails.length === 0) return undefined;
  // Whether there is one at all is not known: then neither is this.
  if (isUnknown(key)) return { fact: key, source };
  const ofTrails = trails.map((trail) => trailOfPolicy(calls, trail));
  return topicKeyAllows(calls, key, ofTrails, account.account);
}

/** A subscription has an ARN only once its receiver has agreed. */
const subscriptionFacts = (subscription: JsonObject): Subscription => ({
  protocol: text(subscription, "Protocol") ?? "",
  endpoint: text(subscription, "Endpoint") ?? "",
  isConfirmed: parseArn(text(subscription, "SubscriptionArn") ?? "") !== undefined,
});

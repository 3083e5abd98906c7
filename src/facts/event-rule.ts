import { cloudTrailEvent, detailTypes } from "../analyze/cloudtrail-event.ts";
import { anyValue, matchesEventPattern, parseEventPattern } from "../analyze/event-pattern.ts";
import { parseArn } from "../model/arn.ts";
import type { EventRule, EventTarget } from "../model/facts/event-rule.ts";
import { from } from "../model/facts/provenance.ts";
import type { TamperingCalls } from "../model/facts/tampering-calls.ts";
import type { Topic, TopicUse } from "../model/facts/topic.ts";
import type { Json, JsonObject } from "../model/json.ts";
import { present } from "../model/present.ts";
import type { Fact, Listing, Source } from "../model/unknown.ts";
import { notReturned } from "./calls.ts";
import type { Context } from "./context.ts";
import { readPages } from "./pages.ts";
import { listed, text } from "./read.ts";
import { topicUseFacts } from "./topic-use.ts";

const service = "eventbridge";

/** A topic that a rule calls, if it was read. */
type TopicOf = (arn: string) => Topic | undefined;

/** The rules of a Region's default bus that may match something of what CloudTrail sends. */
export const eventRules = (
  context: Context,
  region: string,
  topicOf: TopicOf,
): Listing<EventRule> =>
  readPages(context.calls, { service, operation: "ListRules", region }, (output, source) =>
    listed(output, "Rules")?.flatMap((rule) => ruleFacts(context, rule, source, topicOf) ?? []),
  );

function ruleFacts(
  context: Context,
  rule: JsonObject,
  source: Source,
  topicOf: TopicOf,
): EventRule | undefined {
  const eventPattern = text(rule, "EventPattern");
  const bus = text(rule, "EventBusName") ?? "default";
  if (eventPattern === undefined || bus !== "default") return undefined;
  const pattern = parseEventPattern(eventPattern);
  if (!mayMatchCloudTrail(pattern, context, source.region)) return undefined;
  const name = text(rule, "Name") ?? "";
  const arn = text(rule, "Arn") ?? name;
  const state = text(rule, "State") ?? notReturned(source);
  return from<EventRule>(
    { "*": source },
    {
      arn,
      name,
      region: source.region,
      isEnabled: typeof state === "string" ? state !== "DISABLED" : state,
      state,
      eventPattern,
      matches: from<TamperingCalls>({ "*": source }, matchedCalls(context, pattern, source)),
      targets: targetsOf(context, { name, arn }, source.region, topicOf),
    },
  );
}

/** Whatever CloudTrail may send, of one of its types. */
const mayMatchCloudTrail = (pattern: Json, { account }: Context, region: string): boolean =>
  Object.values(detailTypes)
    .flat()
    .some((detailType) => {
      const sent = { account: account.account, region, detailType, record: {} };
      return matchesEventPattern(pattern, cloudTrailEvent(sent)) !== false;
    });

const targetsOf = (
  context: Context,
  rule: Pick<EventRule, "name" | "arn">,
  region: string,
  topicOf: TopicOf,
): Listing<EventTarget> =>
  readPages(
    context.calls,
    { service, operation: "ListTargetsByRule", region, matches: ({ Rule }) => Rule === rule.name },
    (output, source) =>
      listed(output, "Targets")?.map((target) => {
        const arn = text(target, "Arn") ?? "";
        const isTopic = parseArn(arn)?.service === "sns";
        return from<EventTarget>(
          { "*": source },
          present({
            arn,
            topic: isTopic ? topicOf(arn) : undefined,
            topicUse: isTopic ? topicUseOf(context, rule.arn, target) : undefined,
          }),
        );
      }),
  );

/** With a role of its own, a target is called by what that role may do. */
function topicUseOf(context: Context, ruleArn: string, target: JsonObject): TopicUse {
  const arn = text(target, "Arn") ?? "";
  const use = topicUseFacts(context, arn, { service: "events.amazonaws.com", arn: ruleArn });
  if (text(target, "RoleArn") === undefined) return use;
  return { ...use, policyAllows: { $unknown: "undecidable", detail: "the target has a role" } };
}

function matchedCalls(
  { account: { account } }: Context,
  pattern: Json,
  source: Source,
): TamperingCalls {
  const matches = (eventName: string): Fact<boolean> =>
    matchesEventPattern(pattern, callEvent(eventName, account, source.region)) ?? {
      $unknown: "undecidable",
      detail: "the pattern narrows by who calls, or by an operator that is not weighed",
      source,
    };
  return {
    stopLogging: matches("StopLogging"),
    deleteTrail: matches("DeleteTrail"),
    updateTrail: matches("UpdateTrail"),
    putEventSelectors: matches("PutEventSelectors"),
  };
}

/**
 * The event of a successful call, whoever makes it.
 * https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-cloudtrail.html
 */
const callEvent = (eventName: string, account: string, region: string): JsonObject => ({
  version: "0",
  id: anyValue,
  "detail-type": "AWS API Call via CloudTrail",
  source: "aws.cloudtrail",
  account,
  time: anyValue,
  region,
  resources: anyValue,
  detail: {
    ...{ eventVersion: anyValue, userIdentity: anyValue, eventTime: anyValue },
    ...{ eventSource: "cloudtrail.amazonaws.com", eventName, awsRegion: region },
    ...{ sourceIPAddress: anyValue, userAgent: anyValue, requestParameters: anyValue },
    ...{ responseElements: anyValue, requestID: anyValue, eventID: anyValue },
    ...{ readOnly: false, eventType: "AwsApiCall", managementEvent: true },
    ...{ recipientAccountId: account, eventCategory: "Management", tlsDetails: anyValue },
    ...{ apiVersion: anyValue, sessionCredentialFromConsole: anyValue },
  },
});

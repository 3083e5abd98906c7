import { anyValue, matchesEventPattern } from "../analyze/event-pattern.ts";
import type { EventRule, EventTarget } from "../model/facts/event-rule.ts";
import { from } from "../model/facts/provenance.ts";
import type { TamperingCalls } from "../model/facts/tampering-calls.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Fact, Listing, Source } from "../model/unknown.ts";
import { notReturned } from "./calls.ts";
import type { Context } from "./context.ts";
import { readPages } from "./pages.ts";
import { listed, text } from "./read.ts";

const service = "eventbridge";

/** The rules of a Region's default bus that may match one of the calls. */
export const eventRules = (context: Context, region: string): Listing<EventRule> =>
  readPages(context.calls, { service, operation: "ListRules", region }, (output, source) =>
    listed(output, "Rules")?.flatMap((rule) => ruleFacts(context, rule, source) ?? []),
  );

function ruleFacts(context: Context, rule: JsonObject, source: Source): EventRule | undefined {
  const eventPattern = text(rule, "EventPattern");
  const bus = text(rule, "EventBusName") ?? "default";
  if (eventPattern === undefined || bus !== "default") return undefined;
  const matches = matchedCalls(context, eventPattern, source);
  if (Object.values(matches).every((one) => one === false)) return undefined;
  const name = text(rule, "Name") ?? "";
  const state = text(rule, "State");
  return from<EventRule>(
    { "*": source },
    {
      arn: text(rule, "Arn") ?? name,
      name,
      region: source.region,
      isEnabled: state === undefined ? notReturned(source) : state !== "DISABLED",
      eventPattern,
      matches: from<TamperingCalls>({ "*": source }, matches),
      targets: targetsOf(context, name, source.region),
    },
  );
}

const targetsOf = ({ calls }: Context, rule: string, region: string): Listing<EventTarget> =>
  readPages(
    calls,
    { service, operation: "ListTargetsByRule", region, matches: ({ Rule }) => Rule === rule },
    (output, source) =>
      listed(output, "Targets")?.map((target) =>
        from<EventTarget>({ "*": source }, { arn: text(target, "Arn") ?? "" }),
      ),
  );

function matchedCalls(
  { account: { account } }: Context,
  eventPattern: string,
  source: Source,
): TamperingCalls {
  const pattern = parse(eventPattern);
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

function parse(pattern: string): Json {
  try {
    return JSON.parse(pattern) as Json;
  } catch {
    return null;
  }
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

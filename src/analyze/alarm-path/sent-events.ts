import type { JsonObject } from "../../model/json.ts";
import { detailTypes, type SentEventType, sentEventTypes } from "../cloudtrail-event.ts";
import { globalSources, isElsewhereToo } from "../coverage/global-services.ts";
import { managementServices } from "../coverage/known-calls.ts";
import { andOthers } from "../event-pattern.ts";
import { comparePatterns } from "../filter-pattern/compare.ts";
import { fixedTexts, requiredEvents } from "../filter-pattern/required-events.ts";
import type { Decided } from "../three-valued.ts";

/** Events that a filter pattern can match, as far as EventBridge tells them apart. */
export interface SentEvents {
  /** `cloudtrail.amazonaws.com StopLogging`, `API calls` */
  readonly says: string;
  /** One or, where AWS's guide has two spellings, two. */
  readonly detailTypes: readonly string[];
  /** EventBridge's name of the source, `aws.cloudtrail`; absent where it may be any. */
  readonly source?: string;
  readonly record: JsonObject;
  /** Whether read-only calls are among them, which EventBridge keeps back unless asked. */
  readonly hasReads: Decided;
  /** Where they occur: in the Region of global services, in every one, or in that one at least. */
  readonly occur: "global" | "everywhere" | "global-at-least";
}

/** What a pattern asks for: by name where it names calls, else by type. */
export function sentEvents(pattern: string): readonly SentEvents[] {
  const { eventNames, eventSources } = requiredEvents(pattern) ?? {};
  const fixed = recordWith(fixedTexts(pattern));
  if (eventNames !== undefined) {
    return eventNames.flatMap((name) =>
      (eventSources ?? [sourceOf(name)]).map((source) => named(name, source, fixed)),
    );
  }
  const types = sentEventTypes.filter((type) => isPossible(pattern, `$.eventType = "${type}"`));
  const all = types.flatMap((type) =>
    (eventSources ?? [undefined]).map((source) => ofType(pattern, type, source, fixed)),
  );
  return [...all, ...examples.flatMap((example) => exampleOf(pattern, example, fixed))];
}

/** Some of the calls that a pattern without names stands for: whatever misses one misses some. */
const examples = [
  { eventSource: "ec2.amazonaws.com", eventName: "RunInstances", isRead: false },
  { eventSource: "s3.amazonaws.com", eventName: "CreateBucket", isRead: false },
  { eventSource: "ec2.amazonaws.com", eventName: "DescribeInstances", isRead: true },
] as const;

function exampleOf(
  pattern: string,
  { eventSource, eventName, isRead }: (typeof examples)[number],
  fixed: JsonObject,
): readonly SentEvents[] {
  const condition = [
    `$.eventSource = "${eventSource}" && $.eventName = "${eventName}"`,
    `$.eventType = "AwsApiCall" && $.readOnly IS ${isRead ? "TRUE" : "FALSE"}`,
  ].join(" && ");
  if (!isPossible(pattern, condition)) return [];
  return [{ ...named(eventName, eventSource, fixed), hasReads: isRead }];
}

function named(eventName: string, source: string | undefined, fixed: JsonObject): SentEvents {
  const isSignIn = source === signIn;
  const type = isSignIn ? "AwsConsoleSignIn" : "AwsApiCall";
  return {
    says: source === undefined ? eventName : `${source} ${eventName}`,
    ...sentAs(type, source),
    record: { ...fixed, eventName, ...(source && { eventSource: source }), eventType: type },
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
    hasReads: !isSignIn && /^(Get|List|Describe)/.test(eventName) ? undefined : false,
  };
}

function ofType(
  pattern: string,
  type: SentEventType,
  source: string | undefined,
  fixed: JsonObject,
): SentEvents {
  return {
    says: source === undefined ? kinds[type] : `${kinds[type]} of ${source}`,
    ...sentAs(type, source),
    record: { ...fixed, ...(source && { eventSource: source }), eventType: type },
    hasReads:
      type === "AwsApiCall" && isPossible(pattern, "$.readOnly IS TRUE")
        ? source === undefined || undefined
        : false,
  };
}

const kinds: Readonly<Record<SentEventType, string>> = {
  AwsApiCall: "API calls",
  AwsServiceEvent: "events of services",
  AwsConsoleAction: "actions in the console",
  AwsConsoleSignIn: "sign-ins to the console",
};

const signIn = "signin.amazonaws.com";

function sentAs(type: SentEventType, eventSource: string | undefined) {
  const source = eventSource && sourceNames.get(eventSource);
  return {
    detailTypes: detailTypes[type],
    ...(source && { source }),
    occur: occurrenceOf(eventSource),
  } as const;
}

/**
 * What EventBridge calls the services that are asked about most.
 * https://docs.aws.amazon.com/eventbridge/latest/ref/welcome.html
 */
const sourceNames = new Map(
  ["cloudtrail", "config", "ec2", "iam", "kms", "organizations", "s3", "signin"].map((name) => [
    `${name}.amazonaws.com`,
    `aws.${name}`,
  ]),
);

/** Services with one endpoint, of which the guide does not say where else they may record. */
const withOneEndpoint = ["organizations.amazonaws.com", signIn, "route53.amazonaws.com"];

function occurrenceOf(source: string | undefined): SentEvents["occur"] {
  if (source === undefined) return "everywhere";
  if (withOneEndpoint.includes(source)) return "global-at-least";
  return globalSources.includes(source) && !isElsewhereToo(source) ? "global" : "everywhere";
}

/** The service of a call, where only one is known to have it. */
function sourceOf(eventName: string): string | undefined {
  const [found, ...others] = managementServices.filter(
    ({ reads, writes }) => reads.includes(eventName) || writes.includes(eventName),
  );
  return others.length === 0 ? found?.source : undefined;
}

/** Whether some event matches the pattern and meets the condition. */
function isPossible(pattern: string, condition: string): boolean {
  const text = pattern.trim();
  if (!text.startsWith("{") || !text.endsWith("}")) return true;
  const inner = text.slice(1, -1);
  return comparePatterns(`{ (${inner}) && (${condition}) }`, []).verdict !== "unsatisfiable";
}

/** A record of which the pattern says these members. */
function recordWith(fixed: readonly (readonly [readonly string[], string])[]): JsonObject {
  const record: { [member: string]: JsonObject | string } = Object.create(null);
  for (const [[first, second, ...deeper], text] of fixed) {
    if (first === undefined || deeper.length > 0) continue;
    const inside = record[first];
    if (second === undefined) record[first] = text;
    else record[first] = andOthers({ ...(typeof inside === "object" && inside), [second]: text });
  }
  return { ...record };
}

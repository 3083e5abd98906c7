import type { EventCategory } from "./event-class.ts";
import type { Account } from "./facts/account.ts";
import type { FactTypeName } from "./facts/field.ts";
import type { JsonObject } from "./json.ts";

/** Is every event of a class recorded? A list that is left out, or empty, sets no condition. */
export interface EventsQuestion {
  readonly category: EventCategory;
  readonly eventSources?: readonly string[];
  readonly eventNames?: readonly string[];
  readonly readOnly?: boolean;
  readonly resourceTypes?: readonly string[];
  readonly errorCodes?: readonly string[];
  /** Objects of these buckets only; names. */
  readonly buckets?: readonly string[];
  readonly except?: {
    readonly eventSources?: readonly string[];
    /** Objects of these buckets need not be recorded; names. */
    readonly buckets?: readonly string[];
  };
}

/** Would an event that matches be noticed: filter, metric, alarm, topic, subscriber? */
export interface AlarmQuestion {
  /** Metric filter patterns, any of which will do. */
  readonly patterns: readonly string[];
  /** As many events in one period may pass unnoticed, less one. */
  readonly maxThreshold?: number;
  /** The chain ends at a confirmed subscriber, not at the alarm's action. */
  readonly requireSubscription?: boolean;
  /** An EventBridge rule on the same events, with a target, will do as well. */
  readonly acceptEventBridge?: boolean;
}

/** Does more than one trail record the same management events? */
export interface DuplicatesQuestion {
  readonly category: "Management";
}

export type Question =
  | { readonly kind: "events"; readonly question: EventsQuestion }
  | { readonly kind: "duplicates"; readonly question: DuplicatesQuestion }
  | { readonly kind: "alarm"; readonly question: AlarmQuestion };

/** A question as a policy writes it: a value may be `{{params.name}}`. */
export type QuestionSource = { readonly [kind in Question["kind"]]?: JsonObject };

/** Where a policy finds the answer to its question. */
export const answerTo = {
  events: { variable: "coverage", type: "EventCoverage" },
  duplicates: { variable: "copies", type: "EventCopies" },
  alarm: { variable: "alarmPath", type: "AlarmPath" },
} as const satisfies Record<Question["kind"], { variable: string; type: FactTypeName }>;

export const questionKindOf = (ask: QuestionSource | undefined): Question["kind"] | undefined =>
  (Object.keys(answerTo) as Question["kind"][]).find((kind) => ask?.[kind] !== undefined);

/** The variable that holds the answer to what a policy asks, if it asks. */
export function answerOf(ask: QuestionSource | undefined) {
  const kind = questionKindOf(ask);
  return kind && answerTo[kind];
}

/** Answers questions about one account; `region` limits the question to one Region. */
export type Answerer = (question: Question, region?: string) => object;

/** Prepares to answer questions about an account, as of a moment. */
export type AnswererOf = (account: Account, asOf: Date) => Answerer;

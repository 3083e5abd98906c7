import { answerAlarm } from "../../../src/analyze/answer/alarm.ts";
import { exampleAccount, exampleTime } from "../../../src/evaluate/example-account.ts";
import type { Account } from "../../../src/model/facts/account.ts";
import type { Alarm, AlarmMetric, CompositeAlarm } from "../../../src/model/facts/alarm.ts";
import type { LogGroup, MetricFilter } from "../../../src/model/facts/log-group.ts";
import type { Topic } from "../../../src/model/facts/topic.ts";
import type { Trail } from "../../../src/model/facts/trail.ts";
import type { Json } from "../../../src/model/json.ts";
import type { AlarmQuestion } from "../../../src/model/question.ts";
import { complete, isUnknown, type Unknown } from "../../../src/model/unknown.ts";

const [exampleTrail] = exampleAccount.trails.$items as readonly [Trail];
const [exampleGroup] = exampleAccount.logGroups.$items as readonly [LogGroup];
const [exampleFilter] = exampleGroup.metricFilters.$items as readonly [MetricFilter];
const [exampleAlarm] = exampleFilter.alarms.$items as readonly [Alarm];
const [exampleMetric] = exampleAlarm.metrics as readonly [AlarmMetric];
const [exampleTopic] = exampleAlarm.topics.$items as readonly [Topic];

export const stops =
  '{ ($.eventName = "StopLogging") && ($.eventSource = cloudtrail.amazonaws.com) }';
export const deletes =
  '{ ($.eventName = "DeleteTrail") && ($.eventSource = cloudtrail.amazonaws.com) }';
export const both =
  '{ (($.eventName = "StopLogging") || ($.eventName = "DeleteTrail")) && ($.eventSource = cloudtrail.amazonaws.com) }';

export const denied: Unknown = {
  $unknown: "access-denied",
  source: { call: "test:Call", region: "eu-west-1" },
};

export const trail = (given: Partial<Trail> = {}): Trail => ({ ...exampleTrail, ...given });
export const topic = (given: Partial<Topic> = {}): Topic => ({ ...exampleTopic, ...given });
export const metric = (given: Partial<AlarmMetric> = {}): AlarmMetric => ({
  ...exampleMetric,
  ...given,
});
export const alarm = (given: Partial<Alarm> = {}): Alarm => ({ ...exampleAlarm, ...given });

/** Acts as the example's alarm does, where its rule says so. */
export const composite = (
  alarmRule: string,
  given: Partial<CompositeAlarm> = {},
): CompositeAlarm => {
  const { metrics: _, compositeAlarms: __, ...acting } = exampleAlarm;
  return { ...acting, arn: `${acting.arn}-all`, name: "all", alarmRule, ...given };
};

export const alarmName = exampleAlarm.name;

/** Matches `both`, unless it says otherwise. */
export const filter = (given: Partial<MetricFilter> = {}): MetricFilter => ({
  ...exampleFilter,
  filterPattern: both,
  ...given,
});

export const group = (given: Partial<LogGroup> = {}): LogGroup => ({
  ...exampleGroup,
  metricFilters: complete([filter()]),
  ...given,
});

/** The example account with one log group that has one filter, changed. */
export const account = (given: Partial<Account> = {}): Account => ({
  ...exampleAccount,
  logGroups: complete([group()]),
  ...given,
});

export interface Told {
  readonly outcome: "complete" | "broken" | "unknown";
  /** `alarm holds`, in order. */
  readonly links: readonly string[];
  readonly explanation: string;
  /** `fact reason` of what would decide. */
  readonly causes: readonly string[];
  readonly witness: Json | undefined;
}

/** What the analysis says of whoever is to be told of `both`. */
export function ask(of: Account, question: Partial<AlarmQuestion> = {}): Told {
  const asked = { patterns: [both], ...question };
  const { isComplete, explanation, links, witness } = answerAlarm(of, asked, new Date(exampleTime));
  const causes = isUnknown(isComplete) ? (isComplete.causes ?? []) : [];
  return {
    outcome: isUnknown(isComplete) ? "unknown" : isComplete ? "complete" : "broken",
    links: links.map(({ name, state }) => `${name} ${state}`),
    explanation,
    causes: causes.map(({ fact, unknown }) => `${fact} ${unknown.$unknown}`),
    witness,
  };
}

export const withFilter = (given: Partial<MetricFilter>): Account =>
  account({ logGroups: complete([group({ metricFilters: complete([filter(given)]) })]) });

export const withAlarm = (given: Partial<Alarm>, own: Partial<MetricFilter> = {}): Account =>
  withFilter({ ...own, alarms: complete([alarm(given)]) });

export const withTopic = (given: Partial<Topic>): Account =>
  withAlarm({ topics: complete([topic(given)]) });

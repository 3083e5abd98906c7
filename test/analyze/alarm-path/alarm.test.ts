import { describe, expect, test } from "vitest";
import type { Alarm, AlarmMetric } from "../../../src/model/facts/alarm.ts";
import type { MetricFilter } from "../../../src/model/facts/log-group.ts";
import { complete } from "../../../src/model/unknown.ts";
import { alarm, ask, filter, metric, withAlarm, withFilter } from "./given.ts";

type Outcome = "complete" | "broken" | "unknown";

interface Case {
  readonly title: string;
  readonly alarm?: Partial<Alarm>;
  readonly metric?: Partial<AlarmMetric>;
  readonly filter?: Partial<MetricFilter>;
  /** How many events may pass unnoticed, less one. */
  readonly events?: number;
  /** What is left open where AWS's documentation allows both. */
  readonly outcome: Outcome | "complete or unknown" | "broken or unknown";
  readonly says?: RegExp;
}

const judge = ({ alarm: given = {}, metric: watched = {}, filter: own = {}, events }: Case) => {
  const seen = withAlarm({ metrics: [metric(watched)], ...given }, own);
  return ask(seen, events === undefined ? {} : { maxThreshold: events });
};

const above = (threshold: number): Partial<Alarm> => ({
  threshold,
  comparisonOperator: "GreaterThanThreshold",
});

describe.each<{ readonly theme: string; readonly cases: readonly Case[] }>([
  {
    theme: "threshold",
    cases: [
      { title: "one event is enough", outcome: "complete" },
      { title: "more than none", alarm: above(0), outcome: "complete" },
      {
        title: "more than one",
        alarm: above(1),
        outcome: "broken",
        says: /1 is not greater than 1/,
      },
      { title: "five", alarm: { threshold: 5 }, outcome: "broken", says: /1 is not at least 5/ },
      {
        title: "five where five are wanted",
        alarm: { threshold: 5 },
        events: 5,
        outcome: "complete",
      },
      {
        title: "five where four are wanted",
        alarm: { threshold: 5 },
        events: 4,
        outcome: "broken",
      },
      {
        title: "each event counts five",
        alarm: { threshold: 5 },
        filter: { metricValue: "5" },
        outcome: "complete",
      },
      { title: "events count nothing", filter: { metricValue: "0" }, outcome: "broken" },
      {
        title: "what an event counts is in the event",
        filter: { metricValue: "$.additionalEventData.bytes" },
        outcome: "unknown",
        says: /depends on the event/,
      },
      { title: "an empty value", filter: { metricValue: "" }, outcome: "unknown" },
    ],
  },
  {
    theme: "comparison",
    cases: [
      {
        title: "less than one",
        alarm: { comparisonOperator: "LessThanThreshold" },
        outcome: "broken",
        says: /1 is not less than 1/,
      },
      {
        title: "at most none",
        alarm: { comparisonOperator: "LessThanOrEqualToThreshold", threshold: 0 },
        outcome: "broken",
        says: /1 is not at most 0/,
      },
      {
        title: "anomaly detection",
        alarm: { comparisonOperator: "GreaterThanUpperThreshold" },
        outcome: "unknown",
        says: /GreaterThanUpperThreshold/,
      },
      {
        title: "an unheard-of operator",
        alarm: { comparisonOperator: "constructor" },
        outcome: "unknown",
      },
    ],
  },
  {
    theme: "statistic",
    cases: [
      { title: "SampleCount", metric: { statistic: "SampleCount" }, outcome: "complete" },
      {
        title: "SampleCount does not see what an event counts",
        metric: { statistic: "SampleCount" },
        filter: { metricValue: "100" },
        alarm: { threshold: 2 },
        outcome: "broken",
      },
      { title: "Maximum", metric: { statistic: "Maximum" }, outcome: "complete" },
      {
        title: "Maximum does not grow with the number of events",
        metric: { statistic: "Maximum" },
        alarm: { threshold: 5 },
        events: 5,
        outcome: "broken",
      },
      {
        title: "Average without a default value",
        metric: { statistic: "Average" },
        outcome: "complete",
      },
      {
        title: "Average of one minute with a default value",
        metric: { statistic: "Average", period: 60 },
        filter: { defaultValue: 0 },
        outcome: "complete",
      },
      {
        title: "Average over minutes without events, which count zero",
        metric: { statistic: "Average", period: 300 },
        filter: { defaultValue: 0 },
        outcome: "unknown",
      },
      {
        title: "Sum over minutes without events, which count zero",
        filter: { defaultValue: 0 },
        outcome: "complete",
      },
      {
        title: "Sum over minutes without events, which take away",
        filter: { defaultValue: -1 },
        outcome: "broken or unknown",
      },
      { title: "p99", metric: { statistic: "p99" }, outcome: "unknown", says: /p99/ },
    ],
  },
  {
    theme: "periods",
    cases: [
      {
        title: "one of three",
        alarm: { evaluationPeriods: 3, datapointsToAlarm: 1 },
        outcome: "complete",
      },
      {
        title: "two of three",
        alarm: { evaluationPeriods: 3, datapointsToAlarm: 2 },
        outcome: "broken",
        says: /needs 2 periods/,
      },
      {
        title: "missing data breaches",
        alarm: { treatMissingData: "breaching" },
        outcome: "broken",
        says: /in ALARM all the time/,
      },
      ...["missing", "notBreaching"].map(
        (treatMissingData): Case => ({
          title: `missing data: ${treatMissingData}`,
          alarm: { treatMissingData },
          outcome: "complete",
        }),
      ),
      {
        title: "the default value alone sets it off",
        filter: { defaultValue: 1 },
        outcome: "broken",
        says: /in ALARM all the time/,
      },
    ],
  },
  {
    theme: "dimensions",
    cases: [
      {
        title: "watched and not published",
        metric: { dimensions: { Region: "eu-west-1" } },
        outcome: "broken",
        says: /Region/,
      },
      {
        title: "published and not watched",
        filter: { dimensions: { Region: "$.awsRegion" } },
        outcome: "broken",
        says: /Region/,
      },
      {
        title: "of one value only",
        filter: { dimensions: { Region: "$.awsRegion" } },
        metric: { dimensions: { Region: "eu-west-1" } },
        outcome: "broken",
        says: /Region=eu-west-1/,
      },
    ],
  },
  {
    theme: "metric math",
    cases: [
      // A sum has no value where one of its metrics has none.
      ...["m1 + m2", "m2+m1", "SUM(METRICS())"].map(
        (expression): Case => ({
          title: expression,
          alarm: {
            expression,
            metrics: [metric({ id: "m1" }), metric({ id: "m2", name: "Other" })],
          },
          outcome: "complete or unknown",
        }),
      ),
      ...["m1", "FILL(m1, 0)"].map(
        (expression): Case => ({
          title: expression,
          alarm: {
            expression,
            metrics: [metric({ id: "m1" }), metric({ id: "m2", name: "Other" })],
          },
          outcome: "complete",
        }),
      ),
      ...["m1 / 100", "m1 - m2", "m2", "IF(m1 > 5, 1, 0)", "AVG(METRICS())", "FILL(m1, 1)"].map(
        (expression): Case => ({
          title: expression,
          alarm: {
            expression,
            metrics: [metric({ id: "m1" }), metric({ id: "m2", name: "Other" })],
          },
          outcome: "unknown",
          says: /metrics/,
        }),
      ),
    ],
  },
])("$theme", ({ cases }) => {
  test.each(cases)("$title: $outcome", (given) => {
    const { outcome, explanation, links, causes } = judge(given);
    expect(given.outcome.split(" or ")).toContain(outcome);
    if (given.says) expect(explanation).toMatch(given.says);
    if (outcome === "broken") expect(links.at(-1)).toBe("alarm broken");
    if (outcome === "unknown") {
      expect(causes[0]).toMatch(/^account\.alarms\[[^\]]+\] undecidable$/);
    }
  });
});

describe("several alarms on one metric", () => {
  test("one that goes off is enough", () => {
    const alarms = complete([alarm({ threshold: 5 }), alarm({ name: "Second" })]);
    const { outcome, explanation } = ask(withFilter({ alarms }));
    expect(outcome).toBe("complete");
    expect(explanation).toContain("Alarm Second goes off.");
  });

  test("one that may go off is better than one that does not", () => {
    const alarms = complete([
      alarm({ threshold: 5 }),
      alarm({ name: "Second", metrics: [metric({ statistic: "p99" })] }),
    ]);
    expect(ask(withFilter({ alarms }))).toMatchObject({ outcome: "unknown" });
  });

  test("none at all breaks the way, and the metric is named", () => {
    const { outcome, explanation, links } = ask(withFilter({ alarms: complete([]) }));
    expect(outcome).toBe("broken");
    expect(links.at(-1)).toBe("alarm broken");
    const { metricName, metricNamespace } = filter();
    expect(explanation).toBe(`Metric ${metricNamespace}/${metricName} has no alarm.`);
  });
});

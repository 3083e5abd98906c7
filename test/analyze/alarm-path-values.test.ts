import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alarmLink } from "../../src/analyze/alarm-path/alarm.ts";
import { exampleAccount } from "../../src/evaluate/example-account.ts";
import type { Alarm, AlarmMetric } from "../../src/model/facts/alarm.ts";
import type { LogGroup, MetricFilter } from "../../src/model/facts/log-group.ts";

const [exampleGroup] = exampleAccount.logGroups.$items as readonly [LogGroup];
const [exampleFilter] = exampleGroup.metricFilters.$items as readonly [MetricFilter];
const [exampleAlarm] = exampleFilter.alarms.$items as readonly [Alarm];
const [exampleMetric] = exampleAlarm.metrics as readonly [AlarmMetric];

interface Given {
  readonly filter?: Partial<MetricFilter>;
  readonly metric?: Partial<AlarmMetric>;
  readonly alarm?: Partial<Alarm>;
  readonly events?: number;
}

const linkOf = ({ filter = {}, metric = {}, alarm = {}, events = 1 }: Given) =>
  alarmLink(
    { ...exampleFilter, ...filter },
    { ...exampleAlarm, metrics: [{ ...exampleMetric, ...metric }], ...alarm },
    events,
  );

const more = "GreaterThanThreshold";

describe("an alarm", () => {
  test.each<[string, Given, string]>([
    ["of one event", {}, "holds"],
    ["of more than one", { alarm: { threshold: 2 } }, "broken"],
    ["of two, where two may pass", { alarm: { threshold: 2 }, events: 2 }, "holds"],
    ["of more than none", { alarm: { comparisonOperator: more, threshold: 0 } }, "holds"],
    ["of an average of one sample", { metric: { statistic: "Average" } }, "holds"],
    [
      "of an average among zeros",
      { metric: { statistic: "Average" }, filter: { defaultValue: 0 } },
      "unknown",
    ],
    [
      "of an average among zeros, each minute",
      { metric: { statistic: "Average", period: 60 }, filter: { defaultValue: 0 } },
      "holds",
    ],
    [
      "of the least among zeros",
      { metric: { statistic: "Minimum" }, filter: { defaultValue: 0 } },
      "unknown",
    ],
    [
      "of the greatest among zeros",
      { metric: { statistic: "Maximum" }, filter: { defaultValue: 0 } },
      "holds",
    ],
    ["of a sum that quiet minutes lower", { filter: { defaultValue: -1 } }, "unknown"],
    [
      "of a sum that quiet minutes may reach",
      { alarm: { threshold: 3 }, filter: { metricValue: "5", defaultValue: 1 } },
      "unknown",
    ],
    [
      "of samples, which quiet minutes are too",
      { metric: { statistic: "SampleCount" }, filter: { defaultValue: 0 } },
      "broken",
    ],
    ["of samples", { metric: { statistic: "SampleCount" } }, "holds"],
    ["of percentiles", { metric: { statistic: "p99" } }, "unknown"],
    ["of ten seconds", { metric: { period: 10 } }, "unknown"],
    [
      "that is off with few events only",
      { alarm: { comparisonOperator: "LessThanOrEqualToThreshold" } },
      "broken",
    ],
    [
      "that goes below with each",
      {
        alarm: { comparisonOperator: "LessThanThreshold", threshold: 0 },
        filter: { metricValue: "-1" },
      },
      "holds",
    ],
    ["that is always on", { alarm: { threshold: 0 }, filter: { defaultValue: 0 } }, "broken"],
    ["on a value of the event", { filter: { metricValue: "$.size" } }, "unknown"],
    [
      "of a band",
      { alarm: { comparisonOperator: "LessThanLowerOrGreaterThanUpperThreshold" } },
      "unknown",
    ],
    [
      "of the unit that is published",
      { metric: { unit: "Count" }, filter: { unit: "Count" } },
      "holds",
    ],
    ["of another unit", { metric: { unit: "Count" } }, "broken"],
  ])("%s", (_, given, expected) => {
    expect(linkOf(given).state).toBe(expected);
  });

  const many = { evaluationPeriods: 3, datapointsToAlarm: 2 };
  test.each([
    ["missing", {}, undefined, "holds"],
    ["missing", many, undefined, "unknown"],
    ["missing", many, 0, "unknown"],
    ["notBreaching", {}, undefined, "holds"],
    ["notBreaching", many, undefined, "broken"],
    ["notBreaching", many, 0, "broken"],
    ["breaching", {}, undefined, "broken"],
    ["breaching", {}, 0, "holds"],
    ["ignore", {}, undefined, "broken"],
    ["ignore", {}, 0, "holds"],
    ["invented", {}, undefined, "unknown"],
  ] as const)(
    "where missing data is %s, %j, default %s",
    (treatMissingData, given, value, expected) => {
      const filter = value === undefined ? {} : { defaultValue: value };
      expect(linkOf({ alarm: { treatMissingData, ...given }, filter }).state).toBe(expected);
    },
  );

  test.each([
    ["m1", "holds"],
    ["FILL(m1, 0)", "holds"],
    ["SUM(METRICS())", "holds"],
    ["m1 + m2", "unknown"],
    ["m1 * 2", "unknown"],
    ["m2", "unknown"],
  ])("on %s", (expression, expected) => {
    expect(linkOf({ metric: { id: "m1" }, alarm: { expression } }).state).toBe(expected);
  });

  test("on a sum of several metrics is undecided: another may be negative, or missing", () => {
    const metrics = [
      { ...exampleMetric, id: "m1" },
      { ...exampleMetric, name: "Other", id: "m2" },
    ];
    expect(linkOf({ alarm: { metrics, expression: "SUM(METRICS())" } }).state).toBe("unknown");
  });

  test.each([
    ["$.userIdentity.type", "Root", "holds"],
    ["$.userIdentity.type", "IAMUser", "broken"],
    ["$.sourceIPAddress", "192.0.2.1", "broken"],
    ["@aws.account", "111122223333", "unknown"],
  ])("on one value of dimension %s, %s", (field, value, expected) => {
    const filter = { dimensions: { of: field }, filterPattern: '{ $.userIdentity.type = "Root" }' };
    expect(linkOf({ filter, metric: { dimensions: { of: value } } }).state).toBe(expected);
  });

  test("may share a dimension's values with another", () => {
    const filterPattern = '{ $.eventName = "A" || $.eventName = "B" }';
    const filter = { dimensions: { of: "$.eventName" }, filterPattern };
    const metric = { dimensions: { of: "A" } };
    expect(linkOf({ filter, metric }).state).toBe("broken");
    const alarms = { $items: [exampleAlarm, exampleAlarm], $unseen: [] };
    expect(linkOf({ filter: { ...filter, alarms }, metric }).state).toBe("unknown");
  });
});

describe("the verdict on an alarm's threshold", () => {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const statistics = new Map<string, (values: readonly number[]) => number>([
    ["Sum", sum],
    ["SampleCount", ({ length }) => length],
    ["Maximum", (values) => Math.max(...values)],
    ["Minimum", (values) => Math.min(...values)],
    ["Average", (values) => sum(values) / values.length],
  ]);
  const operators = new Map<string, (value: number, threshold: number) => boolean>([
    ["GreaterThanOrEqualToThreshold", (value, threshold) => value >= threshold],
    ["GreaterThanThreshold", (value, threshold) => value > threshold],
    ["LessThanThreshold", (value, threshold) => value < threshold],
    ["LessThanOrEqualToThreshold", (value, threshold) => value <= threshold],
  ]);
  const small = fc.integer({ min: -3, max: 3 });
  const setting = fc.record({
    statistic: fc.constantFrom(...statistics.entries()),
    operator: fc.constantFrom(...operators.entries()),
    minutes: fc.integer({ min: 1, max: 5 }),
    value: small,
    quietValue: fc.constantFrom(undefined, -3, -2, -1, 0, 1, 2, 3),
    threshold: small,
    events: fc.integer({ min: 1, max: 3 }),
  });
  type Setting = typeof setting extends fc.Arbitrary<infer T> ? T : never;

  /** Whether a period breaches with so many matches, for each number of quiet minutes beside them. */
  function breaching(given: Setting, matches: number): readonly boolean[] {
    const { statistic, operator, value, quietValue, threshold } = given;
    const lengths = quietValue === undefined ? [0] : [...Array(given.minutes).keys()];
    return lengths.map((length) => {
      const quiet = Array<number>(length).fill(quietValue ?? 0);
      const values = [...Array<number>(matches).fill(value), ...quiet];
      return operator[1](statistic[1](values), threshold);
    });
  }

  const judged = ({ statistic, operator, value, quietValue, threshold, ...given }: Setting) =>
    linkOf({
      filter: {
        metricValue: String(value),
        ...(quietValue !== undefined && { defaultValue: quietValue }),
      },
      metric: { statistic: statistic[0], period: 60 * given.minutes },
      alarm: {
        ...{ comparisonOperator: operator[0], threshold, treatMissingData: "notBreaching" },
      },
      events: given.events,
    });

  test("holds in every period that can be, and where it says never, in none", () => {
    const seen = { holds: 0, never: 0 };
    fc.assert(
      fc.property(setting, (given) => {
        const { state, says } = judged(given);
        if (state === "holds") {
          seen.holds += 1;
          const periods = [0, 1, 50].flatMap((others) => breaching(given, given.events + others));
          expect(periods).not.toContain(false);
        }
        if (says.includes("needs more")) {
          seen.never += 1;
          expect(breaching(given, given.events)).not.toContain(true);
        }
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(seen.holds, seen.never)).toBeGreaterThan(50);
  });
});

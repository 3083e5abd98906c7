import type { Alarm, AlarmMetric } from "../../model/facts/alarm.ts";
import type { MetricFilter } from "../../model/facts/log-group.ts";
import { broken, holds, type Link, undecidable } from "./link.ts";

/** One match adds so much to the metric, or undefined where that depends on the event. */
function valueOfMatch({ metricValue }: MetricFilter): number | undefined {
  const value = Number(metricValue);
  return metricValue.trim() === "" || !Number.isFinite(value) ? undefined : value;
}

/**
 * Whether `events` matches in one period set an alarm off.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 */
export function alarmLink(filter: MetricFilter, alarm: Alarm, events: number): Link {
  const fact = `account.alarms[${alarm.name}]`;
  const open = (why: string): Link => undecidable("alarm", fact, `alarm ${alarm.name}: ${why}`);
  const never = (why: string): Link => broken("alarm", `Alarm ${alarm.name} ${why}.`);
  const watched = watchedMetric(filter, alarm);
  if (watched === undefined) return open("what it makes of its metrics is not decided");
  const dimensions = compareDimensions(filter, watched);
  if (dimensions !== undefined) return never(dimensions);
  const value = valueOfMatch(filter);
  if (value === undefined) return open("what one event adds depends on the event");
  const reached = firstValue(filter, watched, value, events);
  if (reached === undefined) return open(`statistic ${watched.statistic} is not decided`);
  const refusal = whyNot(filter, alarm, reached);
  if (refusal === undefined) return holds("alarm", `Alarm ${alarm.name} goes off.`);
  return refusal.isSure ? never(refusal.why) : open(refusal.why);
}

/** The filter's metric, if it is the only thing that decides the alarm's value. */
function watchedMetric(filter: MetricFilter, alarm: Alarm): AlarmMetric | undefined {
  const own = alarm.metrics.find(
    ({ name, namespace }) => name === filter.metricName && namespace === filter.metricNamespace,
  );
  const { expression } = alarm;
  if (own === undefined || expression === undefined) return own;
  const words = expression.replaceAll(/\s/g, "");
  // A sum can only grow with every metric in it; so can a metric whose gaps are filled with zeros.
  const isSum = /^(SUM\(METRICS\(\)\)|\w+(\+\w+)*)$/.test(words);
  const isFilled = words === `FILL(${own.id},0)`;
  const isNamed = words.includes("METRICS()") || words.split(/\W/).includes(own.id ?? "");
  return (isSum || isFilled) && isNamed ? own : undefined;
}

/** An alarm sees a metric with dimensions only where it names all of them. */
function compareDimensions(filter: MetricFilter, { dimensions }: AlarmMetric): string | undefined {
  const published = Object.keys(filter.dimensions).sort().join(", ");
  const watched = Object.keys(dimensions).sort().join(", ");
  if (published !== watched) {
    return `watches the metric with the dimensions [${watched}], and it is published with [${published}]`;
  }
  if (published === "") return undefined;
  const values = Object.entries(dimensions).map(([name, value]) => `${name}=${value}`);
  return `watches only ${values.join(", ")}, and other events count elsewhere`;
}

/** What the alarm's statistic is in a period with so many matches. */
function firstValue(
  filter: MetricFilter,
  { statistic, period }: AlarmMetric,
  value: number,
  events: number,
): number | undefined {
  // Minutes without a match add the default value, if there is one.
  const isAlone = filter.defaultValue === undefined || period <= 60;
  switch (statistic) {
    case "Sum":
      return value * events + Math.min(0, (filter.defaultValue ?? 0) * (period / 60 - 1));
    case "Maximum":
      return value;
    case "SampleCount":
      return filter.defaultValue === undefined ? events : undefined;
    case "Average":
    case "Minimum":
      return isAlone ? value : undefined;
    default:
      return undefined;
  }
}

interface Refusal {
  readonly why: string;
  readonly isSure: boolean;
}

/** Why a value, in one period, does not change the alarm to ALARM; undefined where it does. */
function whyNot(filter: MetricFilter, alarm: Alarm, value: number): Refusal | undefined {
  const { threshold, comparisonOperator, datapointsToAlarm, treatMissingData } = alarm;
  if (threshold === undefined) return { isSure: false, why: "it has no fixed threshold" };
  const breaches = compare(comparisonOperator, value, threshold);
  if (breaches === undefined) {
    return { isSure: false, why: `comparison ${comparisonOperator} is not decided` };
  }
  if (!breaches) {
    const why = `needs more than that: ${value} is not ${words[comparisonOperator ?? ""]} ${threshold}`;
    return { isSure: true, why };
  }
  if (compare(comparisonOperator, filter.defaultValue ?? Number.NaN, threshold)) {
    return { isSure: true, why: "is in ALARM all the time, also without an event" };
  }
  if (datapointsToAlarm > 1) {
    const why = `needs ${datapointsToAlarm} periods in a row with such events`;
    return { isSure: true, why };
  }
  if (treatMissingData === "breaching" && filter.defaultValue === undefined) {
    return {
      isSure: true,
      why: "is in ALARM all the time, because missing data counts as breaching",
    };
  }
  return undefined;
}

const words: { readonly [operator: string]: string } = {
  GreaterThanOrEqualToThreshold: "at least",
  GreaterThanThreshold: "greater than",
  LessThanThreshold: "less than",
  LessThanOrEqualToThreshold: "at most",
};

function compare(operator: string | undefined, value: number, threshold: number) {
  switch (operator) {
    case "GreaterThanOrEqualToThreshold":
      return value >= threshold;
    case "GreaterThanThreshold":
      return value > threshold;
    case "LessThanThreshold":
      return value < threshold;
    case "LessThanOrEqualToThreshold":
      return value <= threshold;
    default:
      return undefined;
  }
}

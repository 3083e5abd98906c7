import type { AlarmMetric } from "../../model/facts/alarm.ts";
import type { MetricFilter } from "../../model/facts/log-group.ts";

/** What a statistic can be in one period. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

const between = (...values: readonly number[]): Range => ({
  least: Math.min(...values),
  most: Math.max(...values),
});

/** A metric filter reports each minute; one with logs and no match reports the default value. */
const minutesIn = ({ period }: AlarmMetric): number => period / 60;

/**
 * The statistic of a period with so many matches, each of which adds `value`; undefined where it is
 * not decided. Other minutes may add the default value, if there is one.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html
 */
export function withMatches(
  { defaultValue }: MetricFilter,
  metric: AlarmMetric,
  value: number,
  matches: number,
): Range | undefined {
  const others = defaultValue === undefined ? 0 : Math.max(0, minutesIn(metric) - 1);
  const other = others > 0 ? (defaultValue ?? 0) : value;
  const sum = value * matches;
  switch (metric.statistic) {
    case "Sum":
      return others > 0 ? between(sum, sum + other * others) : between(sum);
    case "SampleCount":
      return between(matches, matches + others);
    case "Maximum":
      return between(value, Math.max(value, other));
    case "Minimum":
      return between(value, Math.min(value, other));
    case "Average":
      return between(value, (sum + other * others) / (matches + others));
    default:
      return undefined;
  }
}

/** The statistic of a period without a match; undefined where it has no value then. */
export function withoutMatches(
  { defaultValue }: MetricFilter,
  metric: AlarmMetric,
  fill: number | undefined,
): Range | undefined {
  const filled = fill === undefined ? [] : [fill];
  if (defaultValue === undefined) return fill === undefined ? undefined : between(fill);
  const minutes = Math.max(1, minutesIn(metric));
  if (metric.statistic === "Sum") {
    return between(defaultValue, defaultValue * minutes, ...filled);
  }
  if (metric.statistic === "SampleCount") return between(1, minutes, ...filled);
  return between(defaultValue, ...filled);
}

/** Whether a statistic only moves on with more matches: up, down or not at all. */
export function growth(statistic: string, value: number): number {
  if (statistic === "SampleCount") return 1;
  return statistic === "Sum" ? Math.sign(value) : 0;
}

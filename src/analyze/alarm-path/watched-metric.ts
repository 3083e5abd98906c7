import type { Alarm, AlarmMetric } from "../../model/facts/alarm.ts";
import type { MetricFilter } from "../../model/facts/log-group.ts";
import { requiredTexts } from "../filter-pattern/required-events.ts";

/** Why an alarm does not, or may not, go off. */
export interface Refusal {
  readonly why: string;
  readonly isSure: boolean;
}

export const surely = (why: string): Refusal => ({ why, isSure: true });
export const perhaps = (why: string): Refusal => ({ why, isSure: false });

/** A filter's metric as an alarm watches it; `fill` stands for periods without a value. */
export interface Watched {
  readonly metric: AlarmMetric;
  readonly fill?: number;
}

/** The metric that a filter feeds, each time that an alarm speaks of it. */
export const fedMetrics = (
  { metricName, metricNamespace }: MetricFilter,
  { metrics }: Alarm,
): readonly AlarmMetric[] =>
  metrics.filter(({ name, namespace }) => name === metricName && namespace === metricNamespace);

/**
 * A metric, if it alone decides what the alarm compares. What a sum over several makes of one that
 * has no value in a period, or of a negative one, is not decided.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function watchedAlone(metric: AlarmMetric, alarm: Alarm): Watched | undefined {
  const { expression } = alarm;
  if (expression === undefined || expression === metric.id) return { metric };
  const words = expression.replaceAll(/\s/g, "");
  if (words === `FILL(${metric.id},0)`) return { metric, fill: 0 };
  return words === "SUM(METRICS())" && alarm.metrics.length === 1 ? { metric } : undefined;
}

/**
 * Why an alarm does not see what a filter publishes: it sees a metric with dimensions only where it
 * names all of them, and values of one unit only if it names one.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#Dimension
 */
export function whyUnseen(filter: MetricFilter, { dimensions, unit }: AlarmMetric) {
  const published = Object.keys(filter.dimensions).sort().join(", ");
  const watched = Object.keys(dimensions).sort().join(", ");
  if (published !== watched) {
    const of = (names: string): string => (names === "" ? "no dimensions" : `dimensions ${names}`);
    return surely(
      `watches the metric with ${of(watched)}, and it is published with ${of(published)}`,
    );
  }
  const own = filter.unit ?? "None";
  if (unit !== undefined && unit !== own) {
    return surely(`watches the metric in unit ${unit}, and it is published in unit ${own}`);
  }
  const narrowed = Object.entries(dimensions).map(([name, value]) =>
    whyElsewhere(filter, name, value),
  );
  return narrowed.find((one) => one?.isSure) ?? narrowed.find((one) => one !== undefined);
}

/** Why events count under another value of a dimension. */
function whyElsewhere(filter: MetricFilter, name: string, value: string): Refusal | undefined {
  const path = /^\$((?:\.\w+)+)$/
    .exec(filter.dimensions[name] ?? "")?.[1]
    ?.slice(1)
    .split(".");
  if (path === undefined) return perhaps(`it watches only ${name}=${value}`);
  const texts = requiredTexts(filter.filterPattern, path);
  if (texts?.length === 1 && texts[0] === value) return undefined;
  const why = `watches only ${name}=${value}, and other events count elsewhere`;
  // Several alarms may share the values among them.
  const mayShare = texts?.includes(value) && filter.alarms.$items.length >= texts.length;
  return mayShare ? perhaps(`it ${why}`) : surely(why);
}

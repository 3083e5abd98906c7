import type { AlarmMetric } from "../model/facts/alarm.ts";
import type { JsonObject } from "../model/json.ts";
import { present } from "../model/present.ts";
import { number, object, objects, text } from "./read.ts";

/** The metrics that an alarm watches, and what it makes of them. */
export interface WatchedMetrics {
  readonly metrics: readonly AlarmMetric[];
  readonly expression?: string;
}

/** An alarm watches one metric, or metric math over several: then one query gives the value. */
export function watchedMetrics(alarm: JsonObject, account: string): WatchedMetrics {
  const queries = objects(alarm, "Metrics");
  if (queries.length === 0) return { metrics: metricOf(alarm, alarm, text(alarm, "Statistic")) };
  const metrics = queries
    .filter((query) => isOwn(query, account))
    .flatMap((query) => {
      const stat = object(query, "MetricStat");
      const found = metricOf(object(stat, "Metric"), stat, text(stat, "Stat"));
      return found.map((metric) => present({ ...metric, id: text(query, "Id") }));
    });
  const returned = queries.find((query) => query["ReturnData"] !== false);
  const expression = text(returned, "Expression") ?? text(returned, "Id");
  return present({ metrics, expression });
}

/** A metric of another account may have the same name, and our filters do not feed it. */
const isOwn = (query: JsonObject, account: string): boolean =>
  (text(query, "AccountId") ?? account) === account;

function metricOf(
  metric: JsonObject | undefined,
  measured: JsonObject | undefined,
  statistic: string | undefined,
): AlarmMetric[] {
  const name = text(metric, "MetricName");
  if (name === undefined) return [];
  return [
    present({
      name,
      namespace: text(metric, "Namespace") ?? "",
      dimensions: dimensionsOf(metric),
      statistic: statistic ?? text(measured, "ExtendedStatistic") ?? "",
      period: number(measured, "Period") ?? 0,
      unit: text(measured, "Unit"),
    }),
  ];
}

const dimensionsOf = (metric: JsonObject | undefined): AlarmMetric["dimensions"] =>
  Object.fromEntries(
    objects(metric, "Dimensions").map((dimension) => [
      text(dimension, "Name") ?? "",
      text(dimension, "Value") ?? "",
    ]),
  );

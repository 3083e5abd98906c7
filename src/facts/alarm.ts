import { parseArn } from "../model/arn.ts";
import type { Alarm, AlarmMetric } from "../model/facts/alarm.ts";
import { from } from "../model/facts/provenance.ts";
import type { Topic } from "../model/facts/topic.ts";
import type { JsonObject } from "../model/json.ts";
import { complete, type Listing, type Source } from "../model/unknown.ts";
import type { Context } from "./context.ts";
import { readPages } from "./pages.ts";
import { flag, listed, object, objects, text, texts } from "./read.ts";

/** An alarm of a Region, watching our metrics or not. */
export interface DescribedAlarm {
  readonly description: JsonObject;
  readonly source: Source;
  readonly metrics: readonly AlarmMetric[];
}

/** All metric alarms of a Region. */
export const describedAlarms = ({ calls }: Context, region: string): Listing<DescribedAlarm> =>
  readPages(
    calls,
    { service: "cloudwatch", operation: "DescribeAlarms", region },
    (output, source) =>
      listed(output, "MetricAlarms")?.map((description) => ({
        description,
        source,
        metrics: metricsOf(description),
      })),
  );

/** Those of a Region's alarms that watch a metric, made facts by `make`. */
export function alarmsOnMetric(
  { $items, $unseen }: Listing<DescribedAlarm>,
  { namespace, name }: AlarmMetric,
  make: (alarm: DescribedAlarm) => Alarm,
): Listing<Alarm> {
  const watching = $items.filter(({ metrics }) =>
    metrics.some((metric) => metric.name === name && metric.namespace === namespace),
  );
  return {
    $items: watching.map(make),
    $unseen: $unseen.map(({ known: _, ...unknown }) => unknown),
  };
}

export function alarmFacts(
  { description, source, metrics }: DescribedAlarm,
  topic: (arn: string) => Topic,
): Alarm {
  const alarmActions = texts(description, "AlarmActions");
  return from<Alarm>(
    { "*": source },
    {
      arn: text(description, "AlarmArn") ?? "",
      name: text(description, "AlarmName") ?? "",
      region: source.region,
      actionsEnabled: flag(description, "ActionsEnabled") ?? true,
      alarmActions,
      metrics,
      topics: complete(
        alarmActions.filter((action) => parseArn(action)?.service === "sns").map(topic),
      ),
    },
  );
}

/** The metrics an alarm watches: its own, or those inside its metric math. */
function metricsOf(alarm: JsonObject): readonly AlarmMetric[] {
  const inMath = objects(alarm, "Metrics").map((query) =>
    object(object(query, "MetricStat"), "Metric"),
  );
  return [alarm, ...inMath].flatMap((metric) => {
    const name = text(metric, "MetricName");
    return name === undefined ? [] : [{ name, namespace: text(metric, "Namespace") ?? "" }];
  });
}

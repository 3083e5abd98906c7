import { alarmsIn, parseAlarmRule } from "../analyze/alarm-rule.ts";
import { parseArn } from "../model/arn.ts";
import type { Alarm, AlarmMetric, CompositeAlarm } from "../model/facts/alarm.ts";
import { from } from "../model/facts/provenance.ts";
import type { Topic, TopicUse } from "../model/facts/topic.ts";
import type { JsonObject } from "../model/json.ts";
import { present } from "../model/present.ts";
import { complete, type Listing, type Source } from "../model/unknown.ts";
import type { Context } from "./context.ts";
import { readPages } from "./pages.ts";
import { flag, listed, number, text, texts, wholly } from "./read.ts";
import { type WatchedMetrics, watchedMetrics } from "./watched-metrics.ts";

/** An alarm of a Region, watching our metrics or not. */
export interface DescribedAlarm extends WatchedMetrics {
  readonly description: JsonObject;
  readonly source: Source;
}

/** All alarms of a Region. */
export interface RegionAlarms {
  readonly alarms: Listing<DescribedAlarm>;
  readonly compositeAlarms: Listing<Pick<DescribedAlarm, "description" | "source">>;
}

export function regionAlarms({ calls, account }: Context, region: string): RegionAlarms {
  const wanted = { service: "cloudwatch", operation: "DescribeAlarms", region };
  const described = (member: string) => (output: JsonObject, source: Source) =>
    listed(output, member)?.map((description) => ({ description: wholly(description), source }));
  return {
    alarms: readPages(calls, wanted, (output, source) =>
      described("MetricAlarms")(output, source)?.map((alarm) => ({
        ...alarm,
        ...watchedMetrics(alarm.description, account.account),
      })),
    ),
    compositeAlarms: readPages(calls, wanted, described("CompositeAlarms")),
  };
}

/** Those of a Region's alarms that watch a metric, made facts by `make`. */
export function alarmsOnMetric(
  { $items, $unseen }: Listing<DescribedAlarm>,
  { namespace, name }: Pick<AlarmMetric, "namespace" | "name">,
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

/** The topics that alarms call. */
export interface TopicsOf {
  readonly topic: (arn: string) => Topic;
  /** Whether an alarm, by its ARN, can publish to a topic. */
  readonly useOf: (topicArn: string, alarmArn: string) => TopicUse;
}

export function alarmFacts(
  { description, source, metrics, expression }: DescribedAlarm,
  composites: RegionAlarms["compositeAlarms"],
  topics: TopicsOf,
): Alarm {
  const evaluationPeriods = number(description, "EvaluationPeriods") ?? 1;
  const name = text(description, "AlarmName") ?? "";
  const arn = text(description, "AlarmArn") ?? "";
  return from<Alarm>(
    { "*": source },
    present({
      arn,
      name,
      region: source.region,
      ...actionsOf(description, topics),
      metrics,
      expression,
      comparisonOperator: text(description, "ComparisonOperator"),
      threshold: number(description, "Threshold"),
      evaluationPeriods,
      datapointsToAlarm: number(description, "DatapointsToAlarm") ?? evaluationPeriods,
      treatMissingData: text(description, "TreatMissingData") ?? "missing",
      compositeAlarms: compositesNaming([name, arn], composites, topics),
    }),
  );
}

function actionsOf(description: JsonObject, { topic, useOf }: TopicsOf) {
  const alarmActions = texts(description, "AlarmActions");
  const arns = alarmActions.filter((action) => parseArn(action)?.service === "sns");
  const alarmArn = text(description, "AlarmArn") ?? "";
  return {
    actionsEnabled: flag(description, "ActionsEnabled") ?? true,
    alarmActions,
    topics: complete(arns.map(topic)),
    topicUses: complete(arns.map((arn) => useOf(arn, alarmArn))),
  };
}

/** Composite alarms whose rule speaks of an alarm, by its name or its ARN. */
function compositesNaming(
  names: readonly string[],
  { $items, $unseen }: RegionAlarms["compositeAlarms"],
  topics: TopicsOf,
): Listing<CompositeAlarm> {
  const naming = $items.filter(({ description }) => {
    const rule = parseAlarmRule(text(description, "AlarmRule") ?? "");
    // A rule that cannot be read may speak of any alarm.
    return rule === undefined || alarmsIn(rule).some((alarm) => names.includes(alarm));
  });
  return {
    $items: naming.map(({ description, source }) =>
      from<CompositeAlarm>(
        { "*": source },
        {
          arn: text(description, "AlarmArn") ?? "",
          name: text(description, "AlarmName") ?? "",
          alarmRule: text(description, "AlarmRule") ?? "",
          ...actionsOf(description, topics),
        },
      ),
    ),
    $unseen: $unseen.map(({ known: _, ...unknown }) => unknown),
  };
}

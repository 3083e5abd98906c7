import type { Resolved } from "../../resolved.ts";
import { argumentOf, type Block, blockOf } from "../block.ts";
import { ownName } from "../identities.ts";
import type { Planned } from "../plan.ts";
import { filterName, pointer, pointers, topicArn } from "../pointers.ts";
import {
  copied,
  countOf,
  listOf,
  madeOf,
  type Properties,
  pairsOf,
  present,
} from "../properties.ts";
import type { World } from "../world.ts";

export function alarmProperties(world: World, alarm: Planned): Properties {
  const block = blockOf(world.plan, alarm);
  return present({
    AlarmName: ownName(alarm),
    AlarmActions: pointers(world, block, "alarm_actions", topicArn),
    MetricName: pointer(world, block, "metric_name", filterName),
    Dimensions: pairsOf(block, "dimensions", "Name"),
    DatapointsToAlarm: countOf(block, "datapoints_to_alarm"),
    Metrics: listOf(block, "metric_query", (one) => metric(world, one)),
    ...copied(block, {
      ActionsEnabled: "actions_enabled",
      Namespace: "namespace",
      Statistic: "statistic",
      ExtendedStatistic: "extended_statistic",
      Period: "period",
      Unit: "unit",
      EvaluationPeriods: "evaluation_periods",
      Threshold: "threshold",
      ThresholdMetricId: "threshold_metric_id",
      ComparisonOperator: "comparison_operator",
      TreatMissingData: "treat_missing_data",
    }),
  });
}

const metric = (world: World, query: Block): Resolved =>
  present({
    ...copied(query, {
      Id: "id",
      Expression: "expression",
      Label: "label",
      ReturnData: "return_data",
      AccountId: "account_id",
    }),
    Period: countOf(query, "period"),
    MetricStat: madeOf(query, "metric", (stat) =>
      present({
        Metric: present({
          Namespace: argumentOf(stat, "namespace"),
          MetricName: pointer(world, stat, "metric_name", filterName),
          Dimensions: pairsOf(stat, "dimensions", "Name"),
        }),
        ...copied(stat, { Period: "period", Stat: "stat", Unit: "unit" }),
      }),
    ),
  });

export function compositeAlarmProperties(world: World, alarm: Planned): Properties {
  const block = blockOf(world.plan, alarm);
  return present({
    AlarmName: ownName(alarm),
    AlarmActions: pointers(world, block, "alarm_actions", topicArn),
    ...copied(block, { AlarmRule: "alarm_rule", ActionsEnabled: "actions_enabled" }),
  });
}

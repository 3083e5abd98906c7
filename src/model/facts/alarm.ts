import type { Listing } from "../unknown.ts";
import { type FieldsOf, field, optional } from "./field.ts";
import type { Topic, TopicUse } from "./topic.ts";

/**
 * A metric alarm that watches a metric of a trail's log group.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricAlarm.html
 */
export interface Alarm {
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  readonly actionsEnabled: boolean;
  readonly alarmActions: readonly string[];
  readonly metrics: readonly AlarmMetric[];
  /** Absent: the one metric is watched as it is. */
  readonly expression?: string;
  readonly comparisonOperator?: string;
  readonly threshold?: number;
  readonly evaluationPeriods: number;
  /** As many as `evaluationPeriods` where AWS leaves it out. */
  readonly datapointsToAlarm: number;
  readonly treatMissingData: string;
  readonly topics: Listing<Topic>;
  /** Whether it can publish to each of them. */
  readonly topicUses: Listing<TopicUse>;
  /** Alarms made of alarms, this one among them. */
  readonly compositeAlarms: Listing<CompositeAlarm>;
}

const alarms = "cloudwatch:DescribeAlarms";

export const alarmFields: FieldsOf<Alarm> = {
  arn: field("string", "ARN", alarms),
  name: field("string", "Name", alarms),
  region: field("string", "Its Region", alarms),
  actionsEnabled: field("bool", "Its actions are switched on", alarms),
  alarmActions: field("list<string>", "What it does in ALARM", alarms),
  metrics: field("list<AlarmMetric>", "Metrics it watches", alarms),
  expression: optional("string", "Metric math that it watches instead of one metric", alarms),
  comparisonOperator: optional("string", "GreaterThanOrEqualToThreshold …", alarms),
  threshold: optional("double", "Value it compares with; absent for anomaly detection", alarms),
  evaluationPeriods: field("int", "Periods it looks back", alarms),
  datapointsToAlarm: field("int", "Periods of them that must breach", alarms),
  treatMissingData: field("string", "missing, notBreaching, breaching or ignore", alarms),
  topics: field("list<Topic>", "Topics among its actions", alarms),
  topicUses: field("list<TopicUse>", "Whether it can publish to each of them"),
  compositeAlarms: field("list<CompositeAlarm>", "Composite alarms that name it", alarms),
};

export interface AlarmMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: { readonly [name: string]: string };
  /** Sum, SampleCount, Maximum, p99 … */
  readonly statistic: string;
  /** Seconds. */
  readonly period: number;
  /** Only values in this unit count; absent: any do. */
  readonly unit?: string;
  /** Its name in the alarm's metric math. */
  readonly id?: string;
}

export const alarmMetricFields: FieldsOf<AlarmMetric> = {
  namespace: field("string", "Namespace", alarms),
  name: field("string", "Metric name", alarms),
  dimensions: field("map<string, string>", "Dimensions", alarms),
  statistic: field("string", "Sum, SampleCount, Maximum, p99 …", alarms),
  period: field("int", "Seconds that one value stands for", alarms),
  unit: optional("string", "Unit of the values that count; absent where any do", alarms),
  id: optional("string", "Its name in metric math", alarms),
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_CompositeAlarm.html */
export interface CompositeAlarm {
  readonly arn: string;
  readonly name: string;
  /** `ALARM("a") OR ALARM("b")` */
  readonly alarmRule: string;
  readonly actionsEnabled: boolean;
  readonly alarmActions: readonly string[];
  readonly topics: Listing<Topic>;
  readonly topicUses: Listing<TopicUse>;
}

export const compositeAlarmFields: FieldsOf<CompositeAlarm> = {
  arn: field("string", "ARN", alarms),
  name: field("string", "Name", alarms),
  alarmRule: field("string", "When it is in ALARM", alarms),
  actionsEnabled: field("bool", "Its actions are switched on", alarms),
  alarmActions: field("list<string>", "What it does in ALARM", alarms),
  topics: field("list<Topic>", "Topics among its actions", alarms),
  topicUses: field("list<TopicUse>", "Whether it can publish to each of them"),
};

import type { Listing } from "../unknown.ts";
import { type FieldsOf, field } from "./field.ts";
import type { Topic } from "./topic.ts";

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
  readonly topics: Listing<Topic>;
}

const alarms = "cloudwatch:DescribeAlarms";

export const alarmFields: FieldsOf<Alarm> = {
  arn: field("string", "ARN", alarms),
  name: field("string", "Name", alarms),
  region: field("string", "Its Region", alarms),
  actionsEnabled: field("bool", "Its actions are switched on", alarms),
  alarmActions: field("list<string>", "What it does in ALARM", alarms),
  metrics: field("list<AlarmMetric>", "Metrics it watches", alarms),
  topics: field("list<Topic>", "Topics among its actions", alarms),
};

export interface AlarmMetric {
  readonly namespace: string;
  readonly name: string;
}

export const alarmMetricFields: FieldsOf<AlarmMetric> = {
  namespace: field("string", "Namespace", alarms),
  name: field("string", "Metric name", alarms),
};

import type { Fact, Listing } from "../unknown.ts";
import type { Alarm } from "./alarm.ts";
import { type FieldsOf, field, optional } from "./field.ts";

/**
 * A log group that a trail sends a copy to.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html
 */
export interface LogGroup {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly exists: Fact<boolean>;
  /** Absent: events never expire. */
  readonly retentionInDays?: Fact<number>;
  readonly logGroupClass: Fact<string>;
  readonly kmsKeyId?: Fact<string>;
  readonly deletionProtectionEnabled: Fact<boolean>;
  readonly metricFilters: Listing<MetricFilter>;
}

const groups = "cloudwatch-logs:DescribeLogGroups";
const filters = "cloudwatch-logs:DescribeMetricFilters";

export const logGroupFields: FieldsOf<LogGroup> = {
  arn: field("string", "ARN", "cloudtrail:DescribeTrails"),
  name: field("string", "Name", "cloudtrail:DescribeTrails"),
  accountId: field("string", "The account that owns it", "cloudtrail:DescribeTrails"),
  region: field("string", "Its Region", "cloudtrail:DescribeTrails"),
  exists: field("bool", "CloudWatch Logs knows it", groups),
  retentionInDays: optional("int", "Days that events are kept; absent for ever", groups),
  logGroupClass: field("string", "STANDARD, INFREQUENT_ACCESS or DELIVERY", groups),
  kmsKeyId: optional("string", "Key that encrypts it", groups),
  deletionProtectionEnabled: field("bool", "It cannot be deleted before that is lifted", groups),
  metricFilters: field("list<MetricFilter>", "Metric filters", filters),
};

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricFilter.html */
export interface MetricFilter {
  readonly filterName: string;
  readonly filterPattern: string;
  readonly metricName: string;
  readonly metricNamespace: string;
  /** What one event adds: a number, or a field of the event. */
  readonly metricValue: string;
  /** What a minute without a match adds; absent: nothing. */
  readonly defaultValue?: number;
  /** Unit that it publishes in; absent: None. */
  readonly unit?: string;
  readonly dimensions: { readonly [name: string]: string };
  /** Narrows which events it sees at all. */
  readonly fieldSelectionCriteria?: string;
  /** It sees events as a transformer has changed them. */
  readonly applyOnTransformedLogs: boolean;
  readonly alarms: Listing<Alarm>;
}

export const metricFilterFields: FieldsOf<MetricFilter> = {
  filterName: field("string", "Name", filters),
  filterPattern: field("string", "Pattern, as written", filters),
  metricName: field("string", "Metric it feeds", filters),
  metricNamespace: field("string", "Namespace of that metric", filters),
  metricValue: field("string", "What one event adds to the metric", filters),
  defaultValue: optional("double", "What a minute without a match adds", filters),
  unit: optional("string", "Unit of the metric; absent for None", filters),
  dimensions: field("map<string, string>", "Dimensions, with the fields that fill them", filters),
  fieldSelectionCriteria: optional("string", "Narrows which events it sees", filters),
  applyOnTransformedLogs: field("bool", "It sees events as a transformer changed them", filters),
  alarms: field(
    "list<Alarm>",
    "Alarms on that metric, inside metric math too",
    "cloudwatch:DescribeAlarms",
  ),
};

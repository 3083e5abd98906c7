import type { JsonObject } from "../../model/json.ts";
import type { LogGroupState } from "../world.ts";

export const buildLogGroup = (
  account: string,
  name: string,
  {
    region = "us-east-1",
    metricFilters = [],
    group = {},
  }: { region?: string; metricFilters?: readonly JsonObject[]; group?: JsonObject } = {},
): LogGroupState => ({
  region,
  group: {
    logGroupName: name,
    arn: `arn:aws:logs:${region}:${account}:log-group:${name}:*`,
    logGroupClass: "STANDARD",
    retentionInDays: 365,
    kmsKeyId: `arn:aws:kms:${region}:${account}:key/22222222-2222-3333-4444-555555555555`,
    deletionProtectionEnabled: true,
    ...group,
  },
  metricFilters,
});

export const buildMetricFilter = (
  logGroupName: string,
  name: string,
  filterPattern: string,
): JsonObject => ({
  filterName: name,
  filterPattern,
  logGroupName,
  metricTransformations: [{ metricName: name, metricNamespace: "CISBenchmark", metricValue: "1" }],
});

import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
  type MetricFilter,
} from "@aws-sdk/client-cloudwatch-logs";
import { type Recorded, service } from "../aws/operation.ts";
import { type Ask, askPages } from "./ask.ts";

/** @public Its operations are found here by `npm run generate`. */
export const cloudwatchLogs = service("cloudwatch-logs", CloudWatchLogsClient);

const describeLogGroups = cloudwatchLogs(
  "DescribeLogGroups",
  DescribeLogGroupsCommand,
  "logs:DescribeLogGroups",
);
const describeMetricFilters = cloudwatchLogs(
  "DescribeMetricFilters",
  DescribeMetricFiltersCommand,
  "logs:DescribeMetricFilters",
);

/**
 * The log group and its metric filters. The search is by prefix and sorted by name, so the group
 * itself, if there is one, comes first.
 */
export async function collectLogGroup(
  ask: Ask,
  region: string,
  logGroupName: string,
): Promise<Recorded<MetricFilter>[]> {
  const [pages] = await Promise.all([
    askPages(ask, describeMetricFilters, region, { logGroupName }, ({ nextToken }) =>
      nextToken ? { nextToken } : undefined,
    ),
    ask(describeLogGroups, region, { logGroupNamePrefix: logGroupName }),
  ]);
  return pages.flatMap(({ output }) => output?.metricFilters ?? []);
}

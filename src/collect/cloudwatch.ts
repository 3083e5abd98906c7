import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  type MetricAlarm,
} from "@aws-sdk/client-cloudwatch";
import { type Recorded, service } from "../aws/operation.ts";
import { type Ask, askPages } from "./ask.ts";

/** @public Its operations are found here by `npm run generate`. */
export const cloudwatch = service("cloudwatch", CloudWatchClient);

const describeAlarms = cloudwatch(
  "DescribeAlarms",
  DescribeAlarmsCommand,
  "cloudwatch:DescribeAlarms",
);

/** All alarms of a Region: DescribeAlarmsForMetric would not show those on metric math. */
export async function collectAlarms(ask: Ask, region: string): Promise<Recorded<MetricAlarm>[]> {
  const pages = await askPages(
    ask,
    describeAlarms,
    region,
    { AlarmTypes: ["MetricAlarm", "CompositeAlarm"], MaxRecords: 100 },
    ({ NextToken }) => (NextToken ? { NextToken } : undefined),
  );
  return pages.flatMap(({ output }) => output?.MetricAlarms ?? []);
}

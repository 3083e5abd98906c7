import {
  CloudWatchClient,
  type CompositeAlarm,
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

export interface RegionAlarms {
  readonly alarms: readonly Recorded<MetricAlarm>[];
  readonly compositeAlarms: readonly Recorded<CompositeAlarm>[];
}

/** All alarms of a Region: DescribeAlarmsForMetric would not show those on metric math. */
export async function collectAlarms(ask: Ask, region: string): Promise<RegionAlarms> {
  const pages = await askPages(
    ask,
    describeAlarms,
    region,
    { AlarmTypes: ["MetricAlarm", "CompositeAlarm"], MaxRecords: 100 },
    ({ NextToken }) => (NextToken ? { NextToken } : undefined),
  );
  return {
    alarms: pages.flatMap(({ output }) => output?.MetricAlarms ?? []),
    compositeAlarms: pages.flatMap(({ output }) => output?.CompositeAlarms ?? []),
  };
}

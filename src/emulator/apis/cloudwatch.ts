import { CloudWatchClient, DescribeAlarms$ } from "@aws-sdk/client-cloudwatch";
import { accountOf, page } from "../lookup.ts";
import { emulate } from "../service.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
export const cloudwatch = emulate({
  name: "cloudwatch",
  signingName: "monitoring",
  Client: CloudWatchClient,
  operations: [
    [
      DescribeAlarms$,
      ({ NextToken, MaxRecords }, { account, region }, world) => {
        const alarms = (accountOf(world, account)?.alarms ?? [])
          .filter((state) => state.region === region)
          .map(({ alarm }) => alarm);
        const { items, next } = page(alarms, NextToken, Number(MaxRecords ?? 50));
        return { MetricAlarms: items, CompositeAlarms: [], ...(next && { NextToken: next }) };
      },
    ],
  ],
});

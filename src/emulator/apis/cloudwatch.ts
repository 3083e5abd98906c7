import { CloudWatchClient, DescribeAlarms$ } from "@aws-sdk/client-cloudwatch";
import type { JsonObject } from "../../model/json.ts";
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
        // AWS tells the two kinds apart by their members too: only composite alarms have a rule.
        const isComposite = (alarm: JsonObject): boolean => "AlarmRule" in alarm;
        return {
          MetricAlarms: items.filter((alarm) => !isComposite(alarm)),
          CompositeAlarms: items.filter(isComposite),
          ...(next && { NextToken: next }),
        };
      },
    ],
  ],
});

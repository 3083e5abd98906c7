import type { JsonObject } from "../../model/json.ts";
import type { AlarmState } from "../world.ts";

export const buildAlarm = (
  account: string,
  metricName: string,
  topicArn: string,
  { region = "us-east-1", alarm = {} }: { region?: string; alarm?: JsonObject } = {},
): AlarmState => ({
  region,
  alarm: {
    AlarmName: metricName,
    AlarmArn: `arn:aws:cloudwatch:${region}:${account}:alarm:${metricName}`,
    ActionsEnabled: true,
    AlarmActions: [topicArn],
    MetricName: metricName,
    Namespace: "CISBenchmark",
    Statistic: "Sum",
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: "GreaterThanOrEqualToThreshold",
    ...alarm,
  },
});

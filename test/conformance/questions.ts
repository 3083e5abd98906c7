import type { JsonObject } from "../../src/model/json.ts";
import type { AccountLine, AccountRecording, CallLine } from "../../src/model/recording.ts";

/** What was asked, and where. */
export type Question = Pick<CallLine, "service" | "operation" | "region" | "input">;

/** What AWS said to it. */
export type Answer = Required<Pick<CallLine, "output">> | Required<Pick<CallLine, "error">>;

const cloudtrail = (operation: string, region: string, input: JsonObject): Question => ({
  service: "cloudtrail",
  operation,
  region,
  input,
});

const logs = (operation: string, region: string, input: JsonObject): Question => ({
  service: "cloudwatch-logs",
  operation,
  region,
  input,
});

// The questions of src/collect, which the reference data leave out. Each test replays its
// recordings to the collector, so that none of them can differ from what it really asks.

export const describeTrails = (region: string): Question =>
  cloudtrail("DescribeTrails", region, { includeShadowTrails: true });

export const getTrailStatus = (region: string, trail: string): Question =>
  cloudtrail("GetTrailStatus", region, { Name: trail });

export const getEventSelectors = (region: string, trail: string): Question =>
  cloudtrail("GetEventSelectors", region, { TrailName: trail });

export const getInsightSelectors = (region: string, trail: string): Question =>
  cloudtrail("GetInsightSelectors", region, { TrailName: trail });

export const describeLogGroups = (region: string, logGroupNamePrefix: string): Question =>
  logs("DescribeLogGroups", region, { logGroupNamePrefix });

export const describeMetricFilters = (region: string, logGroupName: string): Question =>
  logs("DescribeMetricFilters", region, { logGroupName });

export const describeAlarms = (region: string): Question => ({
  service: "cloudwatch",
  operation: "DescribeAlarms",
  region,
  input: { AlarmTypes: ["MetricAlarm", "CompositeAlarm"], MaxRecords: 100 },
});

export const ofBucket = (operation: string, region: string, input: JsonObject): Question => ({
  service: "s3",
  operation,
  region,
  input,
});

export const ofAccount = (region: string, AccountId: string): Question => ({
  service: "s3-control",
  operation: "GetPublicAccessBlock",
  region,
  input: { AccountId },
});

/** Questions and answers as the recording of one account. */
export const recordingOf = (
  account: Omit<AccountLine, "kind" | "partition">,
  at: string,
  answered: readonly (readonly [Question, Answer])[],
): AccountRecording => ({
  account: { kind: "account", partition: "aws", ...account },
  calls: answered.map(
    ([question, answer]): CallLine => ({
      kind: "call",
      account: account.account,
      ...question,
      ...answer,
      at,
    }),
  ),
  status: "complete",
});

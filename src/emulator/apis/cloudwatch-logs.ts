import {
  CloudWatchLogsClient,
  DescribeLogGroups$,
  DescribeMetricFilters$,
} from "@aws-sdk/client-cloudwatch-logs";
import { AwsFault } from "../aws-fault.ts";
import { accountOf, page } from "../lookup.ts";
import { type Caller, emulate, type Handler } from "../service.ts";
import type { World } from "../world.ts";

const groupsOf = (world: World, { account, region }: Caller) =>
  (accountOf(world, account)?.logGroups ?? []).filter((group) => group.region === region);

/** A search by prefix, sorted by name. */
const describeLogGroups: Handler = ({ logGroupNamePrefix, nextToken, limit }, caller, world) => {
  const found = groupsOf(world, caller)
    .map(({ group }) => group)
    .filter(({ logGroupName }) => logGroupName.startsWith(String(logGroupNamePrefix ?? "")))
    .sort((a, b) => (a.logGroupName < b.logGroupName ? -1 : 1));
  const { items, next } = page(found, nextToken, Number(limit ?? 50));
  return { logGroups: items, ...(next && { nextToken: next }) };
};

const describeMetricFilters: Handler = ({ logGroupName, nextToken, limit }, caller, world) => {
  const group = groupsOf(world, caller).find((one) => one.group.logGroupName === logGroupName);
  if (group === undefined) {
    throw new AwsFault("ResourceNotFoundException", "The specified log group does not exist.");
  }
  const { items, next } = page(group.metricFilters, nextToken, Number(limit ?? 50));
  return { metricFilters: items, ...(next && { nextToken: next }) };
};

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html */
export const cloudwatchLogs = emulate({
  name: "cloudwatch-logs",
  signingName: "logs",
  Client: CloudWatchLogsClient,
  operations: [
    [DescribeLogGroups$, describeLogGroups],
    [DescribeMetricFilters$, describeMetricFilters],
  ],
});

import { buildAccount } from "../../src/emulator/build/account.ts";
import { buildAlarm } from "../../src/emulator/build/alarm.ts";
import { buildBucket, replicationTo } from "../../src/emulator/build/bucket.ts";
import { buildKey } from "../../src/emulator/build/key.ts";
import { buildLogGroup, buildMetricFilter } from "../../src/emulator/build/log-group.ts";
import { buildOrganization } from "../../src/emulator/build/organization.ts";
import { buildDeliveryRole } from "../../src/emulator/build/role.ts";
import { buildTopic } from "../../src/emulator/build/topic.ts";
import { buildTrail, type TrailGiven } from "../../src/emulator/build/trail.ts";
import type { AccountState, World } from "../../src/emulator/world.ts";
import { exampleFilters } from "../../src/evaluate/example-filters.ts";

export const goodAccount = "123456789012";
const region = "us-east-1";
export const goodKey = `arn:aws:kms:${region}:${goodAccount}:key/11111111-2222-3333-4444-555555555555`;
export const goodTopic = `arn:aws:sns:${region}:${goodAccount}:security`;
const goodGroup = "trail";
const goodGroupArn = `arn:aws:logs:${region}:${goodAccount}:log-group:${goodGroup}:*`;

/** What the example account has, and one filter that is wider than it needs to be. */
const filters: typeof exampleFilters = [
  ["Root", '{ $.userIdentity.type = "Root" }'],
  ...exampleFilters.filter(([name]) => name !== "RootUsage"),
];

const everything = {
  ReadWriteType: "All",
  IncludeManagementEvents: true,
  ExcludeManagementEventSources: [],
  DataResources: [
    { Type: "AWS::S3::Object", Values: ["arn:aws:s3"] },
    { Type: "AWS::Lambda::Function", Values: ["arn:aws:lambda"] },
    { Type: "AWS::DynamoDB::Table", Values: ["arn:aws:dynamodb"] },
  ],
};

/** The good world with members of its account changed, as they follow from what they were. */
export function changedWorld(
  now: string,
  change: (account: AccountState) => Partial<AccountState>,
): World {
  const { accounts, ...rest } = goodWorld(now);
  return { ...rest, accounts: accounts.map((account) => ({ ...account, ...change(account) })) };
}

/** An account that passes every policy, with one of everything that the collector reads. */
export function goodWorld(
  now: string,
  given: Partial<AccountState> = {},
  trail: Partial<TrailGiven> = {},
): World {
  const account = goodAccount;
  return {
    organization: buildOrganization({ managementAccount: account }),
    accounts: [
      buildAccount({
        id: account,
        trails: [
          buildTrail({
            account,
            now,
            name: "main",
            region,
            bucket: "good-trail-logs",
            trail: {
              IsOrganizationTrail: true,
              KmsKeyId: goodKey,
              SnsTopicARN: goodTopic,
              CloudWatchLogsLogGroupArn: goodGroupArn,
              CloudWatchLogsRoleArn: `arn:aws:iam::${account}:role/trail`,
            },
            selectors: { EventSelectors: [everything] },
            insightSelectors: [
              { InsightType: "ApiCallRateInsight" },
              { InsightType: "ApiErrorRateInsight" },
            ],
            ...trail,
          }),
        ],
        roles: [buildDeliveryRole("trail", goodGroupArn)],
        buckets: [
          buildBucket("good-trail-logs", {
            ...{ region, accounts: [account] },
            replication: replicationTo("good-trail-copies"),
          }),
          buildBucket("good-trail-copies", { region: "us-west-2" }),
        ],
        keys: [buildKey(goodKey)],
        logGroups: [
          buildLogGroup(account, goodGroup, {
            metricFilters: filters.map(([name, pattern]) =>
              buildMetricFilter(goodGroup, name, pattern),
            ),
          }),
          buildLogGroup(account, `${goodGroup}-other`),
        ],
        alarms: [
          ...filters.map(([name]) => buildAlarm(account, name, goodTopic)),
          buildAlarm(account, "Math", goodTopic, {
            alarm: {
              MetricName: undefined,
              Namespace: undefined,
              Metrics: [
                {
                  Id: "m1",
                  MetricStat: {
                    Metric: { Namespace: "CISBenchmark", MetricName: "Root" },
                    Period: 300,
                    Stat: "Sum",
                  },
                },
                { Id: "e1", Expression: "m1 * 2", ReturnData: true },
              ],
            },
          }),
        ],
        topics: [
          buildTopic(goodTopic, [{ Protocol: "email", Endpoint: "security@example.com" }], {
            KmsMasterKeyId: goodKey,
          }),
        ],
        eventDataStores: [
          {
            EventDataStoreArn: `arn:aws:cloudtrail:${region}:${account}:eventdatastore/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee`,
            Name: "lake",
            Status: "ENABLED",
            MultiRegionEnabled: true,
            OrganizationEnabled: false,
            RetentionPeriod: 2557,
            TerminationProtectionEnabled: true,
            KmsKeyId: goodKey,
            AdvancedEventSelectors: [
              { FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] },
            ],
          },
        ],
        ...given,
      }),
    ],
  };
}

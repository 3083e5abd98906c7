import { buildAccount } from "./build/account.ts";
import { buildAlarm } from "./build/alarm.ts";
import { buildBucket, logBucketPolicy } from "./build/bucket.ts";
import { buildKey } from "./build/key.ts";
import { buildLogGroup, buildMetricFilter } from "./build/log-group.ts";
import { buildDeliveryRole } from "./build/role.ts";
import { buildTopic } from "./build/topic.ts";
import { buildTrail } from "./build/trail.ts";
import type { World } from "./world.ts";

export const demoAccount = "111122223333";

const account = demoAccount;
const keyArn = `arn:aws:kms:eu-west-1:${account}:key/0f1e2d3c-aaaa-bbbb-cccc-1234567890ab`;
const topicArn = `arn:aws:sns:eu-west-1:${account}:security-alarms`;
const group = "cloudtrail/management";
const logGroupArn = `arn:aws:logs:eu-west-1:${account}:log-group:${group}:*`;
const rootUsage =
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }';

/** An account as one meets them: well meant, grown over years, with mistakes. `now` is an ISO time. */
export const demoWorld = (now: string): World => ({
  accounts: [
    buildAccount({
      id: account,
      trails: [mainTrail(now), forgottenTrail(now)],
      buckets: [mainBucket, forgottenBucket],
      keys: [buildKey(keyArn, { rotation: { KeyRotationEnabled: false } })],
      logGroups: [
        buildLogGroup(account, group, {
          region: "eu-west-1",
          group: { retentionInDays: 90 },
          metricFilters: [buildMetricFilter(group, "RootUsage", rootUsage)],
        }),
      ],
      alarms: [buildAlarm(account, "RootUsage", topicArn, { region: "eu-west-1" })],
      topics: [buildTopic(topicArn, [{ Protocol: "email", Endpoint: "security@example.com" }])],
      publicAccessBlock: nothingBlocked,
      roles: [
        buildDeliveryRole("cloudtrail-to-logs", logGroupArn, { attachedPolicies: logsFullAccess }),
      ],
      principals: { users: [], groups: [], roles: [operator], policies: [] },
    }),
  ],
});

/** What AWS wrote into the policy of that name, in short. */
const logsFullAccess = {
  "arn:aws:iam::aws:policy/CloudWatchLogsFullAccess": JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "logs:*", Resource: "*" }],
  }),
};

/** A role that was given more than it needs, in a policy of its own. */
const operator = {
  Path: "/",
  RoleName: "Operator",
  RoleId: "AROAEXAMPLEOPERATOR12",
  Arn: `arn:aws:iam::${account}:role/Operator`,
  RolePolicyList: [
    {
      PolicyName: "trails",
      PolicyDocument: encodeURIComponent(
        JSON.stringify({
          Version: "2012-10-17",
          Statement: { Effect: "Allow", Action: "cloudtrail:*", Resource: "*" },
        }),
      ),
    },
  ],
  AttachedManagedPolicies: [],
};

const mainTrail = (now: string) =>
  buildTrail({
    account,
    now,
    name: "management-events",
    region: "eu-west-1",
    bucket: "acme-cloudtrail-logs",
    trail: {
      KmsKeyId: keyArn,
      CloudWatchLogsLogGroupArn: logGroupArn,
      CloudWatchLogsRoleArn: `arn:aws:iam::${account}:role/cloudtrail-to-logs`,
    },
    statusIn: {
      // A bucket policy that lists CloudTrail's accounts by Region forgets the newer ones.
      "ap-northeast-3": {
        IsLogging: true,
        StartLoggingTime: "2024-03-01T09:00:00.000Z",
        LatestDeliveryError: "AccessDenied",
      },
    },
  });

const forgottenTrail = (now: string) =>
  buildTrail({
    account,
    now,
    name: "old-us-trail",
    bucket: "acme-old-trail",
    trail: { IsMultiRegionTrail: false, LogFileValidationEnabled: false },
    status: { IsLogging: false, StopLoggingTime: "2025-02-11T14:20:00.000Z" },
    selectors: {
      EventSelectors: [
        {
          ReadWriteType: "WriteOnly",
          IncludeManagementEvents: true,
          DataResources: [],
          ExcludeManagementEventSources: [],
        },
      ],
    },
    tags: {},
  });

const mainBucket = buildBucket("acme-cloudtrail-logs", { region: "eu-west-1", logging: {} });

const nothingBlocked = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};

const forgottenBucket = buildBucket("acme-old-trail", {
  policy: logBucketPolicy("acme-old-trail").replace('"Effect":"Deny"', '"Effect":"Allow"'),
  policyStatus: { IsPublic: true },
  publicAccessBlock: { ...nothingBlocked, BlockPublicAcls: true, IgnorePublicAcls: true },
  logging: { LoggingEnabled: { TargetBucket: "acme-old-trail", TargetPrefix: "self/" } },
});

import type { Account } from "../model/facts/account.ts";
import type { Bucket } from "../model/facts/bucket.ts";
import type { Key } from "../model/facts/key.ts";
import type { LogGroup } from "../model/facts/log-group.ts";
import type { Topic } from "../model/facts/topic.ts";
import type { Trail, TrailStatus } from "../model/facts/trail.ts";
import { complete } from "../model/unknown.ts";
import { exampleCompanions, exampleEventRule, exampleRegion } from "./example-companions.ts";

/** The moment at which the example is judged, unless a case says otherwise. */
export const exampleTime = "2026-01-15T12:00:00Z";

const id = "111122223333";
const region = "eu-west-1";
const trailArn = `arn:aws:cloudtrail:${region}:${id}:trail/main`;
const keyArn = `arn:aws:kms:${region}:${id}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const logGroupArn = `arn:aws:logs:${region}:${id}:log-group:trail:*`;
const topicArn = `arn:aws:sns:${region}:${id}:security`;

const allBlocked = () => ({
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
});

const accountPublicAccessBlock = allBlocked();

const topic: Topic = {
  arn: topicArn,
  name: "security",
  accountId: id,
  region,
  exists: true,
  kmsMasterKeyId: keyArn,
  subscriptions: complete([
    { protocol: "email", endpoint: "contact:0123456789abcdef", isConfirmed: true },
  ]),
};

const alarm = {
  arn: `arn:aws:cloudwatch:${region}:${id}:alarm:root-usage`,
  name: "root-usage",
  region,
  actionsEnabled: true,
  alarmActions: [topicArn],
  metrics: [{ namespace: "CISBenchmark", name: "RootUsage" }],
  topics: complete([topic]),
};

const logGroup: LogGroup = {
  arn: logGroupArn,
  name: "trail",
  accountId: id,
  region,
  exists: true,
  retentionInDays: 365,
  logGroupClass: "STANDARD",
  kmsKeyId: keyArn,
  metricFilters: complete([
    {
      filterName: "root-usage",
      filterPattern:
        '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
      metricName: "RootUsage",
      metricNamespace: "CISBenchmark",
      alarms: complete([alarm]),
    },
  ]),
};

const key: Key = {
  arn: keyArn,
  accountId: id,
  region,
  isOwned: true,
  trails: [trailArn],
  exists: true,
  keyState: "Enabled",
  keyManager: "CUSTOMER",
  keySpec: "SYMMETRIC_DEFAULT",
  origin: "AWS_KMS",
  isMultiRegion: false,
  rotationEnabled: true,
  rotationPeriodInDays: 365,
  aliases: ["alias/trail"],
};

const bucket: Bucket = {
  name: "example-trail-logs",
  arn: "arn:aws:s3:::example-trail-logs",
  trails: [trailArn],
  exists: true,
  region,
  ownerAccountId: id,
  policy: { exists: true, isPublic: false, deniesInsecureTransport: true },
  publicAccessBlock: allBlocked(),
  accountPublicAccessBlock,
  publicGrants: [],
  objectOwnership: "BucketOwnerEnforced",
  encryption: { algorithm: "aws:kms", kmsKeyId: keyArn, bucketKeyEnabled: true },
  versioning: "Enabled",
  mfaDelete: false,
  logging: { enabled: true, targetBucket: "example-access-logs", targetPrefix: "trail/" },
  lifecycleRules: [],
  objectLock: { enabled: true, mode: "COMPLIANCE", days: 365 },
  replicationRules: [],
  payer: "BucketOwner",
};

const status: TrailStatus = {
  region,
  isLogging: true,
  startLoggingTime: "2025-06-01T08:00:00.000Z",
  latestDeliveryTime: "2026-01-15T11:55:00.000Z",
  latestDigestDeliveryTime: "2026-01-15T11:20:00.000Z",
  latestCloudWatchLogsDeliveryTime: "2026-01-15T11:56:00.000Z",
  latestNotificationTime: "2026-01-15T11:55:00.000Z",
};

const eventRule = exampleEventRule(id, region);

const trail: Trail = {
  arn: trailArn,
  name: "main",
  accountId: id,
  isOwned: true,
  homeRegion: region,
  isHomedInOptInRegion: false,
  isMultiRegionTrail: true,
  isOrganizationTrail: true,
  includeGlobalServiceEvents: true,
  recordsGlobalServiceEvents: true,
  logFileValidationEnabled: true,
  kmsKeyId: keyArn,
  s3BucketName: bucket.name,
  snsTopicArn: topicArn,
  cloudWatchLogsLogGroupArn: logGroupArn,
  cloudWatchLogsRoleArn: `arn:aws:iam::${id}:role/trail-to-logs`,
  recursiveLogging: true,
  isLogging: true,
  status,
  statuses: complete([status, { ...status, region: "us-east-1" }]),
  managementEvents: { recordsReads: true, recordsWrites: true, excludedEventSources: [] },
  insightTypes: ["ApiCallRateInsight", "ApiErrorRateInsight"],
  tags: { owner: "security" },
  bucket,
  key,
  logGroup,
  topic,
  eventRules: complete([eventRule]),
};

/** An account that every policy passes: cases inside policies say what differs from it. */
export const exampleAccount: Account = {
  id,
  partition: "aws",
  regions: complete([exampleRegion(id, region, [eventRule]), exampleRegion(id, "us-east-1", [])]),
  trails: complete([trail]),
  buckets: complete([bucket]),
  keys: complete([key]),
  logGroups: complete([logGroup]),
  alarms: complete([alarm]),
  topics: complete([topic]),
  eventDataStores: complete([
    {
      arn: `arn:aws:cloudtrail:${region}:${id}:eventdatastore/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee`,
      name: "lake",
      region,
      status: "ENABLED",
      isMultiRegion: true,
      isOrganization: false,
      retentionPeriod: 2557,
      terminationProtectionEnabled: true,
      kmsKeyId: keyArn,
    },
  ]),
  publicAccessBlock: accountPublicAccessBlock,
  ...exampleCompanions(id),
};

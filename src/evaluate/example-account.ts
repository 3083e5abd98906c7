import type { Account } from "../model/facts/account.ts";
import type { Alarm } from "../model/facts/alarm.ts";
import type { Bucket } from "../model/facts/bucket.ts";
import type { Key } from "../model/facts/key.ts";
import type { LogGroup, MetricFilter } from "../model/facts/log-group.ts";
import type { CloudTrailGrant, PolicyGrant } from "../model/facts/resource-policy.ts";
import type { Topic, TopicUse } from "../model/facts/topic.ts";
import type { Trail, TrailStatus } from "../model/facts/trail.ts";
import { complete } from "../model/unknown.ts";
import { exampleCompanions, exampleEventRule, exampleRegion } from "./example-companions.ts";
import { exampleFilters } from "./example-filters.ts";

/** The moment at which the example is judged, unless a case says otherwise. */
export const exampleTime = "2026-01-15T12:00:00Z";

const id = "111122223333";
const region = "eu-west-1";
const trailArn = `arn:aws:cloudtrail:${region}:${id}:trail/main`;
const keyArn = `arn:aws:kms:${region}:${id}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const logGroupArn = `arn:aws:logs:${region}:${id}:log-group:trail:*`;
const roleArn = `arn:aws:iam::${id}:role/trail-to-logs`;
const topicArn = `arn:aws:sns:${region}:${id}:security`;

const allBlocked = () => ({
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
});

const accountPublicAccessBlock = allBlocked();

/** A statement for CloudTrail, bound to the trail. */
const cloudTrailGrant = (...actions: readonly string[]): CloudTrailGrant => ({
  actions,
  sourceArns: [trailArn],
  sourceArnAccounts: [id],
  sourceAccounts: [],
  sourceOrganizations: [],
});

/** The same statement, as what it grants to a service. */
const serviceGrant = (...actions: readonly string[]): PolicyGrant => ({
  principal: "cloudtrail.amazonaws.com",
  kind: "service",
  actions,
  isConditional: true,
  changes: [],
});

const topic: Topic = {
  arn: topicArn,
  name: "security",
  accountId: id,
  region,
  trails: [trailArn],
  exists: true,
  kmsMasterKeyId: keyArn,
  keyAllowsCloudTrail: true,
  policy: {
    isPublic: false,
    grants: [serviceGrant("SNS:Publish")],
    cloudTrailGrants: [cloudTrailGrant("SNS:Publish")],
  },
  subscriptions: complete([
    { protocol: "email", endpoint: "contact:0123456789abcdef", isConfirmed: true },
  ]),
};

const topicUse: TopicUse = { topicArn, policyAllows: true, keyAllows: true };

const alarmOn = (metric: string): Alarm => ({
  arn: `arn:aws:cloudwatch:${region}:${id}:alarm:${metric}`,
  name: metric,
  region,
  actionsEnabled: true,
  alarmActions: [topicArn],
  metrics: [
    { namespace: "CISBenchmark", name: metric, dimensions: {}, statistic: "Sum", period: 300 },
  ],
  comparisonOperator: "GreaterThanOrEqualToThreshold",
  threshold: 1,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  treatMissingData: "notBreaching",
  topics: complete([topic]),
  topicUses: complete([topicUse]),
  compositeAlarms: complete([]),
});

const metricFilters = exampleFilters.map(
  ([filterName, filterPattern]): MetricFilter => ({
    filterName,
    filterPattern,
    metricName: filterName,
    metricNamespace: "CISBenchmark",
    metricValue: "1",
    dimensions: {},
    applyOnTransformedLogs: false,
    alarms: complete([alarmOn(filterName)]),
  }),
);

const logGroup: LogGroup = {
  arn: logGroupArn,
  name: "trail",
  accountId: id,
  region,
  exists: true,
  retentionInDays: 365,
  logGroupClass: "STANDARD",
  kmsKeyId: keyArn,
  metricFilters: complete(metricFilters),
  deletionProtectionEnabled: true,
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
  policy: {
    isPublic: false,
    grants: [serviceGrant("kms:GenerateDataKey*", "kms:DescribeKey", "kms:Decrypt")],
    cloudTrailGrants: [cloudTrailGrant("kms:GenerateDataKey*", "kms:DescribeKey", "kms:Decrypt")],
    uses: [{ trailArn, generateDataKey: true, describeKey: true, decrypt: true }],
  },
};

const bucket: Bucket = {
  name: "example-trail-logs",
  arn: "arn:aws:s3:::example-trail-logs",
  trails: [trailArn],
  logPrefixes: [`AWSLogs/${id}/CloudTrail`],
  exists: true,
  region,
  ownerAccountId: id,
  policy: {
    exists: true,
    isPublic: false,
    deniesInsecureTransport: true,
    grants: [serviceGrant("s3:GetBucketAcl"), serviceGrant("s3:PutObject")],
    cloudTrailGrants: [cloudTrailGrant("s3:GetBucketAcl"), cloudTrailGrant("s3:PutObject")],
    deliveries: [{ trailArn, aclCheck: true, logFiles: true, digestFiles: true }],
    legacyPrincipals: [],
  },
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
  replicationRules: [
    {
      id: "copies",
      enabled: true,
      destinationBucket: "arn:aws:s3:::example-trail-copies",
      destinationRegion: "eu-central-1",
      isFiltered: false,
    },
  ],
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

const eventRule = exampleEventRule(id, region, { topic, topicUse });

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
  cloudWatchLogsRoleArn: roleArn,
  recursiveLogging: true,
  isLogging: true,
  status,
  statuses: complete([status, { ...status, region: "us-east-1" }]),
  eventSelectors: [
    {
      kind: "basic",
      readWriteType: "All",
      includeManagementEvents: true,
      excludeManagementEventSources: [],
      dataResources: [
        { type: "AWS::S3::Object", values: ["arn:aws:s3"] },
        { type: "AWS::Lambda::Function", values: ["arn:aws:lambda"] },
        { type: "AWS::DynamoDB::Table", values: ["arn:aws:dynamodb"] },
      ],
      fields: [],
    },
  ],
  managementEvents: { recordsReads: true, recordsWrites: true, excludedEventSources: [] },
  insightTypes: ["ApiCallRateInsight", "ApiErrorRateInsight"],
  tags: { owner: "security" },
  bucket,
  key,
  logGroup,
  cloudWatchLogsRole: {
    arn: roleArn,
    exists: true,
    trustsOnlyCloudTrail: true,
    isBoundToTrails: true,
    excessPermissions: [],
  },
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
  alarms: complete(metricFilters.flatMap(({ alarms }) => alarms.$items)),
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
      eventCategories: ["Management"],
      policy: { exists: false, isPublic: false, grants: [] },
    },
  ]),
  publicAccessBlock: accountPublicAccessBlock,
  ...exampleCompanions(id),
};

import {
  AddTagsCommand,
  CreateTrailCommand,
  DescribeTrailsCommand,
  PutEventSelectorsCommand,
  PutInsightSelectorsCommand,
  StartLoggingCommand,
} from "@aws-sdk/client-cloudtrail";
import { PutMetricAlarmCommand, type PutMetricAlarmCommandInput } from "@aws-sdk/client-cloudwatch";
import {
  CreateLogGroupCommand,
  PutMetricFilterCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { DescribeRegionsCommand } from "@aws-sdk/client-ec2";
import {
  CreateAliasCommand,
  CreateKeyCommand,
  EnableKeyRotationCommand,
} from "@aws-sdk/client-kms";
import {
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketLoggingCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import { PutPublicAccessBlockCommand as PutAccountPublicAccessBlockCommand } from "@aws-sdk/client-s3-control";
import { CreateTopicCommand, SubscribeCommand } from "@aws-sdk/client-sns";
import { account, type Clients, clientsFor } from "./clients.ts";
import { seedCompanions } from "./companions.ts";

export const homeRegion = "eu-west-1";
export const otherRegion = "us-east-1";
/** Neither trail lives here: S3 has to say where the neglected bucket is. */
export const bucketRegion = "us-west-2";

export const mainTrail = `arn:aws:cloudtrail:${homeRegion}:${account}:trail/main`;
export const oldTrail = `arn:aws:cloudtrail:${otherRegion}:${account}:trail/old`;
export const mainBucket = "moto-main-logs";
export const oldBucket = "moto-old-logs";
export const accessLogBucket = "moto-access-logs";
export const logGroupName = "cloudtrail/main";
export const logGroup = `arn:aws:logs:${homeRegion}:${account}:log-group:${logGroupName}:*`;
export const role = `arn:aws:iam::${account}:role/cloudtrail`;
export const topic = `arn:aws:sns:${homeRegion}:${account}:security`;
export const rootUse = '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS }';

/** What only moto knows: it makes the key's id up. */
export interface Seeded {
  readonly keyArn: string;
}

/** An account with one trail as it should be, and one with as little as the API allows. */
export async function seed(endpoint: string): Promise<Seeded> {
  const [home, other, far] = [homeRegion, otherRegion, bucketRegion].map((region) =>
    clientsFor(endpoint, region),
  ) as [Clients, Clients, Clients];
  const [keyArn] = await Promise.all([
    createKey(home),
    createLogBuckets(home),
    createNeglectedBucket(far),
    createWatchers(home),
    limitAccount(other),
  ]);
  await Promise.all([createMainTrail(home, keyArn), createNeglectedTrail(other)]);
  await seedCompanions(home, other);
  await wakeRegions(endpoint);
  return { keyArn };
}

/**
 * moto makes a Region when it is first asked about, and may trip over that if it is asked about
 * trails elsewhere at the same moment.
 */
async function wakeRegions(endpoint: string): Promise<void> {
  const { ec2 } = clientsFor(endpoint, otherRegion);
  const { Regions = [] } = await ec2.send(new DescribeRegionsCommand({}));
  for (const { RegionName = "", OptInStatus } of Regions) {
    if (OptInStatus === "not-opted-in") continue;
    const { cloudtrail } = clientsFor(endpoint, RegionName);
    await cloudtrail.send(new DescribeTrailsCommand({}));
  }
}

async function createKey({ kms }: Clients): Promise<string> {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Description: "CloudTrail logs" }));
  const TargetKeyId = KeyMetadata?.KeyId ?? "";
  await kms.send(new EnableKeyRotationCommand({ KeyId: TargetKeyId, RotationPeriodInDays: 180 }));
  await kms.send(new CreateAliasCommand({ AliasName: "alias/cloudtrail", TargetKeyId }));
  return KeyMetadata?.Arn ?? "";
}

/** The log bucket, and the one that keeps the log of who reads it. */
async function createLogBuckets({ s3 }: Clients): Promise<void> {
  const CreateBucketConfiguration = { LocationConstraint: homeRegion } as const;
  for (const Bucket of [accessLogBucket, mainBucket]) {
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  }
  const Bucket = mainBucket;
  await s3.send(new PutBucketPolicyCommand({ Bucket: accessLogBucket, Policy: accessLogPolicy() }));
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: trailBucketPolicy() }));
  await s3.send(
    new PutPublicAccessBlockCommand({
      Bucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
    }),
  );
  await s3.send(
    new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }),
  );
  await s3.send(
    new PutBucketLoggingCommand({
      Bucket,
      BucketLoggingStatus: {
        LoggingEnabled: { TargetBucket: accessLogBucket, TargetPrefix: "main/" },
      },
    }),
  );
}

/** Open to everyone by its policy, and with nothing to hold that off. */
async function createNeglectedBucket({ s3 }: Clients): Promise<void> {
  const Bucket = oldBucket;
  await s3.send(
    new CreateBucketCommand({
      Bucket,
      CreateBucketConfiguration: { LocationConstraint: bucketRegion },
    }),
  );
  const everyone = {
    Effect: "Allow",
    Principal: "*",
    Action: ["s3:GetObject", "s3:PutObject"],
    Resource: `arn:aws:s3:::${Bucket}/*`,
  };
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policy([everyone]) }));
}

/** From the log group's metric filter over its alarm to somebody who reads mail. */
async function createWatchers({ logs, cloudwatch, sns }: Clients): Promise<void> {
  await sns.send(new CreateTopicCommand({ Name: "security" }));
  await sns.send(
    new SubscribeCommand({ TopicArn: topic, Protocol: "email", Endpoint: "security@example.com" }),
  );
  await logs.send(new CreateLogGroupCommand({ logGroupName: `${logGroupName}-longer` }));
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 400 }));
  const metric = { metricNamespace: "Security", metricName: "RootUse" };
  await logs.send(
    new PutMetricFilterCommand({
      logGroupName,
      filterName: "root-use",
      filterPattern: rootUse,
      metricTransformations: [{ ...metric, metricValue: "1" }],
    }),
  );
  const alarm = {
    ComparisonOperator: "GreaterThanOrEqualToThreshold",
    EvaluationPeriods: 1,
    Period: 300,
    Statistic: "Sum",
    Threshold: 1,
    AlarmActions: [topic],
  } satisfies Partial<PutMetricAlarmCommandInput>;
  for (const [AlarmName, MetricName] of [
    ["root-use", metric.metricName],
    ["something-else", "SomethingElse"],
  ] as const) {
    await cloudwatch.send(
      new PutMetricAlarmCommand({ ...alarm, AlarmName, MetricName, Namespace: "Security" }),
    );
  }
}

/** Not enough to close the neglected bucket, but not the default either. */
async function limitAccount({ s3Control }: Clients): Promise<void> {
  await s3Control.send(
    new PutAccountPublicAccessBlockCommand({
      AccountId: account,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: false,
        RestrictPublicBuckets: false,
      },
    }),
  );
}

async function createMainTrail({ cloudtrail }: Clients, KmsKeyId: string): Promise<void> {
  const TrailName = "main";
  await cloudtrail.send(
    new CreateTrailCommand({
      Name: TrailName,
      S3BucketName: mainBucket,
      S3KeyPrefix: "organization",
      SnsTopicName: "security",
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: true,
      EnableLogFileValidation: true,
      CloudWatchLogsLogGroupArn: logGroup,
      CloudWatchLogsRoleArn: role,
      KmsKeyId,
    }),
  );
  // By its name: given the ARN, moto falls over.
  await cloudtrail.send(new StartLoggingCommand({ Name: TrailName }));
  await cloudtrail.send(
    new PutEventSelectorsCommand({
      TrailName,
      AdvancedEventSelectors: [
        {
          Name: "All management events",
          FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }],
        },
      ],
    }),
  );
  await cloudtrail.send(
    new PutInsightSelectorsCommand({
      TrailName,
      InsightSelectors: [{ InsightType: "ApiCallRateInsight" }],
    }),
  );
  await cloudtrail.send(
    new AddTagsCommand({ ResourceId: mainTrail, TagsList: [{ Key: "owner", Value: "security" }] }),
  );
}

async function createNeglectedTrail({ cloudtrail }: Clients): Promise<void> {
  await cloudtrail.send(
    new CreateTrailCommand({
      Name: "old",
      S3BucketName: oldBucket,
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: false,
    }),
  );
}

export const policy = (Statement: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement });

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
function trailBucketPolicy(): string {
  const arn = `arn:aws:s3:::${mainBucket}`;
  const Principal = { Service: "cloudtrail.amazonaws.com" };
  const fromTrail = { "aws:SourceArn": mainTrail };
  return policy([
    {
      Effect: "Allow",
      Principal,
      Action: "s3:GetBucketAcl",
      Resource: arn,
      Condition: { StringEquals: fromTrail },
    },
    {
      Effect: "Allow",
      Principal,
      Action: "s3:PutObject",
      Resource: `${arn}/organization/AWSLogs/${account}/*`,
      Condition: { StringEquals: { ...fromTrail, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
    {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [arn, `${arn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
const accessLogPolicy = (): string =>
  policy([
    {
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `arn:aws:s3:::${accessLogBucket}/*`,
      Condition: { StringEquals: { "aws:SourceAccount": account } },
    },
  ]);

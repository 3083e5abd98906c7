import {
  PutEventSelectorsCommand,
  StartLoggingCommand,
  UpdateTrailCommand,
} from "@aws-sdk/client-cloudtrail";
import { PutRetentionPolicyCommand } from "@aws-sdk/client-cloudwatch-logs";
import { ScheduleKeyDeletionCommand } from "@aws-sdk/client-kms";
import {
  DeleteBucketCommand,
  PutBucketLoggingCommand,
  PutBucketPolicyCommand,
} from "@aws-sdk/client-s3";
import { PutPublicAccessBlockCommand } from "@aws-sdk/client-s3-control";
import { parseArn } from "../../src/model/arn.ts";
import { account, clientsFor } from "./clients.ts";
import {
  bucketRegion,
  homeRegion,
  logGroup,
  logGroupName,
  mainBucket,
  oldBucket,
  otherRegion,
  policy,
  role,
  type Seeded,
} from "./seed.ts";

/** Spoils most of what was good, and repairs most of what was not. */
export async function change(endpoint: string, seeded: Seeded): Promise<void> {
  await spoil(endpoint, seeded);
  await repair(endpoint);
}

async function spoil(endpoint: string, { keyArn }: Seeded): Promise<void> {
  const { cloudtrail, kms, logs, s3 } = clientsFor(endpoint, homeRegion);
  await cloudtrail.send(
    new PutEventSelectorsCommand({
      TrailName: "main",
      AdvancedEventSelectors: [
        {
          FieldSelectors: [
            { Field: "eventCategory", Equals: ["Management"] },
            { Field: "readOnly", Equals: ["false"] },
          ],
        },
      ],
    }),
  );
  // By its id: given the ARN, moto falls over.
  const KeyId = parseArn(keyArn)?.resource.replace("key/", "");
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
  await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 30 }));
  await s3.send(new DeleteBucketCommand({ Bucket: mainBucket }));
}

async function repair(endpoint: string): Promise<void> {
  const { cloudtrail, s3Control } = clientsFor(endpoint, otherRegion);
  await cloudtrail.send(
    new UpdateTrailCommand({
      Name: "old",
      EnableLogFileValidation: true,
      CloudWatchLogsLogGroupArn: logGroup,
      CloudWatchLogsRoleArn: role,
      // There is no such alias in this Region.
      KmsKeyId: "alias/cloudtrail",
    }),
  );
  await cloudtrail.send(new StartLoggingCommand({ Name: "old" }));
  await s3Control.send(
    new PutPublicAccessBlockCommand({
      AccountId: account,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
  const { s3 } = clientsFor(endpoint, bucketRegion);
  const arn = `arn:aws:s3:::${oldBucket}`;
  await s3.send(
    new PutBucketPolicyCommand({
      Bucket: oldBucket,
      Policy: policy([
        {
          Effect: "Allow",
          Principal: { Service: "logging.s3.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: `${arn}/*`,
        },
        {
          Effect: "Deny",
          Principal: { AWS: "*" },
          Action: "*",
          Resource: [arn, `${arn}/*`],
          Condition: { Bool: { "aws:SecureTransport": false } },
        },
      ]),
    }),
  );
  // To itself, where whoever removes log files can remove the record of it.
  await s3.send(
    new PutBucketLoggingCommand({
      Bucket: oldBucket,
      BucketLoggingStatus: { LoggingEnabled: { TargetBucket: oldBucket, TargetPrefix: "own/" } },
    }),
  );
}

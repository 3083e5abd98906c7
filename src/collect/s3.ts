import {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketReplicationCommand,
  GetBucketRequestPaymentCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { service } from "../aws/operation.ts";
import type { Ask } from "./ask.ts";

/** @public Its operations are found here by `npm run generate`. */
export const s3 = service("s3", S3Client);

const headBucket = s3("HeadBucket", HeadBucketCommand, "s3:ListBucket");
const getBucketLocation = s3("GetBucketLocation", GetBucketLocationCommand, "s3:GetBucketLocation");

const getBucketReplication = s3(
  "GetBucketReplication",
  GetBucketReplicationCommand,
  "s3:GetReplicationConfiguration",
);

/** What is read of every log bucket, in its own Region. */
const settings = [
  s3("GetBucketPolicy", GetBucketPolicyCommand, "s3:GetBucketPolicy"),
  s3("GetBucketPolicyStatus", GetBucketPolicyStatusCommand, "s3:GetBucketPolicyStatus"),
  s3("GetPublicAccessBlock", GetPublicAccessBlockCommand, "s3:GetBucketPublicAccessBlock"),
  s3("GetBucketAcl", GetBucketAclCommand, "s3:GetBucketAcl"),
  s3(
    "GetBucketOwnershipControls",
    GetBucketOwnershipControlsCommand,
    "s3:GetBucketOwnershipControls",
  ),
  s3("GetBucketEncryption", GetBucketEncryptionCommand, "s3:GetEncryptionConfiguration"),
  s3("GetBucketVersioning", GetBucketVersioningCommand, "s3:GetBucketVersioning"),
  s3("GetBucketLogging", GetBucketLoggingCommand, "s3:GetBucketLogging"),
  s3(
    "GetBucketLifecycleConfiguration",
    GetBucketLifecycleConfigurationCommand,
    "s3:GetLifecycleConfiguration",
  ),
  s3(
    "GetObjectLockConfiguration",
    GetObjectLockConfigurationCommand,
    "s3:GetBucketObjectLockConfiguration",
  ),
  s3("GetBucketRequestPayment", GetBucketRequestPaymentCommand, "s3:GetBucketRequestPayment"),
] as const;

/** A bucket to read, and what may be known of it beforehand. */
export interface BucketToRead {
  readonly name: string;
  /** Where to ask first; S3 names the right Region if this is not it. */
  readonly region: string;
  /** Accounts that may own it, the likeliest first. S3 confirms only a right guess. */
  readonly owners: readonly [string, ...string[]];
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html */
export async function collectBucket(ask: Ask, bucket: BucketToRead): Promise<void> {
  const [owner, ...otherOwners] = bucket.owners;
  const input = { Bucket: bucket.name };
  const { region, error } = await locate(ask, bucket, owner);
  if (error?.code === "NotFound") return;
  await Promise.all([
    ask(getBucketLocation, region, { ...input, ExpectedBucketOwner: owner }),
    ...settings.map((operation) => ask(operation, region, input)),
    collectReplication(ask, region, input),
    ...(error === undefined ? [] : [findOwner(ask, region, bucket.name, otherOwners)]),
  ]);
}

/** Where copies go is said by bucket; S3 tells the Region even to those whom it tells nothing else. */
async function collectReplication(
  ask: Ask,
  region: string,
  input: { readonly Bucket: string },
): Promise<void> {
  const { output } = await ask(getBucketReplication, region, input);
  const rules = output?.ReplicationConfiguration?.Rules ?? [];
  const names = new Set(
    rules.flatMap(({ Destination }) => Destination?.Bucket?.split(":").at(-1) || []),
  );
  await Promise.all([...names].map((Bucket) => ask(headBucket, region, { Bucket })));
}

async function locate(ask: Ask, { name, region }: BucketToRead, owner: string) {
  const input = { Bucket: name, ExpectedBucketOwner: owner };
  const { output, error } = await ask(headBucket, region, input);
  const elsewhere = error?.bucketRegion ?? output?.BucketRegion;
  if (elsewhere === undefined || elsewhere === region) return { region, error };
  const again = await ask(headBucket, elsewhere, input);
  return { region: elsewhere, error: again.error };
}

async function findOwner(ask: Ask, region: string, name: string, owners: readonly string[]) {
  for (const ExpectedBucketOwner of owners) {
    const { error } = await ask(headBucket, region, { Bucket: name, ExpectedBucketOwner });
    if (error === undefined) return;
  }
}

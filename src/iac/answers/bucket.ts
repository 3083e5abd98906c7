import type { CallLine } from "../../model/recording.ts";
import { openIn, type Resolved } from "../resolved.ts";
import { answersOf, type Output } from "./answer.ts";
import { accessControl } from "./bucket-acl.ts";
import { policyOfBucket } from "./bucket-policy.ts";
import { lifecycle, objectLock, replication } from "./bucket-rules.ts";
import {
  encryption,
  logging,
  ownership,
  publicAccessBlock,
  type Read,
  versioning,
} from "./bucket-settings.ts";
import type { Identified, Lifting } from "./lifting.ts";

/**
 * What S3 answers about a bucket.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
 */
export function bucketAnswers(bucket: Identified, lifting: Lifting): CallLine[] {
  const { name, properties, address } = bucket;
  if (typeof name !== "string") return [];
  const input = { Bucket: name, ExpectedBucketOwner: lifting.account };
  const told = answersOf(lifting, bucket, "s3");
  const setting = (operation: string, property: string, read: Read): CallLine[] => {
    const open = openIn(properties[property]);
    if (open?.$unknown === "undeclared") return [];
    // A setting is read as a whole: a part of it would pass for the rest being absent.
    return [told(operation, input, open ? markAll(open) : read(properties, address))];
  };
  return [
    told("HeadBucket", input, { BucketRegion: bucket.region }),
    ...setting("GetBucketVersioning", "VersioningConfiguration", versioning),
    ...setting("GetPublicAccessBlock", "PublicAccessBlockConfiguration", publicAccessBlock),
    ...setting("GetBucketAcl", "AccessControl", accessControl),
    ...setting("GetBucketOwnershipControls", "OwnershipControls", ownership),
    ...setting("GetBucketEncryption", "BucketEncryption", encryption),
    ...setting("GetBucketLogging", "LoggingConfiguration", logging),
    ...setting("GetBucketLifecycleConfiguration", "LifecycleConfiguration", lifecycle),
    ...setting("GetObjectLockConfiguration", "ObjectLockConfiguration", objectLock),
    ...setting("GetBucketReplication", "ReplicationConfiguration", replication),
    ...(bucket.isNew ? [told("GetBucketRequestPayment", input, { Payer: "BucketOwner" })] : []),
    ...policyOfBucket(bucket, lifting).map((policy) => told("GetBucketPolicy", input, policy)),
  ];
}

/** Every member that the facts read from a setting's answer. */
const markAll = (open: Resolved): Output => ({
  ...{ Status: open, MFADelete: open, PublicAccessBlockConfiguration: open, Grants: open },
  ...{ OwnershipControls: open, ServerSideEncryptionConfiguration: open, LoggingEnabled: open },
  ...{ Rules: open, ObjectLockConfiguration: open, ReplicationConfiguration: open },
});

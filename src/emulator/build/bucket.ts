import type { JsonObject } from "../../model/json.ts";
import type { BucketState } from "../world.ts";
import { allBlocked } from "./account.ts";

/** The bucket policy that lets CloudTrail deliver for the trails of some accounts and refuses plain HTTP. */
export const logBucketPolicy = (
  bucket: string,
  { accounts, partition = "aws" }: Pick<BucketGiven, "accounts" | "partition"> = {},
): string => {
  const arn = `arn:${partition}:s3:::${bucket}`;
  const grant = {
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    ...(accounts && {
      Condition: {
        ArnLike: {
          "aws:SourceArn": accounts.map((id) => `arn:${partition}:cloudtrail:*:${id}:trail/*`),
        },
      },
    }),
  };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { ...grant, Action: "s3:GetBucketAcl", Resource: arn },
      { ...grant, Action: "s3:PutObject", Resource: `${arn}/AWSLogs/*` },
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
};

const owner: JsonObject = { ID: "1".repeat(64) };

export interface BucketGiven extends Partial<BucketState> {
  /** Whose trails may deliver; anyone's if absent. */
  readonly accounts?: readonly string[];
  readonly partition?: string;
}

export const buildBucket = (
  name: string,
  { accounts, partition, ...given }: BucketGiven = {},
): BucketState => ({
  name,
  region: "us-east-1",
  policy: logBucketPolicy(name, { ...(accounts && { accounts }), ...(partition && { partition }) }),
  policyStatus: { IsPublic: false },
  publicAccessBlock: allBlocked,
  acl: {
    Owner: owner,
    Grants: [{ Grantee: { ...owner, Type: "CanonicalUser" }, Permission: "FULL_CONTROL" }],
  },
  ownershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
  encryption: {
    Rules: [
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" }, BucketKeyEnabled: true },
    ],
  },
  versioning: { Status: "Enabled" },
  logging: { LoggingEnabled: { TargetBucket: `${name}-access`, TargetPrefix: "log/" } },
  objectLock: {
    ObjectLockEnabled: "Enabled",
    Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 365 } },
  },
  payer: "BucketOwner",
  ...given,
});

/** Copies everything to another bucket, which is one to build too. */
export const replicationTo = (bucket: string, partition = "aws"): JsonObject => ({
  Role: "arn:aws:iam::111122223333:role/replication",
  Rules: [
    {
      ID: "copies",
      Priority: 1,
      Status: "Enabled",
      Filter: { Prefix: "" },
      DeleteMarkerReplication: { Status: "Disabled" },
      Destination: { Bucket: `arn:${partition}:s3:::${bucket}` },
    },
  ],
});

import type { JsonObject } from "../../model/json.ts";
import type { BucketState } from "../world.ts";
import { allBlocked } from "./account.ts";

/** The bucket policy that lets CloudTrail deliver and refuses plain HTTP. */
export const logBucketPolicy = (bucket: string, partition = "aws"): string => {
  const arn = `arn:${partition}:s3:::${bucket}`;
  const service = { Service: "cloudtrail.amazonaws.com" };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: service, Action: "s3:GetBucketAcl", Resource: arn },
      { Effect: "Allow", Principal: service, Action: "s3:PutObject", Resource: `${arn}/AWSLogs/*` },
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

export const buildBucket = (
  name: string,
  given: Partial<BucketState> = {},
  partition = "aws",
): BucketState => ({
  name,
  region: "us-east-1",
  policy: logBucketPolicy(name, partition),
  policyStatus: { IsPublic: false },
  publicAccessBlock: allBlocked,
  acl: {
    Owner: owner,
    Grants: [{ Grantee: { ...owner, Type: "CanonicalUser" }, Permission: "FULL_CONTROL" }],
  },
  ownershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
  encryption: {
    Rules: [
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false },
    ],
  },
  versioning: { Status: "Enabled" },
  logging: { LoggingEnabled: { TargetBucket: `${name}-access`, TargetPrefix: "log/" } },
  payer: "BucketOwner",
  ...given,
});

import { parsePolicy } from "../../../src/analyze/resource-policy/parse.ts";
import type { Statement } from "../../../src/analyze/resource-policy/statement.ts";

export const account = "111122223333";
export const outsider = "999988887777";
export const bucketArn = "arn:aws:s3:::logs";
export const keyArn = `arn:aws:kms:us-east-1:${account}:key/1234abcd`;
export const trailArn = `arn:aws:cloudtrail:us-east-1:${account}:trail/main`;

/** The statements of a policy that must be one. */
export function policy(...given: readonly object[]): readonly Statement[] {
  const statements = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: given }));
  if (statements === undefined) throw new Error("not a policy");
  return statements;
}

export const service = { Service: "cloudtrail.amazonaws.com" };
const bound = { "aws:SourceArn": trailArn };

// The documents of AWS's manual.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
export const aclCheck = {
  Sid: "AWSCloudTrailAclCheck20150319",
  Effect: "Allow",
  Principal: service,
  Action: "s3:GetBucketAcl",
  Resource: bucketArn,
  Condition: { StringEquals: bound },
};

export const write = {
  Sid: "AWSCloudTrailWrite20150319",
  Effect: "Allow",
  Principal: service,
  Action: "s3:PutObject",
  Resource: `${bucketArn}/AWSLogs/${account}/*`,
  Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", ...bound } },
};

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
export const encrypt = {
  Effect: "Allow",
  Principal: service,
  Action: "kms:GenerateDataKey*",
  Resource: "*",
  Condition: {
    StringEquals: bound,
    StringLike: {
      "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:*:${account}:trail/*`,
    },
  },
};

export const describeKey = {
  Effect: "Allow",
  Principal: service,
  Action: "kms:DescribeKey",
  Resource: "*",
  Condition: { StringEquals: bound },
};

export const decryptFromAccount = {
  Effect: "Allow",
  Principal: { AWS: "*" },
  Action: ["kms:Decrypt", "kms:ReEncryptFrom"],
  Resource: "*",
  Condition: {
    StringEquals: { "kms:CallerAccount": account },
    StringLike: {
      "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:*:${account}:trail/*`,
    },
  },
};

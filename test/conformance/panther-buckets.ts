import type { JsonObject } from "../../src/model/json.ts";
import { type Answer, ofAccount, ofBucket, type Question } from "./questions.ts";

type Answered = readonly [Question, Answer];

/** The policy of a bucket names that bucket, or S3 would not take it; the resource may not. */
export const nameOfBucket = ({ Policy, Name }: JsonObject): string =>
  /arn:aws:s3:::([\w-]+)/.exec(String(Policy))?.[1] ?? String(Name);

/**
 * What S3 would have answered about a bucket, in its null-less form. Panther shows nothing of object
 * ownership, which these buckets are too old for, and nothing of the account's own Block Public
 * Access, which is taken for off. A resource that is its policy alone tells nothing else.
 */
export function aboutBucket(
  bucket: JsonObject,
  { account, region }: { readonly account: string; readonly region: string },
): Answered[] {
  const input = { Bucket: nameOfBucket(bucket) };
  const about = (operation: string, answer: Answer): Answered => [
    ofBucket(operation, region, input),
    answer,
  ];
  const settings = Object.keys(bucket).length === 1 ? [] : settingsOf(bucket);
  return [
    [
      ofBucket("HeadBucket", region, { ...input, ExpectedBucketOwner: account }),
      { output: { BucketRegion: region } },
    ],
    about("GetBucketPolicy", orError(bucket, "Policy", "NoSuchBucketPolicy")),
    ...(bucket["Policy"] === undefined
      ? [about("GetBucketPolicyStatus", refusal("NoSuchBucketPolicy"))]
      : []),
    ...settings.map(([operation, answer]) => about(operation, answer)),
    [ofAccount("us-east-1", account), refusal("NoSuchPublicAccessBlockConfiguration")],
  ];
}

type Settings = readonly (readonly [operation: string, Answer])[];

function settingsOf(bucket: JsonObject): Settings {
  const { Grants = [], LoggingPolicy, Versioning, MFADelete, LifecycleRules } = bucket;
  return [
    ["GetBucketAcl", { output: { Grants } }],
    ["GetBucketOwnershipControls", refusal("OwnershipControlsNotFoundError")],
    [
      "GetPublicAccessBlock",
      orError(bucket, "PublicAccessBlockConfiguration", "NoSuchPublicAccessBlockConfiguration"),
    ],
    // Where the access log goes is not said.
    ["GetBucketLogging", { output: LoggingPolicy ? { LoggingEnabled: elsewhere } : {} }],
    [
      "GetBucketVersioning",
      {
        output: {
          ...(Versioning !== undefined && { Status: Versioning }),
          ...(MFADelete !== undefined && { MFADelete }),
        },
      },
    ],
    [
      "GetBucketLifecycleConfiguration",
      LifecycleRules === undefined
        ? refusal("NoSuchLifecycleConfiguration")
        : { output: { Rules: LifecycleRules } },
    ],
    [
      "GetObjectLockConfiguration",
      orError(bucket, "ObjectLockConfiguration", "ObjectLockConfigurationNotFoundError"),
    ],
  ];
}

const elsewhere = { TargetBucket: "access-logs", TargetPrefix: "" };

/** The member as the answer of the operation that reads it, or the error that stands for none. */
function orError(bucket: JsonObject, member: string, code: string): Answer {
  const value = bucket[member];
  return value === undefined ? refusal(code) : { output: { [member]: value } };
}

const refusal = (code: string): Answer => ({ error: { code, message: "", status: 404 } });

import { deniesInsecureTransport, isSurelyNotPublic } from "../analyze/bucket-policy.ts";
import type { BucketPolicy } from "../model/facts/bucket.ts";
import { from } from "../model/facts/provenance.ts";
import type { JsonObject } from "../model/json.ts";
import { type Fact, isUnknown } from "../model/unknown.ts";
import { type Calls, read } from "./calls.ts";
import { flag, object, text } from "./read.ts";

type OfBucket = (input: JsonObject) => boolean;

const none = "";

/** The bucket policy, read by S3 (is it public?) and by us (does it refuse plain HTTP?). */
export function readPolicy(calls: Calls, matches: OfBucket, bucketArn: string): BucketPolicy {
  const policy = read<string>(
    calls,
    { service: "s3", operation: "GetBucketPolicy", matches },
    { value: (output) => text(output, "Policy"), errors: { NoSuchBucketPolicy: none } },
  );
  const status = read<boolean>(
    calls,
    { service: "s3", operation: "GetBucketPolicyStatus", matches },
    {
      value: (output) => flag(object(output, "PolicyStatus"), "IsPublic"),
      errors: { NoSuchBucketPolicy: false },
    },
  );
  return from<BucketPolicy>(
    { "*": policy.source, members: { isPublic: status.source } },
    {
      exists: isUnknown(policy.fact) ? policy.fact : policy.fact !== none,
      isPublic: isPublic(policy.fact, status.fact),
      deniesInsecureTransport: isUnknown(policy.fact)
        ? policy.fact
        : policy.fact !== none && deniesInsecureTransport(policy.fact, bucketArn),
    },
  );
}

/** S3's own word counts; where it is missing, a policy that cannot be public is still decided. */
function isPublic(policy: Fact<string>, status: Fact<boolean>): Fact<boolean> {
  if (!isUnknown(status) || isUnknown(policy)) return status;
  return policy === none || isSurelyNotPublic(policy) ? false : status;
}

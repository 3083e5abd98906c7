import { deniesInsecureTransport, isSurelyNotPublic } from "../analyze/bucket-policy.ts";
import type { BucketPolicy } from "../model/facts/bucket.ts";
import { from } from "../model/facts/provenance.ts";
import type { JsonObject } from "../model/json.ts";
import { isUnknown } from "../model/unknown.ts";
import { type Calls, read, type Told } from "./calls.ts";
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
  const isPublic = toldPublic(policy, status);
  return from<BucketPolicy>(
    { "*": policy.source, members: { isPublic: isPublic.source } },
    {
      exists: isUnknown(policy.fact) ? policy.fact : policy.fact !== none,
      isPublic: isPublic.fact,
      deniesInsecureTransport: isUnknown(policy.fact)
        ? policy.fact
        : policy.fact !== none && deniesInsecureTransport(policy.fact, bucketArn),
    },
  );
}

/** S3's own word counts; where it is missing, a policy that cannot be public is still decided. */
function toldPublic({ fact: policy, source }: Told<string>, status: Told<boolean>): Told<boolean> {
  if (!isUnknown(status.fact) || isUnknown(policy)) return status;
  return policy === none || isSurelyNotPublic(policy) ? { fact: false, source } : status;
}

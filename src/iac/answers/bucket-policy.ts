import type { CallLine } from "../../model/recording.ts";
import { unresolved } from "../resolved.ts";
import { answer, type None, type Output } from "./answer.ts";
import type { Identified, Lifting } from "./lifting.ts";
import { named, pointingTo } from "./pointers.ts";
import { policyText } from "./policy-text.ts";

/** The one policy of the bucket; none where the change says nothing of it. */
export function policyOfBucket(bucket: Identified, lifting: Lifting): readonly (Output | None)[] {
  const { sure, unsure } = pointingTo(lifting, "AWS::S3::BucketPolicy", "Bucket", bucket);
  const [policy] = sure;
  if (policy === undefined && unsure.length === 0) {
    return bucket.isNew ? [{ none: "NoSuchBucketPolicy" }] : [];
  }
  if (policy === undefined || unsure.length > 0 || sure.length > 1) {
    return [{ Policy: unresolved(`which policy ${bucket.address} gets`) }];
  }
  return [{ Policy: policyText(lifting, policy.properties["PolicyDocument"]) }];
}

/** The policy of a bucket that the change itself does not declare. */
export function bucketPolicyAnswers(policy: Identified, lifting: Lifting): CallLine[] {
  const { Bucket, PolicyDocument } = policy.properties;
  if (typeof Bucket !== "string" || named(lifting, "AWS::S3::Bucket", Bucket)) return [];
  const asked = { service: "s3", operation: "GetBucketPolicy", input: { Bucket } };
  return [answer(lifting, policy, asked, { Policy: policyText(lifting, PolicyDocument) })];
}

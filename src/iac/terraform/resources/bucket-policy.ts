import { isUnknown } from "../../../model/unknown.ts";
import { undeclared } from "../../resolved.ts";
import { blockOf } from "../block.ts";
import { nameOf } from "../identities.ts";
import type { Planned } from "../plan.ts";
import { bucketName, pointer } from "../pointers.ts";
import { policyText } from "../policy-text.ts";
import { present } from "../properties.ts";
import type { Translated } from "../translated.ts";
import { isPlanned, type World } from "../world.ts";
import { bucketSetting } from "./bucket.ts";

const type = "AWS::S3::BucketPolicy";

/** A bucket's policy; undefined for a new bucket that is given none. */
export function policyOfBucket(world: World, bucket: Planned): Translated | undefined {
  const setting = bucketSetting(world, bucket, "aws_s3_bucket_policy");
  const Bucket = nameOf(bucket);
  const { address } = bucket;
  if (isUnknown(setting)) return { type, address, properties: { Bucket, PolicyDocument: setting } };
  const block = setting ?? blockOf(world.plan, bucket);
  const isTold = setting !== undefined || bucket.isNew;
  const text = policyText(world, block, "policy");
  const PolicyDocument = text ?? (isTold ? undefined : undeclared(`the policy of ${address}`));
  return PolicyDocument === undefined
    ? undefined
    : { type, address: block.address, properties: { Bucket, PolicyDocument } };
}

/** The policy of a bucket that is none of the plan's; of one that is, its bucket tells. */
export function policyOfOtherBucket(world: World, policy: Planned): Translated | undefined {
  const block = blockOf(world.plan, policy);
  const Bucket = pointer(world, block, "bucket", bucketName);
  if (isPlanned(world, "aws_s3_bucket", Bucket, nameOf)) return undefined;
  const PolicyDocument = policyText(world, block, "policy");
  return { type, address: policy.address, properties: present({ Bucket, PolicyDocument }) };
}

import { blockOf } from "../block.ts";
import { nameOf } from "../identities.ts";
import type { Planned } from "../plan.ts";
import { bucketName, pointer } from "../pointers.ts";
import { policyText } from "../policy-text.ts";
import { present } from "../properties.ts";
import type { Translated } from "../translated.ts";
import { isPlanned, type World } from "../world.ts";
import { bucketSetting } from "./bucket.ts";
import { ownPolicy } from "./own-policy.ts";

const type = "AWS::S3::BucketPolicy";

/** A bucket's policy; undefined for a new bucket that is given none. */
export const policyOfBucket = (world: World, bucket: Planned): Translated | undefined =>
  ownPolicy(world, bucket, bucketSetting(world, bucket, "aws_s3_bucket_policy"), {
    type,
    about: { Bucket: nameOf(bucket) },
  });

/** The policy of a bucket that is none of the plan's; of one that is, its bucket tells. */
export function policyOfOtherBucket(world: World, policy: Planned): Translated | undefined {
  const block = blockOf(world.plan, policy);
  const Bucket = pointer(world, block, "bucket", bucketName);
  if (isPlanned(world, "aws_s3_bucket", Bucket, nameOf)) return undefined;
  const PolicyDocument = policyText(world, block, "policy");
  return { type, address: policy.address, properties: present({ Bucket, PolicyDocument }) };
}

import { logPrefixes } from "../analyze/resource-policy/bucket-delivery.ts";
import type { Bucket, PublicAccessBlock } from "../model/facts/bucket.ts";
import { from } from "../model/facts/provenance.ts";
import { type Fact, isUnknown, type Source } from "../model/unknown.ts";
import { bucketExists, bucketOwner, bucketRegion, ofBucket } from "./bucket-identity.ts";
import { readPolicy } from "./bucket-policy.ts";
import { readSettings } from "./bucket-settings.ts";
import type { Context } from "./context.ts";
import type { TrailShown } from "./trail.ts";
import { trailOfPolicy } from "./trail-of-policy.ts";

/** A log bucket, who names it, and whose settings it inherits. */
export interface BucketNamed {
  readonly name: string;
  readonly trails: readonly TrailShown[];
  /** The call that told of the trails. */
  readonly source: Source;
  readonly accountPublicAccessBlock: Fact<PublicAccessBlock>;
}

export function bucketFacts({ calls, account }: Context, named: BucketNamed): Bucket {
  const { name } = named;
  const trails = named.trails.map((trail) => trailOfPolicy(calls, trail));
  const exists = bucketExists(calls, name);
  const region = bucketRegion(calls, name);
  const owner = bucketOwner(calls, name);
  const settings = readSettings(calls, ofBucket(name));
  const arn = `arn:${account.partition}:s3:::${name}`;
  const sources = {
    exists: exists.source,
    region: region.source,
    ownerAccountId: owner.source,
    ...settings.sources,
  };
  return from<Bucket>(
    { "*": named.source, members: sources },
    {
      name,
      arn,
      trails: trails.map((trail) => trail.arn),
      logPrefixes: trails.flatMap(logPrefixes),
      exists: exists.fact,
      region: region.fact,
      ownerAccountId: owner.fact,
      policy: readPolicy(calls, { arn, matches: ofBucket(name), trails }),
      accountPublicAccessBlock: inherited(owner.fact, account.account, named),
      ...settings.facts,
    },
  );
}

/** The settings of an account hold for its own buckets only. */
function inherited(
  owner: Fact<string>,
  account: string,
  { accountPublicAccessBlock }: BucketNamed,
): Bucket["accountPublicAccessBlock"] {
  if (isUnknown(owner)) return owner;
  if (owner === account) return accountPublicAccessBlock;
  return { $unknown: "cross-account", detail: `bucket of ${owner}` };
}

import { isObject, type JsonObject } from "../../model/json.ts";
import type { CallLine } from "../../model/recording.ts";
import { answer } from "../answer.ts";
import { attempt, UnresolvedError } from "../attribute.ts";
import { blocksOf, flagOf, regionOf, stringOf } from "./declared.ts";
import { bucketIn, bucketName, isBucketNamed, type Place } from "./identity.ts";
import type { Plan, Planned } from "./plan.ts";

type Output = JsonObject | { readonly none: string };

/** What S3 answers about a bucket of the plan. */
export function callsOfBucket(plan: Plan, place: Place, bucket: Planned): CallLine[] {
  const { account } = place;
  const name = bucketName(bucket);
  const region = attempt(() => regionOf(plan, bucket));
  const asked = {
    ...{ account, address: bucket.address, service: "s3" },
    region: "made" in region ? region.made : "",
    input: { Bucket: name, ExpectedBucketOwner: account },
  };
  const setting = (operation: string, made: Setting): CallLine => {
    const found = attempt(() => settingOf(plan, bucket, made));
    const own = "made" in found ? found.made : undefined;
    const address = own?.address ?? bucket.address;
    return answer({ ...asked, address }, operation, () => {
      if ("unresolved" in found) throw new UnresolvedError(found.unresolved);
      if (own) return made.lift(own);
      if (made.without === undefined) throw new UnresolvedError(`${made.type} of ${name}`);
      return made.without;
    });
  };
  return [
    answer(asked, "HeadBucket", () => ({ BucketRegion: regionOf(plan, bucket) })),
    setting("GetBucketVersioning", versioning),
    setting("GetPublicAccessBlock", publicAccessBlock),
    setting("GetBucketLogging", loggingOf(plan)),
    setting("GetBucketEncryption", encryption),
    setting("GetBucketPolicy", policyAt(place, bucket)),
  ];
}

/** A setting with a resource of its own. */
interface Setting {
  readonly type: string;
  /** The bucket's own argument for the same, from before there were such resources. */
  readonly legacy?: string;
  readonly lift: (resource: Planned) => Output;
  /** What a new bucket has without it; undefined where the provider does not say. */
  readonly without?: Output;
}

/** The resource that sets it; undefined where a new bucket goes without. */
function settingOf(plan: Plan, bucket: Planned, { type, legacy, without }: Setting) {
  const all = plan.resources.filter((resource) => resource.type === type);
  const names = all.map((resource) => attempt(() => bucketIn(plan, resource, "bucket")));
  const own = all.filter((_, index) => {
    const name = names[index];
    return name && "made" in name && name.made === bucketName(bucket);
  });
  if (own.length === 1) return own[0];
  // It may be this bucket's that cannot be told.
  const lost = names.find((name) => "unresolved" in name);
  if (lost && "unresolved" in lost) throw new UnresolvedError(lost.unresolved);
  const inline = legacy === undefined ? undefined : bucket.after[legacy];
  const isInline = Array.isArray(inline) ? inline.length > 0 : Boolean(inline);
  if (!bucket.isNew || isInline || without === undefined || own.length > 1) {
    throw new UnresolvedError(`${type} of ${bucket.address}`);
  }
  return undefined;
}

const one = (resource: Planned, block: string): JsonObject => {
  const [first] = blocksOf(resource, block);
  if (first === undefined) throw new UnresolvedError(`${resource.address}.${block}`);
  return first;
};

const versioning: Setting = {
  type: "aws_s3_bucket_versioning",
  legacy: "versioning",
  without: {},
  lift: (resource) => {
    const { status, mfa_delete } = one(resource, "versioning_configuration");
    return { ...(status !== "Disabled" && { Status: status }), MFADelete: mfa_delete ?? undefined };
  },
};

/** Without one, AWS blocks everything in a new bucket today; that is no part of the plan. */
const publicAccessBlock: Setting = {
  type: "aws_s3_bucket_public_access_block",
  lift: (resource) => ({
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: flagOf(resource, "block_public_acls"),
      IgnorePublicAcls: flagOf(resource, "ignore_public_acls"),
      BlockPublicPolicy: flagOf(resource, "block_public_policy"),
      RestrictPublicBuckets: flagOf(resource, "restrict_public_buckets"),
    },
  }),
};

/** Logs in the bucket itself are none, so that a target which cannot be told decides nothing. */
const loggingOf = (plan: Plan): Setting => ({
  type: "aws_s3_bucket_logging",
  legacy: "logging",
  without: {},
  lift: (resource) => {
    const name = bucketIn(plan, resource, "target_bucket");
    return {
      LoggingEnabled: { TargetBucket: name, TargetPrefix: stringOf(resource, "target_prefix") },
    };
  },
});

const encryption: Setting = {
  type: "aws_s3_bucket_server_side_encryption_configuration",
  legacy: "server_side_encryption_configuration",
  lift: (resource) => {
    const rule = one(resource, "rule");
    const defaults = rule["apply_server_side_encryption_by_default"];
    const byDefault = Array.isArray(defaults) ? defaults.find(isObject) : undefined;
    return {
      ServerSideEncryptionConfiguration: {
        Rules: [
          {
            ApplyServerSideEncryptionByDefault: {
              SSEAlgorithm: byDefault?.["sse_algorithm"],
              KMSMasterKeyID: byDefault?.["kms_master_key_id"],
            },
            BucketKeyEnabled: rule["bucket_key_enabled"],
          },
        ],
      },
    };
  },
};

/** A policy's text is compared with names: against ones that only stand for them, it would fail. */
const policyAt = (place: Place, bucket: Planned): Setting => ({
  type: "aws_s3_bucket_policy",
  legacy: "policy",
  without: { none: "NoSuchBucketPolicy" },
  lift: (resource) => {
    const Policy = stringOf(resource, "policy");
    if (!isBucketNamed(bucket)) throw new UnresolvedError(`${bucket.address}.bucket`);
    if (!place.isAccountKnown) throw new UnresolvedError("the account of the plan");
    return { Policy };
  },
});

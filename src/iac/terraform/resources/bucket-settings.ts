import { isUnknown } from "../../../model/unknown.ts";
import { type Resolved, unresolved } from "../../resolved.ts";
import { argumentOf, type Block } from "../block.ts";
import { bucketName, keyArn, pointer } from "../pointers.ts";
import { copied, countOf, listOf, madeOf, present } from "../properties.ts";
import type { World } from "../world.ts";
import { legacyRules, lifecycleRules } from "./lifecycle.ts";
import { legacyReplication, replication } from "./replication.ts";

type Make = (world: World, block: Block) => { readonly [name: string]: Resolved | undefined };

/** A setting of a bucket: a resource of its own, and an argument of the bucket from before that. */
export interface BucketSetting {
  readonly type: string;
  readonly properties: readonly string[];
  readonly make: Make;
  readonly legacy?: string;
  readonly makeLegacy?: Make;
}

const publicAccess: BucketSetting = {
  type: "aws_s3_bucket_public_access_block",
  properties: ["PublicAccessBlockConfiguration"],
  make: (_, block) => ({
    PublicAccessBlockConfiguration: copied(block, {
      BlockPublicAcls: "block_public_acls",
      BlockPublicPolicy: "block_public_policy",
      IgnorePublicAcls: "ignore_public_acls",
      RestrictPublicBuckets: "restrict_public_buckets",
    }),
  }),
};

const ownership: BucketSetting = {
  type: "aws_s3_bucket_ownership_controls",
  properties: ["OwnershipControls"],
  make: (_, block) => {
    const rules = listOf(block, "rule", (rule) =>
      copied(rule, { ObjectOwnership: "object_ownership" }),
    );
    return { OwnershipControls: rules && within("Rules", rules) };
  },
};

/** An object that holds one list, or what keeps the list from being known. */
const within = (name: string, list: Resolved): Resolved =>
  isUnknown(list) ? list : { [name]: list };

/** CloudFormation writes `PublicRead` for `public-read`. */
const acl: Make = (_, block) => {
  const canned = argumentOf(block, "acl");
  const policy = argumentOf(block, "access_control_policy") ?? argumentOf(block, "grant");
  const isGranted = Array.isArray(policy) ? policy.length > 0 : policy !== undefined;
  if (typeof canned === "string") {
    return { AccessControl: canned.replace(/(?:^|-)(\w)/g, (_match, letter) => upper(letter)) };
  }
  const grants = unresolved(`${block.address} grants access one by one`);
  return { AccessControl: canned ?? (isGranted ? grants : undefined) };
};

const upper = (letter: string): string => letter.toUpperCase();

const encryption: Make = (world, block) => {
  const rules = listOf(block, "rule", (rule) => ({
    ...present({
      ServerSideEncryptionByDefault: madeOf(
        rule,
        "apply_server_side_encryption_by_default",
        (byDefault) =>
          present({
            ...copied(byDefault, { SSEAlgorithm: "sse_algorithm" }),
            KMSMasterKeyID: pointer(world, byDefault, "kms_master_key_id", keyArn),
          }),
      ),
    }),
    ...copied(rule, { BucketKeyEnabled: "bucket_key_enabled" }),
  }));
  return { BucketEncryption: rules && within("ServerSideEncryptionConfiguration", rules) };
};

const versioning: Make = (_, block) => ({
  VersioningConfiguration: madeOf(block, "versioning_configuration", (one) => {
    const status = argumentOf(one, "status");
    // "Disabled" is Terraform's word for what was never on.
    return status === "Disabled" ? undefined : present({ Status: status });
  }),
  MfaDelete: madeOf(block, "versioning_configuration", (one) =>
    flagged(argumentOf(one, "mfa_delete")),
  ),
});

const flagged = (value: Resolved | undefined): Resolved | undefined =>
  value === "Enabled" ? true : value === "Disabled" ? false : value;

/** Off is what was never on, or what is suspended: which of them, the bucket does not show. */
const legacyVersioning: Make = (_, block) => ({
  VersioningConfiguration: madeOf(block, "versioning", (one) => {
    const enabled = argumentOf(one, "enabled");
    if (typeof enabled !== "boolean") return enabled;
    if (enabled) return { Status: "Enabled" };
    return block.isNew ? undefined : { Status: "Suspended" };
  }),
  MfaDelete: madeOf(block, "versioning", (one) => argumentOf(one, "mfa_delete")),
});

const logging: Make = (world, block) => ({
  LoggingConfiguration: present({
    DestinationBucketName: pointer(world, block, "target_bucket", bucketName),
    LogFilePrefix: argumentOf(block, "target_prefix"),
  }),
});

const objectLock: Make = (_, block) => ({
  ObjectLockConfiguration: present({
    ObjectLockEnabled: argumentOf(block, "object_lock_enabled"),
    Rule: madeOf(block, "rule", (rule) =>
      present({
        DefaultRetention: madeOf(rule, "default_retention", (one) =>
          present({
            Mode: argumentOf(one, "mode"),
            Days: countOf(one, "days"),
            Years: countOf(one, "years"),
          }),
        ),
      }),
    ),
  }),
});

/** What `make` makes of the only block of an argument. */
const inBlock =
  (name: string, property: string, make: Make): Make =>
  (world, block) => ({
    [property]: madeOf(block, name, (one) => make(world, one)[property]),
  });

export const bucketSettings: readonly BucketSetting[] = [
  publicAccess,
  ownership,
  {
    ...{ type: "aws_s3_bucket_acl", properties: ["AccessControl"] },
    ...{ make: acl, legacy: "acl", makeLegacy: acl },
  },
  {
    type: "aws_s3_bucket_server_side_encryption_configuration",
    ...{ properties: ["BucketEncryption"], make: encryption },
    legacy: "server_side_encryption_configuration",
    makeLegacy: inBlock("server_side_encryption_configuration", "BucketEncryption", encryption),
  },
  {
    type: "aws_s3_bucket_versioning",
    properties: ["VersioningConfiguration", "MfaDelete"],
    ...{ make: versioning, legacy: "versioning", makeLegacy: legacyVersioning },
  },
  {
    ...{ type: "aws_s3_bucket_logging", properties: ["LoggingConfiguration"], make: logging },
    ...{ legacy: "logging", makeLegacy: inBlock("logging", "LoggingConfiguration", logging) },
  },
  {
    type: "aws_s3_bucket_lifecycle_configuration",
    properties: ["LifecycleConfiguration"],
    make: (_, block) => {
      const rules = lifecycleRules(block);
      return { LifecycleConfiguration: rules && within("Rules", rules) };
    },
    legacy: "lifecycle_rule",
    makeLegacy: (_, block) => {
      const rules = legacyRules(block);
      return { LifecycleConfiguration: rules && within("Rules", rules) };
    },
  },
  {
    ...{ type: "aws_s3_bucket_object_lock_configuration", properties: ["ObjectLockConfiguration"] },
    ...{ make: objectLock, legacy: "object_lock_configuration" },
    makeLegacy: inBlock("object_lock_configuration", "ObjectLockConfiguration", objectLock),
  },
  {
    type: "aws_s3_bucket_replication_configuration",
    properties: ["ReplicationConfiguration"],
    make: (world, block) => ({ ReplicationConfiguration: replication(world, block) }),
    legacy: "replication_configuration",
    makeLegacy: (world, block) => ({ ReplicationConfiguration: legacyReplication(world, block) }),
  },
];

import { expect, test } from "vitest";
import { undeclared } from "../../src/iac/resolved.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { from, type Made } from "./plan.ts";
import { changeOf, propertiesOf, unresolved } from "./terraform-change.ts";

type Resources = { readonly [address: string]: Made };

const computed = {
  ...{ id: true, arn: true, acl: true, policy: true, versioning: true, logging: true },
  ...{ lifecycle_rule: true, server_side_encryption_configuration: true },
};

const bucket: Made = { after: { bucket: "logs" }, unknown: computed };
const old: Made = { after: { bucket: "logs", arn: "arn:aws:s3:::logs" }, actions: ["no-op"] };

/** A resource about `aws_s3_bucket.b`. */
const about = (
  after: JsonObject,
  unknown: JsonObject = {},
  expressions: JsonObject = {},
): Made => ({
  after,
  unknown: { ...unknown, bucket: true },
  expressions: { ...expressions, bucket: from("aws_s3_bucket.b.id", "aws_s3_bucket.b") },
});

const bucketWith = (resources: Resources, own = bucket) =>
  propertiesOf("AWS::S3::Bucket", { "aws_s3_bucket.b": own, ...resources });

const policiesOf = (resources: Resources, own = bucket) =>
  changeOf({ "aws_s3_bucket.b": own, ...resources }).declarations.filter(
    ({ type }) => type === "AWS::S3::BucketPolicy",
  );

test("a new bucket without settings has AWS's defaults", () => {
  expect(bucketWith({})).toEqual({ BucketName: "logs" });
  expect(policiesOf({})).toEqual([]);
});

test("a bucket whose name only AWS will give goes by its address", () => {
  const nameless: Made = { after: {}, unknown: { ...computed, bucket: true } };
  expect(bucketWith({}, nameless)).toEqual({ BucketName: unresolved("aws_s3_bucket.b.bucket") });
  const [policy] = policiesOf({ "aws_s3_bucket_policy.p": about({ policy: "{}" }) }, nameless);
  expect(policy?.properties).toEqual({ Bucket: "aws_s3_bucket.b", PolicyDocument: "{}" });
});

test("every setting that has a resource of its own is the bucket's", () => {
  expect(
    bucketWith({
      "aws_s3_bucket_public_access_block.b": about({
        ...{ block_public_acls: true, block_public_policy: false },
        ...{ ignore_public_acls: true, restrict_public_buckets: false },
      }),
      "aws_s3_bucket_ownership_controls.b": about({
        rule: [{ object_ownership: "BucketOwnerEnforced" }],
      }),
      "aws_s3_bucket_acl.b": about({ acl: "log-delivery-write" }),
      "aws_s3_bucket_versioning.b": about({
        versioning_configuration: [{ status: "Enabled", mfa_delete: "Enabled" }],
      }),
      "aws_s3_bucket_logging.b": about({ target_bucket: "access", target_prefix: "logs/" }),
      "aws_s3_bucket_object_lock_configuration.b": about({
        object_lock_enabled: "Enabled",
        rule: [{ default_retention: [{ mode: "COMPLIANCE", days: 0, years: 1 }] }],
      }),
      "aws_s3_bucket_replication_configuration.b": about({
        role: "arn:aws:iam::111122223333:role/r",
        rule: [{ id: "all", status: "Enabled", destination: [{ bucket: "arn:aws:s3:::copy" }] }],
      }),
    }),
  ).toEqual({
    BucketName: "logs",
    PublicAccessBlockConfiguration: {
      ...{ BlockPublicAcls: true, BlockPublicPolicy: false },
      ...{ IgnorePublicAcls: true, RestrictPublicBuckets: false },
    },
    OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
    AccessControl: "LogDeliveryWrite",
    VersioningConfiguration: { Status: "Enabled" },
    MfaDelete: true,
    LoggingConfiguration: { DestinationBucketName: "access", LogFilePrefix: "logs/" },
    ObjectLockConfiguration: {
      ObjectLockEnabled: "Enabled",
      Rule: { DefaultRetention: { Mode: "COMPLIANCE", Years: 1 } },
    },
    ReplicationConfiguration: {
      Role: "arn:aws:iam::111122223333:role/r",
      Rules: [{ Id: "all", Status: "Enabled", Destination: { Bucket: "arn:aws:s3:::copy" } }],
    },
  });
});

test("a key in a nested block is followed", () => {
  const rule = (key: JsonObject | true) => [
    {
      apply_server_side_encryption_by_default: [
        { kms_master_key_id: key, sse_algorithm: "aws:kms" },
      ],
    },
  ];
  const setting = about(
    { rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: "aws:kms" }] }] },
    { rule: [{ apply_server_side_encryption_by_default: [{ kms_master_key_id: true }] }] },
    { rule: rule(from("aws_kms_key.k.arn", "aws_kms_key.k")) },
  );
  const key = { after: { is_enabled: true }, unknown: { arn: true } };
  const type = "aws_s3_bucket_server_side_encryption_configuration.b";
  const encryptionOf = (made: Made) =>
    bucketWith({ "aws_kms_key.k": key, [type]: made })["BucketEncryption"];
  const by = (KMSMasterKeyID: unknown) => ({
    ServerSideEncryptionConfiguration: [
      { ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID } },
    ],
  });
  expect(encryptionOf(setting)).toEqual(by("arn:aws:kms:eu-west-1:111122223333:key/aws_kms_key.k"));
  // A dynamic block does not show in the configuration.
  const dynamic = { ...setting, expressions: { bucket: setting.expressions?.["bucket"] } };
  const at = "rule[0].apply_server_side_encryption_by_default[0].kms_master_key_id";
  expect(encryptionOf(dynamic)).toEqual(by(unresolved(`${type}.${at}`)));
});

test("lifecycle rules are laid out flat, with what they are about", () => {
  const rules = (rule: JsonObject) =>
    bucketWith({ "aws_s3_bucket_lifecycle_configuration.b": about({ rule: [rule] }) })[
      "LifecycleConfiguration"
    ];
  expect(
    rules({
      ...{ id: "old", status: "Enabled", prefix: "" },
      expiration: [{ days: 90, date: null, expired_object_delete_marker: false }],
      filter: [{ and: [{ prefix: "AWSLogs/", tags: { a: "b" }, object_size_greater_than: 5 }] }],
      noncurrent_version_expiration: [{ noncurrent_days: 7, newer_noncurrent_versions: null }],
    }),
  ).toEqual({
    Rules: [
      {
        ...{ Id: "old", Status: "Enabled", Prefix: "AWSLogs/", ExpirationInDays: 90 },
        TagFilters: [{ Key: "a", Value: "b" }],
        ObjectSizeGreaterThan: 5,
        NoncurrentVersionExpiration: { NoncurrentDays: 7 },
      },
    ],
  });
  expect(
    rules({ id: "tag", status: "Disabled", filter: [{ tag: [{ key: "a", value: "b" }] }] }),
  ).toEqual({ Rules: [{ Id: "tag", Status: "Disabled", TagFilters: [{ Key: "a", Value: "b" }] }] });
});

test("arguments of the bucket from before there were such resources count", () => {
  const inline: Made = {
    after: {
      ...{ bucket: "logs", acl: "private", policy: "{}" },
      versioning: [{ enabled: true, mfa_delete: false }],
      logging: [{ target_bucket: "access", target_prefix: "" }],
      lifecycle_rule: [
        { id: "x", enabled: true, prefix: "", tags: {}, expiration: [{ days: 30 }] },
      ],
      object_lock_configuration: [{ object_lock_enabled: "Enabled", rule: [] }],
      server_side_encryption_configuration: [
        { rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: "AES256" }] }] },
      ],
    },
  };
  expect(bucketWith({}, inline)).toEqual({
    ...{ BucketName: "logs", AccessControl: "Private", MfaDelete: false },
    VersioningConfiguration: { Status: "Enabled" },
    LoggingConfiguration: { DestinationBucketName: "access" },
    LifecycleConfiguration: { Rules: [{ Id: "x", Status: "Enabled", ExpirationInDays: 30 }] },
    ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" },
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        { ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } },
      ],
    },
  });
  expect(policiesOf({}, inline)[0]?.properties).toEqual({ Bucket: "logs", PolicyDocument: "{}" });
});

test("of a bucket that is there already, what is not declared is open", () => {
  const open = (what: string) => undeclared(`${what} of aws_s3_bucket.b`);
  expect(bucketWith({}, old)).toMatchObject({
    PublicAccessBlockConfiguration: open("public_access_block"),
    VersioningConfiguration: open("versioning"),
    MfaDelete: open("versioning"),
    LifecycleConfiguration: open("lifecycle_rule"),
  });
  expect(policiesOf({}, old)[0]?.properties["PolicyDocument"]).toEqual(open("the policy"));
});

test("the provider shows what a setting is that the change ends; that is no more", () => {
  const shown = { ...old, after: { ...old.after, versioning: [{ enabled: true }] } };
  const ended: Made = { after: null, before: { bucket: "logs" }, actions: ["delete"] };
  expect(
    bucketWith({ "aws_s3_bucket_versioning.b": ended }, shown)["VersioningConfiguration"],
  ).toEqual(unresolved("aws_s3_bucket_versioning.b is deleted"));
  expect(bucketWith({}, shown)["VersioningConfiguration"]).toEqual({ Status: "Enabled" });
});

test("a setting that may be any bucket's leaves every bucket's open, and two of a kind do", () => {
  const after = { versioning_configuration: [{ status: "Enabled" }] };
  const anyOnes: Made = { after, unknown: { bucket: true } };
  expect(bucketWith({ "aws_s3_bucket_versioning.any": anyOnes })).toEqual({
    BucketName: "logs",
    VersioningConfiguration: unresolved("aws_s3_bucket_versioning.any.bucket"),
    MfaDelete: unresolved("aws_s3_bucket_versioning.any.bucket"),
  });
  const two = {
    "aws_s3_bucket_versioning.a": about(after),
    "aws_s3_bucket_versioning.b": about(after),
  };
  expect(bucketWith(two)["VersioningConfiguration"]).toEqual(
    unresolved("aws_s3_bucket.b has more than one aws_s3_bucket_versioning"),
  );
});

test("a setting may take the bucket's name from another setting", () => {
  const second: Made = {
    after: { acl: "private" },
    unknown: { bucket: true },
    expressions: {
      bucket: from("aws_s3_bucket_versioning.b.bucket", "aws_s3_bucket_versioning.b"),
    },
  };
  const first = about({ versioning_configuration: [{ status: "Suspended" }] });
  expect(
    bucketWith({ "aws_s3_bucket_versioning.b": first, "aws_s3_bucket_acl.b": second }),
  ).toMatchObject({ AccessControl: "Private", VersioningConfiguration: { Status: "Suspended" } });
});

test("the policy of a bucket that is none of the plan's is declared too", () => {
  const policies = changeOf({
    "aws_s3_bucket_policy.p": { after: { bucket: "elsewhere", policy: "{}" } },
  }).declarations;
  expect(policies).toMatchObject([
    {
      address: "aws_s3_bucket_policy.p",
      properties: { Bucket: "elsewhere", PolicyDocument: "{}" },
    },
  ]);
});

test("keys with their policies and aliases", () => {
  const key: Made = {
    after: {
      is_enabled: false,
      enable_key_rotation: true,
      customer_master_key_spec: "RSA_2048",
      key_usage: "SIGN_VERIFY",
    },
    unknown: {
      arn: true,
      key_id: true,
      policy: true,
      multi_region: true,
      rotation_period_in_days: true,
    },
  };
  const keyId = from("aws_kms_key.k.key_id", "aws_kms_key.k");
  const policy: Made = {
    after: { policy: "{}" },
    unknown: { key_id: true },
    expressions: { key_id: keyId },
  };
  const alias: Made = {
    after: { name: "alias/k" },
    unknown: { target_key_id: true },
    expressions: { target_key_id: keyId },
  };
  const resources = { "aws_kms_key.k": key, "aws_kms_alias.k": alias };
  expect(propertiesOf("AWS::KMS::Key", resources)).toEqual({
    ...{ Enabled: false, EnableKeyRotation: true, KeySpec: "RSA_2048" },
    ...{ KeyUsage: "SIGN_VERIFY", Origin: "AWS_KMS" },
  });
  expect(
    propertiesOf("AWS::KMS::Key", { ...resources, "aws_kms_key_policy.k": policy })["KeyPolicy"],
  ).toBe("{}");
  const arn = "arn:aws:kms:eu-west-1:111122223333:key/aws_kms_key.k";
  expect(propertiesOf("AWS::KMS::Alias", resources)).toEqual({
    AliasName: "alias/k",
    TargetKeyId: arn,
  });
  const there = { "aws_kms_key.k": { after: { arn, is_enabled: true }, actions: ["update"] } };
  expect(propertiesOf("AWS::KMS::Key", there)["KeyPolicy"]).toEqual(
    undeclared("the policy of aws_kms_key.k"),
  );
});

import type { CallLine } from "../../model/recording.ts";
import { type Resolved, unresolved } from "../resolved.ts";
import { answer, type None, type Output } from "./answer.ts";
import { lifecycle, objectLock, replication } from "./bucket-rules.ts";
import { type Identified, type Lifting, named, pointingTo } from "./lifting.ts";
import { policyText } from "./policy-text.ts";
import { objectAt, objectsAt, openIn } from "./values.ts";

type Properties = Identified["properties"];

/**
 * What S3 answers about a bucket.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
 */
export function bucketAnswers(bucket: Identified, lifting: Lifting): CallLine[] {
  const { name, properties, address } = bucket;
  if (typeof name !== "string") return [];
  const input = { Bucket: name, ExpectedBucketOwner: lifting.account };
  const told = (operation: string, output: Output | None): CallLine =>
    answer(lifting, bucket, { service: "s3", operation, input }, output);
  const setting = (operation: string, property: string, read: Read): CallLine[] => {
    const open = openIn(properties[property]);
    if (open?.$unknown === "undeclared") return [];
    // A setting is read as a whole: a part of it would pass for the rest being absent.
    return [told(operation, open ? markAll(open) : read(properties, address))];
  };
  return [
    told("HeadBucket", { BucketRegion: bucket.region }),
    ...setting("GetBucketVersioning", "VersioningConfiguration", versioning),
    ...setting("GetPublicAccessBlock", "PublicAccessBlockConfiguration", publicAccessBlock),
    ...setting("GetBucketAcl", "AccessControl", accessControl),
    ...setting("GetBucketOwnershipControls", "OwnershipControls", ownership),
    ...setting("GetBucketEncryption", "BucketEncryption", encryption),
    ...setting("GetBucketLogging", "LoggingConfiguration", logging),
    ...setting("GetBucketLifecycleConfiguration", "LifecycleConfiguration", lifecycle),
    ...setting("GetObjectLockConfiguration", "ObjectLockConfiguration", objectLock),
    ...setting("GetBucketReplication", "ReplicationConfiguration", replication),
    ...(bucket.isNew ? [told("GetBucketRequestPayment", { Payer: "BucketOwner" })] : []),
    ...policyOf(bucket, lifting).map((policy) => told("GetBucketPolicy", policy)),
  ];
}

type Read = (properties: Properties, address: string) => Output | None;

/** Every member that the facts read from a setting's answer. */
const markAll = (open: Resolved): Output => ({
  ...{ Status: open, MFADelete: open, PublicAccessBlockConfiguration: open, Grants: open },
  ...{ OwnershipControls: open, ServerSideEncryptionConfiguration: open, LoggingEnabled: open },
  ...{ Rules: open, ObjectLockConfiguration: open, ReplicationConfiguration: open },
});

const versioning: Read = (properties) => ({
  Status: objectAt(properties, "VersioningConfiguration")?.["Status"],
  MFADelete: properties["MfaDelete"] === true ? "Enabled" : properties["MfaDelete"],
});

/** Buckets made since April 2023 block everything without it, and older ones nothing. */
const publicAccessBlock: Read = ({ PublicAccessBlockConfiguration: declared }, address) => ({
  PublicAccessBlockConfiguration:
    declared ??
    unresolved(
      `PublicAccessBlockConfiguration of ${address}: its default depends on when it was made`,
    ),
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
const cannedGrants: { readonly [acl: string]: readonly (readonly [string, string])[] } = {
  ...{ private: [], logdeliverywrite: [], awsexecread: [] },
  ...{ bucketownerread: [], bucketownerfullcontrol: [] },
  publicread: [["AllUsers", "READ"]],
  publicreadwrite: [
    ["AllUsers", "READ"],
    ["AllUsers", "WRITE"],
  ],
  authenticatedread: [["AuthenticatedUsers", "READ"]],
};

/** Groups of everyone are all that is told apart among grants. */
const accessControl: Read = ({ AccessControl: acl = "Private" }, address) => {
  const name = String(acl).replaceAll("-", "").toLowerCase();
  const grants = Object.hasOwn(cannedGrants, name) ? cannedGrants[name] : undefined;
  return {
    Grants:
      grants?.map(([group, Permission]) => ({
        Grantee: { Type: "Group", URI: `http://acs.amazonaws.com/groups/global/${group}` },
        Permission,
      })) ?? unresolved(`what the ACL of ${address} grants`),
  };
};

const ownership: Read = ({ OwnershipControls: declared }, address) => ({
  OwnershipControls:
    declared ??
    unresolved(`OwnershipControls of ${address}: its default depends on when it was made`),
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html */
const encryption: Read = (properties) => {
  const rules = objectsAt(
    objectAt(properties, "BucketEncryption"),
    "ServerSideEncryptionConfiguration",
  );
  const rule: Properties | undefined =
    rules.length > 0 ? rules[0] : { ServerSideEncryptionByDefault: byDefault };
  return {
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: rule?.["ServerSideEncryptionByDefault"],
          BucketKeyEnabled: rule?.["BucketKeyEnabled"],
        },
      ],
    },
  };
};

const byDefault = { SSEAlgorithm: "AES256" };

const logging: Read = (properties, address) => {
  const declared = objectAt(properties, "LoggingConfiguration");
  if (declared === undefined) return {};
  const { DestinationBucketName, LogFilePrefix } = declared;
  return {
    LoggingEnabled: {
      // Without a destination the bucket logs into itself.
      TargetBucket: DestinationBucketName ?? address,
      TargetPrefix: LogFilePrefix,
    },
  };
};

/** The one policy of the bucket; none where the change says nothing of it. */
function policyOf(bucket: Identified, lifting: Lifting): readonly (Output | None)[] {
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

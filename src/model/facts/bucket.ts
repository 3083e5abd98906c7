import type { Fact } from "../unknown.ts";
import { type FieldsOf, field, optional } from "./field.ts";
import type { CloudTrailGrant, PolicyGrant, TrailDelivery } from "./resource-policy.ts";

/** A bucket that a trail delivers to. */
export interface Bucket {
  readonly name: string;
  readonly arn: string;
  /** ARNs of the trails that deliver to it. */
  readonly trails: readonly string[];
  /** What the keys of log and digest files begin with, for each of these trails. */
  readonly logPrefixes: readonly string[];
  readonly exists: Fact<boolean>;
  readonly region: Fact<string>;
  readonly ownerAccountId: Fact<string>;
  readonly policy: BucketPolicy;
  readonly publicAccessBlock: Fact<PublicAccessBlock>;
  readonly accountPublicAccessBlock: Fact<PublicAccessBlock>;
  readonly publicGrants: Fact<readonly string[]>;
  readonly objectOwnership: Fact<string>;
  readonly encryption: Fact<Encryption>;
  readonly versioning: Fact<string>;
  readonly mfaDelete: Fact<boolean>;
  readonly logging: Fact<ServerAccessLogging>;
  readonly lifecycleRules: Fact<readonly LifecycleRule[]>;
  readonly objectLock: Fact<ObjectLock>;
  readonly replicationRules: Fact<readonly ReplicationRule[]>;
  readonly payer: Fact<string>;
}

export const bucketFields: FieldsOf<Bucket> = {
  name: field("string", "Name", "cloudtrail:DescribeTrails"),
  arn: field("string", "ARN", "cloudtrail:DescribeTrails"),
  trails: field(
    "list<string>",
    "ARNs of the trails that deliver to it",
    "cloudtrail:DescribeTrails",
  ),
  logPrefixes: field(
    "list<string>",
    "What the keys of log and digest files begin with, for each of these trails",
    "cloudtrail:DescribeTrails",
  ),
  exists: field("bool", "S3 knows a bucket of this name", "s3:HeadBucket"),
  region: field("string", "Its Region", "s3:HeadBucket"),
  ownerAccountId: field(
    "string",
    "The account that owns it, proven by S3's owner check",
    "s3:HeadBucket",
  ),
  policy: field("BucketPolicy", "Its bucket policy", "s3:GetBucketPolicy"),
  publicAccessBlock: field(
    "PublicAccessBlock",
    "Its own settings; all false when it has none",
    "s3:GetPublicAccessBlock",
  ),
  accountPublicAccessBlock: field(
    "PublicAccessBlock",
    "Those of the account that owns it",
    "s3-control:GetPublicAccessBlock",
  ),
  publicGrants: field(
    "list<string>",
    "ACL permissions of AllUsers or AuthenticatedUsers",
    "s3:GetBucketAcl",
  ),
  objectOwnership: field(
    "string",
    "BucketOwnerEnforced, BucketOwnerPreferred or ObjectWriter",
    "s3:GetBucketOwnershipControls",
  ),
  encryption: field("Encryption", "Default encryption", "s3:GetBucketEncryption"),
  versioning: field("string", "Enabled, Suspended or Off", "s3:GetBucketVersioning"),
  mfaDelete: field("bool", "Deleting a version needs MFA", "s3:GetBucketVersioning"),
  logging: field("ServerAccessLogging", "Server access logging", "s3:GetBucketLogging"),
  lifecycleRules: field(
    "list<LifecycleRule>",
    "Lifecycle rules",
    "s3:GetBucketLifecycleConfiguration",
  ),
  objectLock: field("ObjectLock", "Object Lock", "s3:GetObjectLockConfiguration"),
  replicationRules: field("list<ReplicationRule>", "Replication rules", "s3:GetBucketReplication"),
  payer: field("string", "BucketOwner or Requester", "s3:GetBucketRequestPayment"),
};

/** A bucket policy, as far as statements can be decided. */
export interface BucketPolicy {
  readonly exists: Fact<boolean>;
  readonly isPublic: Fact<boolean>;
  readonly deniesInsecureTransport: Fact<boolean>;
  readonly grants: Fact<readonly PolicyGrant[]>;
  readonly cloudTrailGrants: Fact<readonly CloudTrailGrant[]>;
  readonly deliveries: Fact<readonly TrailDelivery[]>;
  readonly legacyPrincipals: Fact<readonly string[]>;
}

const policy = "s3:GetBucketPolicy";

export const bucketPolicyFields: FieldsOf<BucketPolicy> = {
  exists: field("bool", "The bucket has a policy", "s3:GetBucketPolicy"),
  isPublic: field("bool", "It grants access to anyone", "s3:GetBucketPolicyStatus"),
  deniesInsecureTransport: field(
    "bool",
    "It denies every S3 action to everyone over plain HTTP",
    policy,
  ),
  grants: field("list<PolicyGrant>", "What it allows, and to whom", policy),
  cloudTrailGrants: field("list<CloudTrailGrant>", "What it allows to CloudTrail", policy),
  deliveries: field("list<TrailDelivery>", "Whether CloudTrail can deliver each trail", policy),
  legacyPrincipals: field(
    "list<string>",
    "Accounts of CloudTrail's that it names, as was usual before the service principal",
    policy,
  ),
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html */
export interface PublicAccessBlock {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

export const publicAccessBlockFields: FieldsOf<PublicAccessBlock> = {
  blockPublicAcls: field("bool", "New public ACLs are refused"),
  ignorePublicAcls: field("bool", "Public ACLs have no effect"),
  blockPublicPolicy: field("bool", "New public policies are refused"),
  restrictPublicBuckets: field("bool", "A public policy reaches no outsider"),
};

/** Default encryption of new objects. */
export interface Encryption {
  readonly algorithm: string;
  readonly kmsKeyId?: string;
  readonly bucketKeyEnabled: boolean;
}

export const encryptionFields: FieldsOf<Encryption> = {
  algorithm: field("string", "AES256, aws:kms, aws:kms:dsse, or none"),
  kmsKeyId: optional("string", "Key, if one is named"),
  bucketKeyEnabled: field("bool", "S3 Bucket Key is on"),
};

export interface ServerAccessLogging {
  readonly enabled: boolean;
  readonly targetBucket?: string;
  readonly targetPrefix?: string;
}

export const serverAccessLoggingFields: FieldsOf<ServerAccessLogging> = {
  enabled: field("bool", "Access logs go somewhere"),
  targetBucket: optional("string", "Bucket they go to"),
  targetPrefix: optional("string", "Prefix there"),
};

export interface ObjectLock {
  readonly enabled: boolean;
  readonly mode?: string;
  readonly days?: number;
}

export const objectLockFields: FieldsOf<ObjectLock> = {
  enabled: field("bool", "Object Lock is on"),
  mode: optional("string", "GOVERNANCE or COMPLIANCE, if there is a default retention"),
  days: optional("int", "Default retention in days; a year counts 365"),
};

export interface LifecycleRule {
  readonly id: string;
  readonly enabled: boolean;
  readonly prefix?: string;
  readonly isFiltered: boolean;
  readonly expirationDays?: number;
  readonly expirationDate?: string;
}

export const lifecycleRuleFields: FieldsOf<LifecycleRule> = {
  id: field("string", "Rule id"),
  enabled: field("bool", "The rule is on"),
  prefix: optional("string", "It concerns keys with this prefix; absent for all"),
  isFiltered: field("bool", "It is narrowed by tags or sizes"),
  expirationDays: optional("int", "Current versions expire after so many days"),
  expirationDate: optional("timestamp", "Current versions expire on this date"),
};

export interface ReplicationRule {
  readonly id: string;
  readonly enabled: boolean;
  readonly destinationBucket: string;
  readonly destinationRegion: Fact<string>;
  readonly prefix?: string;
  readonly isFiltered: boolean;
}

export const replicationRuleFields: FieldsOf<ReplicationRule> = {
  id: field("string", "Rule id"),
  enabled: field("bool", "The rule is on"),
  destinationBucket: field("string", "ARN of the bucket that gets the copies"),
  destinationRegion: field("string", "Region of that bucket", "s3:HeadBucket"),
  prefix: optional("string", "It concerns keys with this prefix; absent for all"),
  isFiltered: field("bool", "It is narrowed by tags"),
};

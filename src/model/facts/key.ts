import type { Fact } from "../unknown.ts";
import { type FieldsOf, field, optional } from "./field.ts";
import type { CloudTrailGrant, PolicyGrant, TrailKeyUse } from "./resource-policy.ts";

/**
 * A KMS key that encrypts a trail's log files.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html
 */
export interface Key {
  /** ARN if it could be resolved, else what the trail names. */
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
  readonly isOwned: boolean;
  /** ARNs of the trails that use it. */
  readonly trails: readonly string[];
  readonly exists: Fact<boolean>;
  readonly keyState: Fact<string>;
  readonly keyManager: Fact<string>;
  readonly keySpec: Fact<string>;
  readonly origin: Fact<string>;
  readonly isMultiRegion: Fact<boolean>;
  readonly deletionDate?: string;
  readonly rotationEnabled: Fact<boolean>;
  readonly rotationPeriodInDays?: Fact<number>;
  readonly aliases: Fact<readonly string[]>;
  readonly policy: KeyPolicy;
}

const describe = "kms:DescribeKey";
const rotation = "kms:GetKeyRotationStatus";

export const keyFields: FieldsOf<Key> = {
  arn: field("string", "ARN, or what the trail names when it could not be resolved", describe),
  accountId: field("string", "The account that owns it", describe),
  region: field("string", "Its Region", describe),
  isOwned: field("bool", "The judged account owns it", describe),
  trails: field("list<string>", "ARNs of the trails that use it", "cloudtrail:DescribeTrails"),
  exists: field("bool", "KMS knows it", describe),
  keyState: field("string", "Enabled, Disabled, PendingDeletion …", describe),
  keyManager: field("string", "CUSTOMER or AWS", describe),
  keySpec: field("string", "SYMMETRIC_DEFAULT, RSA_2048 …", describe),
  origin: field("string", "AWS_KMS, EXTERNAL, AWS_CLOUDHSM or EXTERNAL_KEY_STORE", describe),
  isMultiRegion: field("bool", "It is a multi-Region key", describe),
  deletionDate: optional("timestamp", "When it will be deleted", describe),
  rotationEnabled: field("bool", "It rotates by itself", rotation),
  rotationPeriodInDays: optional("int", "Days between rotations, if KMS says", rotation),
  aliases: field("list<string>", "Aliases", "kms:ListAliases"),
  policy: field("KeyPolicy", "Its key policy", "kms:GetKeyPolicy"),
};

/** A key policy, as far as statements can be decided. Grants of KMS are not read. */
export interface KeyPolicy {
  readonly isPublic: Fact<boolean>;
  readonly grants: Fact<readonly PolicyGrant[]>;
  readonly cloudTrailGrants: Fact<readonly CloudTrailGrant[]>;
  readonly uses: Fact<readonly TrailKeyUse[]>;
}

const policy = "kms:GetKeyPolicy";

export const keyPolicyFields: FieldsOf<KeyPolicy> = {
  isPublic: field(
    "bool",
    "A statement for everyone is bound to no account, organization or ARN",
    policy,
  ),
  grants: field("list<PolicyGrant>", "What it allows, and to whom", policy),
  cloudTrailGrants: field(
    "list<CloudTrailGrant>",
    "The statements that let CloudTrail encrypt with it",
    policy,
  ),
  uses: field("list<TrailKeyUse>", "Whether CloudTrail can use it for each trail", policy),
};

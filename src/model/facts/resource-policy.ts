import type { Fact } from "../unknown.ts";
import { type FieldsOf, field, optional } from "./field.ts";

/**
 * What one Allow statement of a resource policy gives to one of those it names. A statement for
 * everyone that is bound to accounts or organizations by its conditions counts as one for those.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export interface PolicyGrant {
  /** As written: an ARN, an account id, a service, `*`. */
  readonly principal: string;
  readonly kind: GrantKind;
  readonly accountId?: string;
  readonly organizationId?: string;
  readonly actions: readonly string[];
  readonly isConditional: boolean;
  readonly changes: Fact<readonly string[]>;
}

/** `network`: everyone from a VPC, an endpoint or for one resource; `address`: from some IP addresses. */
export type GrantKind =
  | "everyone"
  | "account"
  | "organization"
  | "network"
  | "address"
  | "service"
  | "federated"
  | "canonical-user";

export const policyGrantFields: FieldsOf<PolicyGrant> = {
  principal: field("string", "Who, as the policy writes it"),
  kind: field(
    "string",
    "everyone, account, organization, network, address, service, federated or canonical-user",
  ),
  accountId: optional("string", "The account it is for, if it is for one"),
  organizationId: optional("string", "The organization it is for, if it is for one"),
  actions: field("list<string>", "What is allowed, as the policy writes it"),
  isConditional: field("bool", "Conditions narrow it"),
  changes: field(
    "list<string>",
    "Of the actions that change or delete the thing or what is in it, those that it allows",
  ),
};

/** A statement that lets CloudTrail do something, and whose trails it is for. */
export interface CloudTrailGrant {
  readonly actions: readonly string[];
  readonly sourceArns: readonly string[];
  readonly sourceArnAccounts: Fact<readonly string[]>;
  readonly sourceAccounts: Fact<readonly string[]>;
  readonly sourceOrganizations: Fact<readonly string[]>;
}

export const cloudTrailGrantFields: FieldsOf<CloudTrailGrant> = {
  actions: field("list<string>", "What is allowed, as the policy writes it"),
  sourceArns: field("list<string>", "Values of aws:SourceArn that it is bound to"),
  sourceArnAccounts: field(
    "list<string>",
    "Accounts of those ARNs, `*` for any; empty when it is not bound by aws:SourceArn",
  ),
  sourceAccounts: field("list<string>", "Values of aws:SourceAccount that it is bound to"),
  sourceOrganizations: field("list<string>", "Values of aws:SourceOrgID that it is bound to"),
};

/** Whether a bucket policy lets CloudTrail deliver one trail. */
export interface TrailDelivery {
  readonly trailArn: string;
  readonly aclCheck: Fact<boolean>;
  readonly logFiles: Fact<boolean>;
  readonly digestFiles: Fact<boolean>;
}

export const trailDeliveryFields: FieldsOf<TrailDelivery> = {
  trailArn: field("string", "The trail"),
  aclCheck: field("bool", "CloudTrail may read the bucket's ACL, which it does first"),
  logFiles: field("bool", "CloudTrail may write the trail's log files"),
  digestFiles: field("bool", "CloudTrail may write the trail's digest files"),
};

/** Whether a key policy lets CloudTrail use the key for one trail. */
export interface TrailKeyUse {
  readonly trailArn: string;
  readonly generateDataKey: Fact<boolean>;
  readonly describeKey: Fact<boolean>;
  readonly decrypt: Fact<boolean>;
}

export const trailKeyUseFields: FieldsOf<TrailKeyUse> = {
  trailArn: field("string", "The trail"),
  generateDataKey: field("bool", "CloudTrail may encrypt the trail's files"),
  describeKey: field("bool", "CloudTrail may look at the key"),
  decrypt: field(
    "bool",
    "CloudTrail may decrypt, which it needs for buckets with an S3 Bucket Key",
  ),
};

import type { Fact } from "../unknown.ts";
import { type FieldsOf, field, optional } from "./field.ts";
import type { PolicyGrant } from "./resource-policy.ts";

/**
 * A CloudTrail Lake event data store.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventDataStore.html
 */
export interface EventDataStore {
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  readonly status: Fact<string>;
  readonly isMultiRegion: Fact<boolean>;
  readonly isOrganization: Fact<boolean>;
  readonly retentionPeriod: Fact<number>;
  readonly terminationProtectionEnabled: Fact<boolean>;
  readonly kmsKeyId?: Fact<string>;
  readonly eventCategories: Fact<readonly string[]>;
  readonly policy: EventDataStorePolicy;
}

const list = "cloudtrail:ListEventDataStores";
const get = "cloudtrail:GetEventDataStore";
const resourcePolicy = "cloudtrail:GetResourcePolicy";

export const eventDataStoreFields: FieldsOf<EventDataStore> = {
  arn: field("string", "ARN", list),
  name: field("string", "Name", list),
  region: field("string", "The Region it was created in", list),
  status: field("string", "ENABLED, STOPPED_INGESTION, PENDING_DELETION …", get),
  isMultiRegion: field("bool", "It takes events of every Region", get),
  isOrganization: field("bool", "It takes events of every account of the organization", get),
  retentionPeriod: field("int", "Days that events are kept", get),
  terminationProtectionEnabled: field("bool", "It cannot be deleted by mistake", get),
  kmsKeyId: optional("string", "Customer managed key", get),
  eventCategories: field(
    "list<string>",
    "What it takes: Management, Data, NetworkActivity, Insight, ConfigurationItem …",
    get,
  ),
  policy: field("EventDataStorePolicy", "Its resource policy", resourcePolicy),
};

/** The resource policy of an event data store; without one, only its own account may use it. */
export interface EventDataStorePolicy {
  readonly exists: Fact<boolean>;
  readonly isPublic: Fact<boolean>;
  readonly grants: Fact<readonly PolicyGrant[]>;
}

export const eventDataStorePolicyFields: FieldsOf<EventDataStorePolicy> = {
  exists: field("bool", "It has a resource policy", resourcePolicy),
  isPublic: field(
    "bool",
    "A statement for everyone is bound to no account, organization or ARN",
    resourcePolicy,
  ),
  grants: field("list<PolicyGrant>", "What it allows, and to whom", resourcePolicy),
};

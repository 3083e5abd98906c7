import type { Fact } from "../unknown.ts";
import { type FieldsOf, field, optional } from "./field.ts";

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
}

const list = "cloudtrail:ListEventDataStores";
const get = "cloudtrail:GetEventDataStore";

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
};

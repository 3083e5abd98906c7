import { type FieldsOf, field, optional } from "./field.ts";

/**
 * A condition of an advanced event selector on one field of the event. A list is empty where the
 * selector does not use that operator.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
 */
export interface FieldSelector {
  readonly field: string;
  readonly equals: readonly string[];
  readonly startsWith: readonly string[];
  readonly endsWith: readonly string[];
  readonly notEquals: readonly string[];
  readonly notStartsWith: readonly string[];
  readonly notEndsWith: readonly string[];
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DataResource.html */
export interface DataResource {
  readonly type: string;
  readonly values: readonly string[];
}

/**
 * The lists that only the other kind has are empty, so that policies can go through them unasked.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html
 */
export interface BasicSelector {
  readonly kind: "basic";
  readonly readWriteType: string;
  readonly includeManagementEvents: boolean;
  readonly excludeManagementEventSources: readonly string[];
  readonly dataResources: readonly DataResource[];
  readonly fields: readonly [];
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedEventSelector.html */
export interface AdvancedSelector {
  readonly kind: "advanced";
  readonly name?: string;
  readonly dataResources: readonly [];
  readonly fields: readonly FieldSelector[];
}

export type EventSelector = BasicSelector | AdvancedSelector;

const call = "cloudtrail:GetEventSelectors";

export const eventSelectorFields: FieldsOf<
  Omit<BasicSelector & AdvancedSelector, "kind"> & { readonly kind: string }
> = {
  kind: field("string", "basic or advanced", call),
  name: optional("string", "Name; advanced selectors only", call),
  readWriteType: optional("string", "All, ReadOnly, WriteOnly; basic selectors only", call),
  includeManagementEvents: optional(
    "bool",
    "It selects management events; basic selectors only",
    call,
  ),
  excludeManagementEventSources: optional(
    "list<string>",
    "Sources whose management events it leaves out; basic selectors only",
    call,
  ),
  dataResources: field(
    "list<DataResource>",
    "Resources whose data events it selects; empty in advanced selectors",
    call,
  ),
  fields: field("list<FieldSelector>", "Conditions, all to be met; empty in basic selectors", call),
};

export const dataResourceFields: FieldsOf<DataResource> = {
  type: field("string", "Resource type, `AWS::S3::Object`", call),
  values: field("list<string>", "ARNs, or beginnings of ARNs for S3", call),
};

export const fieldSelectorFields: FieldsOf<FieldSelector> = {
  field: field("string", "Field of the event, `resources.ARN`", call),
  equals: field("list<string>", "It is one of these", call),
  startsWith: field("list<string>", "Or it starts with one of these", call),
  endsWith: field("list<string>", "Or it ends with one of these", call),
  notEquals: field("list<string>", "It is none of these", call),
  notStartsWith: field("list<string>", "And it starts with none of these", call),
  notEndsWith: field("list<string>", "And it ends with none of these", call),
};

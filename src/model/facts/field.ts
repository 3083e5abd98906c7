/** The nouns that policies can speak of, and the objects inside them. */
export type FactTypeName =
  | "Account"
  | "Region"
  | "Trail"
  | "TrailStatus"
  | "ManagementEvents"
  | "EventSelector"
  | "FieldSelector"
  | "DataResource"
  | "Bucket"
  | "BucketPolicy"
  | "PublicAccessBlock"
  | "PolicyGrant"
  | "CloudTrailGrant"
  | "TrailDelivery"
  | "TrailKeyUse"
  | "Encryption"
  | "ServerAccessLogging"
  | "ObjectLock"
  | "LifecycleRule"
  | "ReplicationRule"
  | "Key"
  | "KeyPolicy"
  | "LogGroup"
  | "MetricFilter"
  | "Alarm"
  | "AlarmMetric"
  | "DeliveryRole"
  | "CompositeAlarm"
  | "Topic"
  | "TopicPolicy"
  | "TopicUse"
  | "Subscription"
  | "EventDataStore"
  | "EventCoverage"
  | "EventGap"
  | "EventCopies"
  | "EventCopy"
  | "AlarmPath"
  | "AlarmLink"
  | "EventDataStorePolicy"
  | "GuardDuty"
  | "ConfigurationRecorder"
  | "DeliveryChannel"
  | "SecurityHub"
  | "EventRule"
  | "EventTarget"
  | "TamperingCalls"
  | "Organization"
  | "MemberAccount"
  | "ServiceControlPolicy"
  | "PolicyEntity"
  | "IamPolicy";

/** A CEL type; `timestamp` is a string that CEL's `timestamp()` reads, `json` may be anything. */
export type FieldType =
  | "string"
  | "bool"
  | "int"
  | "double"
  | "timestamp"
  | "list<string>"
  | "map<string, string>"
  | "json"
  | FactTypeName
  | `list<${FactTypeName}>`;

/** One member of a fact object, as policies see it. */
export interface Field {
  readonly type: FieldType;
  /** The key is left out when AWS has nothing to say; read it behind `has()`. */
  readonly optional: boolean;
  readonly says: string;
  /** The API call it comes from; absent when it is derived from others. */
  readonly call?: string;
}

/** A description of every member of `T`; the compiler refuses a forgotten one. */
export type FieldsOf<T> = { readonly [K in keyof T]-?: Field };

export function field(type: FieldType, says: string, call?: string): Field {
  return { type, optional: false, says, ...(call && { call }) };
}

export function optional(type: FieldType, says: string, call?: string): Field {
  return { ...field(type, says, call), optional: true };
}

import { accountFields } from "./account.ts";
import { alarmFields, alarmMetricFields } from "./alarm.ts";
import {
  bucketFields,
  bucketPolicyFields,
  encryptionFields,
  lifecycleRuleFields,
  objectLockFields,
  publicAccessBlockFields,
  replicationRuleFields,
  serverAccessLoggingFields,
} from "./bucket.ts";
import { configurationRecorderFields, deliveryChannelFields } from "./configuration-recorder.ts";
import { eventDataStoreFields } from "./event-data-store.ts";
import { eventRuleFields, eventTargetFields } from "./event-rule.ts";
import type { FactTypeName, Field } from "./field.ts";
import { iamPolicyFields, policyEntityFields } from "./iam-policy.ts";
import { keyFields } from "./key.ts";
import { logGroupFields, metricFilterFields } from "./log-group.ts";
import {
  memberAccountFields,
  organizationFields,
  serviceControlPolicyFields,
} from "./organization.ts";
import { guardDutyFields, regionFields, securityHubFields } from "./region.ts";
import { tamperingCallsFields } from "./tampering-calls.ts";
import { subscriptionFields, topicFields } from "./topic.ts";
import { managementEventsFields, trailFields, trailStatusFields } from "./trail.ts";

/** Every fact there is, with its type, its meaning and the call it comes from. */
export const factSchema: Readonly<Record<FactTypeName, Readonly<Record<string, Field>>>> = {
  Account: { ...accountFields },
  Region: { ...regionFields },
  Trail: { ...trailFields },
  TrailStatus: { ...trailStatusFields },
  ManagementEvents: { ...managementEventsFields },
  Bucket: { ...bucketFields },
  BucketPolicy: { ...bucketPolicyFields },
  PublicAccessBlock: { ...publicAccessBlockFields },
  Encryption: { ...encryptionFields },
  ServerAccessLogging: { ...serverAccessLoggingFields },
  ObjectLock: { ...objectLockFields },
  LifecycleRule: { ...lifecycleRuleFields },
  ReplicationRule: { ...replicationRuleFields },
  Key: { ...keyFields },
  LogGroup: { ...logGroupFields },
  MetricFilter: { ...metricFilterFields },
  Alarm: { ...alarmFields },
  AlarmMetric: { ...alarmMetricFields },
  Topic: { ...topicFields },
  Subscription: { ...subscriptionFields },
  EventDataStore: { ...eventDataStoreFields },
  GuardDuty: { ...guardDutyFields },
  ConfigurationRecorder: { ...configurationRecorderFields },
  DeliveryChannel: { ...deliveryChannelFields },
  SecurityHub: { ...securityHubFields },
  EventRule: { ...eventRuleFields },
  EventTarget: { ...eventTargetFields },
  TamperingCalls: { ...tamperingCallsFields },
  Organization: { ...organizationFields },
  MemberAccount: { ...memberAccountFields },
  ServiceControlPolicy: { ...serviceControlPolicyFields },
  PolicyEntity: { ...policyEntityFields },
  IamPolicy: { ...iamPolicyFields },
};

/** `Trail` for `list<Trail>` and for `Trail`; undefined for what is not a fact object. */
export function factTypeIn(type: string): FactTypeName | undefined {
  const name = type.startsWith("list<") ? type.slice(5, -1) : type;
  return name in factSchema ? (name as FactTypeName) : undefined;
}

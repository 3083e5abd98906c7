import { accountFields } from "./account.ts";
import { alarmFields, alarmMetricFields, compositeAlarmFields } from "./alarm.ts";
import { alarmLinkFields, alarmPathFields } from "./alarm-path.ts";
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
import { deliveryRoleFields } from "./delivery-role.ts";
import { eventCopiesFields, eventCopyFields } from "./event-copies.ts";
import { eventCoverageFields, eventGapFields } from "./event-coverage.ts";
import { eventDataStoreFields, eventDataStorePolicyFields } from "./event-data-store.ts";
import { eventRuleFields, eventTargetFields } from "./event-rule.ts";
import { dataResourceFields, eventSelectorFields, fieldSelectorFields } from "./event-selector.ts";
import type { FactTypeName, Field } from "./field.ts";
import { iamPolicyFields, policyEntityFields } from "./iam-policy.ts";
import { keyFields, keyPolicyFields } from "./key.ts";
import { logGroupFields, metricFilterFields } from "./log-group.ts";
import {
  memberAccountFields,
  organizationFields,
  serviceControlPolicyFields,
} from "./organization.ts";
import { guardDutyFields, regionFields, securityHubFields } from "./region.ts";
import {
  cloudTrailGrantFields,
  policyGrantFields,
  trailDeliveryFields,
  trailKeyUseFields,
} from "./resource-policy.ts";
import { tamperingCallsFields } from "./tampering-calls.ts";
import { subscriptionFields, topicFields, topicPolicyFields, topicUseFields } from "./topic.ts";
import { managementEventsFields, trailFields, trailStatusFields } from "./trail.ts";

/** Every fact there is, with its type, its meaning and the call it comes from. */
export const factSchema: Readonly<Record<FactTypeName, Readonly<Record<string, Field>>>> = {
  Account: { ...accountFields },
  Region: { ...regionFields },
  Trail: { ...trailFields },
  TrailStatus: { ...trailStatusFields },
  ManagementEvents: { ...managementEventsFields },
  EventSelector: { ...eventSelectorFields },
  FieldSelector: { ...fieldSelectorFields },
  DataResource: { ...dataResourceFields },
  Bucket: { ...bucketFields },
  BucketPolicy: { ...bucketPolicyFields },
  PolicyGrant: { ...policyGrantFields },
  CloudTrailGrant: { ...cloudTrailGrantFields },
  TrailDelivery: { ...trailDeliveryFields },
  TrailKeyUse: { ...trailKeyUseFields },
  PublicAccessBlock: { ...publicAccessBlockFields },
  Encryption: { ...encryptionFields },
  ServerAccessLogging: { ...serverAccessLoggingFields },
  ObjectLock: { ...objectLockFields },
  LifecycleRule: { ...lifecycleRuleFields },
  ReplicationRule: { ...replicationRuleFields },
  Key: { ...keyFields },
  KeyPolicy: { ...keyPolicyFields },
  DeliveryRole: { ...deliveryRoleFields },
  LogGroup: { ...logGroupFields },
  MetricFilter: { ...metricFilterFields },
  Alarm: { ...alarmFields },
  AlarmMetric: { ...alarmMetricFields },
  CompositeAlarm: { ...compositeAlarmFields },
  Topic: { ...topicFields },
  TopicPolicy: { ...topicPolicyFields },
  TopicUse: { ...topicUseFields },
  Subscription: { ...subscriptionFields },
  EventDataStore: { ...eventDataStoreFields },
  EventCoverage: { ...eventCoverageFields },
  EventGap: { ...eventGapFields },
  EventCopies: { ...eventCopiesFields },
  EventCopy: { ...eventCopyFields },
  AlarmPath: { ...alarmPathFields },
  AlarmLink: { ...alarmLinkFields },
  EventDataStorePolicy: { ...eventDataStorePolicyFields },
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

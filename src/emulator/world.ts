import type { JsonObject } from "../model/json.ts";

/** The state of an embedded AWS: accounts, and the organization that some of them form. */
export interface World {
  readonly accounts: readonly AccountState[];
  /** Members see the organization trails of its management account. */
  readonly organization?: OrganizationState;
}

export interface OrganizationState {
  readonly managementAccount: string;
  readonly members: readonly string[];
  readonly suspended?: readonly string[];
  /** Members that are in no unit are right below the root. */
  readonly units?: readonly UnitState[];
  /** Names of accounts, by id. */
  readonly names?: { readonly [account: string]: string };
  readonly featureSet?: string;
  /** Of CloudTrail. */
  readonly delegatedAdministrators?: readonly string[];
  /** CloudTrail alone if absent. */
  readonly trustedServices?: readonly string[];
  readonly serviceControlPolicies?: readonly ServiceControlPolicyState[];
}

export interface UnitState {
  readonly id: string;
  readonly name: string;
  /** The unit that it is in; the root if absent. */
  readonly parent?: string;
  readonly accounts: readonly string[];
}

export interface ServiceControlPolicyState {
  readonly id: string;
  readonly name: string;
  readonly content: string;
  /** Items of ListTargetsForPolicy. */
  readonly targets: readonly JsonObject[];
}

/** One account; what AWS describes is kept in AWS's own shapes. */
export interface AccountState {
  readonly id: string;
  readonly partition: string;
  readonly regions: readonly RegionState[];
  readonly trails: readonly TrailState[];
  readonly buckets: readonly BucketState[];
  readonly keys: readonly KeyState[];
  readonly logGroups: readonly LogGroupState[];
  readonly alarms: readonly AlarmState[];
  readonly topics: readonly TopicState[];
  readonly eventDataStores: readonly JsonObject[];
  /** Resource policies of CloudTrail's things, by ARN. */
  readonly resourcePolicies?: { readonly [arn: string]: string };
  /** PublicAccessBlockConfiguration of the account. */
  readonly publicAccessBlock?: JsonObject;
  readonly roles: readonly RoleState[];
  readonly detectors: readonly DetectorState[];
  readonly configurationRecorders: readonly ConfigurationRecorderState[];
  readonly hubs: readonly HubState[];
  readonly eventRules: readonly EventRuleState[];
  readonly principals: PrincipalsState;
}

export interface RegionState {
  readonly name: string;
  readonly optStatus: "ENABLED_BY_DEFAULT" | "ENABLED" | "DISABLED";
}

export interface TrailState {
  /** An item of DescribeTrails. */
  readonly trail: JsonObject & { readonly TrailARN: string; readonly HomeRegion: string };
  /** The answer of GetTrailStatus, in every Region but those of `statusIn`. */
  readonly status: JsonObject;
  readonly statusIn?: { readonly [region: string]: JsonObject };
  /** `EventSelectors` or `AdvancedEventSelectors`. */
  readonly selectors: JsonObject;
  /** Absent: Insights is not enabled. */
  readonly insightSelectors?: readonly JsonObject[];
  readonly tags: { readonly [key: string]: string };
}

/** Answers of S3, each absent where S3 would say that there is none. */
export interface BucketState {
  readonly name: string;
  readonly region: string;
  readonly policy?: string;
  readonly policyStatus?: JsonObject;
  readonly publicAccessBlock?: JsonObject;
  readonly acl: JsonObject;
  readonly ownershipControls?: JsonObject;
  readonly encryption?: JsonObject;
  readonly versioning: JsonObject;
  readonly logging: JsonObject;
  readonly lifecycle?: JsonObject;
  readonly objectLock?: JsonObject;
  readonly replication?: JsonObject;
  readonly payer: string;
  /** Other accounts that may read all of this. */
  readonly readers?: readonly string[];
}

export interface KeyState {
  readonly region: string;
  /** KeyMetadata. */
  readonly metadata: JsonObject & { readonly KeyId: string; readonly Arn: string };
  readonly rotation: JsonObject;
  readonly policy: string;
  readonly aliases: readonly string[];
  /** Other accounts that may describe it. */
  readonly readers?: readonly string[];
}

export interface LogGroupState {
  readonly region: string;
  /** An item of DescribeLogGroups. */
  readonly group: JsonObject & { readonly logGroupName: string };
  readonly metricFilters: readonly JsonObject[];
}

export interface AlarmState {
  readonly region: string;
  /** An item of MetricAlarms. */
  readonly alarm: JsonObject;
}

export interface TopicState {
  readonly arn: string;
  readonly attributes: JsonObject;
  readonly subscriptions: readonly JsonObject[];
}

/** A role that other accounts, or services, may assume. */
export interface RoleState {
  readonly name: string;
  readonly trustedAccounts: readonly string[];
  /** What AssumeRole has to bring along, if anything. */
  readonly externalId?: string;
  readonly sessionName?: string;
  readonly sourceIdentity?: string;
  /** Seconds; an hour if absent. */
  readonly maxSessionDuration?: number;
  /** The document that IAM shows; AssumeRole goes by the accounts alone. */
  readonly trustPolicy?: string;
  /** Documents by name. */
  readonly inlinePolicies?: { readonly [name: string]: string };
  /** Documents by ARN. */
  readonly attachedPolicies?: { readonly [arn: string]: string };
}

export interface DetectorState {
  readonly region: string;
  readonly id: string;
  /** The answer of GetDetector. */
  readonly detector: JsonObject;
}

export interface ConfigurationRecorderState {
  readonly region: string;
  readonly recorder: JsonObject;
  readonly status: JsonObject;
  readonly channel?: JsonObject;
}

export interface HubState {
  readonly region: string;
  /** The answer of DescribeHub. */
  readonly hub: JsonObject;
}

export interface EventRuleState {
  readonly region: string;
  /** An item of ListRules. */
  readonly rule: JsonObject;
  readonly targets: readonly JsonObject[];
}

/** What GetAccountAuthorizationDetails lists, as it does. */
export interface PrincipalsState {
  readonly users: readonly JsonObject[];
  readonly groups: readonly JsonObject[];
  readonly roles: readonly JsonObject[];
  readonly policies: readonly JsonObject[];
}

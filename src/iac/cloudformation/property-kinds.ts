/** What a property holds where that is not text: CloudFormation takes "true" and 90 for either. */
export type PropertyKind = "boolean" | "number" | "policy" | "document";

/** Paths of properties, lists left out: each item of a list is of the kind of the list. */
type Kinds = { readonly [kind in PropertyKind]?: readonly string[] };

const policyDocument: Kinds = { policy: ["PolicyDocument"] };
const inlinePolicies: Kinds = { policy: ["Policies.PolicyDocument"] };
const alarm = {
  boolean: ["ActionConfiguration.AlarmTagsPropagation.Enabled", "ActionsEnabled"],
} as const;

const publicAccessBlock = [
  ...["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"],
].map((flag) => `PublicAccessBlockConfiguration.${flag}`);

const lifecycle = [
  ...["AbortIncompleteMultipartUpload.DaysAfterInitiation", "ExpirationInDays"],
  ...["NoncurrentVersionExpirationInDays", "Transition.TransitionInDays"],
  ...["NoncurrentVersionExpiration.NewerNoncurrentVersions"],
  ...["NoncurrentVersionExpiration.NoncurrentDays", "Transitions.TransitionInDays"],
  ...["NoncurrentVersionTransition.NewerNoncurrentVersions"],
  ...["NoncurrentVersionTransition.TransitionInDays"],
  ...["NoncurrentVersionTransitions.NewerNoncurrentVersions"],
  ...["NoncurrentVersionTransitions.TransitionInDays"],
].map((name) => `LifecycleConfiguration.Rules.${name}`);

const bucket: Kinds = {
  boolean: [
    ...publicAccessBlock,
    "BucketEncryption.ServerSideEncryptionConfiguration.BucketKeyEnabled",
    "InventoryConfigurations.Enabled",
    "LifecycleConfiguration.Rules.ExpiredObjectDeleteMarker",
    "NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled",
    "ObjectLockEnabled",
  ],
  number: [
    ...lifecycle,
    "CorsConfiguration.CorsRules.MaxAge",
    "IntelligentTieringConfigurations.Tierings.Days",
    "MetadataConfiguration.JournalTableConfiguration.RecordExpiration.Days",
    "ObjectLockConfiguration.Rule.DefaultRetention.Days",
    "ObjectLockConfiguration.Rule.DefaultRetention.Years",
    "ReplicationConfiguration.Rules.Destination.Metrics.EventThreshold.Minutes",
    "ReplicationConfiguration.Rules.Destination.ReplicationTime.Time.Minutes",
    "ReplicationConfiguration.Rules.Priority",
  ],
};

/**
 * The types that are read, with every property of theirs that is not text.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
export const propertyKinds: { readonly [type: string]: Kinds } = {
  "AWS::CloudTrail::Trail": {
    boolean: [
      ...["EnableLogFileValidation", "IncludeGlobalServiceEvents", "IsLogging"],
      ...["IsMultiRegionTrail", "IsOrganizationTrail", "EventSelectors.IncludeManagementEvents"],
    ],
  },
  "AWS::CloudTrail::EventDataStore": {
    boolean: [
      ...["FederationEnabled", "IngestionEnabled", "MultiRegionEnabled", "OrganizationEnabled"],
      "TerminationProtectionEnabled",
    ],
    number: ["RetentionPeriod"],
  },
  "AWS::CloudTrail::ResourcePolicy": { policy: ["ResourcePolicy"] },
  "AWS::CloudTrail::Channel": {},
  "AWS::S3::Bucket": bucket,
  "AWS::S3::BucketPolicy": policyDocument,
  "AWS::KMS::Key": {
    boolean: ["BypassPolicyLockoutSafetyCheck", "EnableKeyRotation", "Enabled", "MultiRegion"],
    number: ["PendingWindowInDays", "RotationPeriodInDays"],
    policy: ["KeyPolicy"],
  },
  "AWS::KMS::ReplicaKey": {
    boolean: ["Enabled"],
    number: ["PendingWindowInDays"],
    policy: ["KeyPolicy"],
  },
  "AWS::KMS::Alias": {},
  "AWS::Logs::LogGroup": {
    boolean: ["BearerTokenAuthenticationEnabled", "DeletionProtectionEnabled"],
    number: ["RetentionInDays"],
    policy: ["ResourcePolicyDocument"],
    document: ["DataProtectionPolicy", "FieldIndexPolicies"],
  },
  "AWS::Logs::MetricFilter": {
    boolean: ["ApplyOnTransformedLogs"],
    number: ["MetricTransformations.DefaultValue"],
  },
  "AWS::Logs::ResourcePolicy": policyDocument,
  "AWS::CloudWatch::Alarm": {
    boolean: [
      ...alarm.boolean,
      "Metrics.ReturnData",
      "WarmUpConfiguration.OnlyStartEvaluatingAfterWarmUpPeriodEnds",
    ],
    number: [
      ...["DatapointsToAlarm", "EvaluationInterval", "EvaluationPeriods", "Period", "Threshold"],
      ...["Metrics.MetricStat.Period", "Metrics.Period"],
      "EvaluationCriteria.PromQLCriteria.PendingPeriod",
      "EvaluationCriteria.PromQLCriteria.RecoveryPeriod",
      "WarmUpConfiguration.WarmUpPeriodDurationInMinutes",
    ],
  },
  "AWS::CloudWatch::CompositeAlarm": {
    ...alarm,
    number: ["ActionsSuppressorExtensionPeriod", "ActionsSuppressorWaitPeriod"],
  },
  "AWS::SNS::Topic": {
    boolean: ["ContentBasedDeduplication", "FifoTopic"],
    number: ["MaximumMessageSize"],
    document: ["ArchivePolicy", "DataProtectionPolicy"],
  },
  "AWS::SNS::TopicPolicy": policyDocument,
  "AWS::SNS::TopicInlinePolicy": policyDocument,
  "AWS::SNS::Subscription": {
    boolean: ["RawMessageDelivery"],
    document: ["DeliveryPolicy", "FilterPolicy", "RedrivePolicy", "ReplayPolicy"],
  },
  "AWS::Events::Rule": {
    boolean: [
      "Targets.EcsParameters.EnableECSManagedTags",
      "Targets.EcsParameters.EnableExecuteCommand",
      "Targets.RedshiftDataParameters.WithEvent",
    ],
    number: [
      "Targets.BatchParameters.ArrayProperties.Size",
      "Targets.BatchParameters.RetryStrategy.Attempts",
      "Targets.EcsParameters.CapacityProviderStrategy.Base",
      "Targets.EcsParameters.CapacityProviderStrategy.Weight",
      "Targets.EcsParameters.TaskCount",
      "Targets.RetryPolicy.MaximumEventAgeInSeconds",
      "Targets.RetryPolicy.MaximumRetryAttempts",
    ],
    document: ["EventPattern"],
  },
  "AWS::IAM::Role": {
    ...{ number: ["MaxSessionDuration"] },
    policy: ["AssumeRolePolicyDocument", "Policies.PolicyDocument"],
  },
  "AWS::IAM::Policy": policyDocument,
  "AWS::IAM::RolePolicy": policyDocument,
  "AWS::IAM::UserPolicy": policyDocument,
  "AWS::IAM::GroupPolicy": policyDocument,
  "AWS::IAM::ManagedPolicy": policyDocument,
  "AWS::IAM::User": { ...inlinePolicies, boolean: ["LoginProfile.PasswordResetRequired"] },
  "AWS::IAM::Group": inlinePolicies,
  "AWS::Config::ConfigurationRecorder": {
    boolean: [
      ...["RecordingGroup.AllSupported", "RecordingGroup.IncludeGlobalResourceTypes"],
      "StartedOnCreate",
    ],
  },
  "AWS::Config::DeliveryChannel": {},
  "AWS::SecurityHub::Hub": { boolean: ["AutoEnableControls", "EnableDefaultStandards"] },
  "AWS::GuardDuty::Detector": {
    boolean: [
      ...["Enable", "DataSources.Kubernetes.AuditLogs.Enable", "DataSources.S3Logs.Enable"],
      "DataSources.MalwareProtection.ScanEc2InstanceWithFindings.EbsVolumes",
    ],
  },
  "AWS::Organizations::Policy": { policy: ["Content"] },
};

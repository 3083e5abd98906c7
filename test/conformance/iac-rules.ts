/** Which of our policies ask what a rule of another checker asks, or why none does. */
export type IacRule = { readonly policies: readonly string[] } | { readonly none: string };

const asks = (...policies: readonly string[]): IacRule => ({ policies });
const none = (why: string): IacRule => ({ none: why });

const notAction =
  "It refuses the words Allow and NotAction together; ours ask whom and what a policy lets in.";
const notPrincipal =
  "It refuses the words Allow and NotPrincipal together, also in templates that AWS would refuse.";

/**
 * Rules by name. Ours ask about buckets, keys, topics, log groups and alarms of a trail, where
 * others ask about every one of the template.
 * https://github.com/aws-cloudformation/aws-guard-rules-registry
 */
const guardRules: { readonly [rule: string]: IacRule } = {
  CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED: asks("trail-cloudwatch-logs"),
  // It is about each trail, not about there being one.
  CLOUD_TRAIL_ENABLED: asks("trail-logging-on"),
  CLOUD_TRAIL_ENCRYPTION_ENABLED: asks("trail-kms-encrypted"),
  CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED: asks("trail-log-validation"),
  CLOUDTRAIL_S3_DATAEVENTS_ENABLED: asks("events-s3-read-all", "events-s3-write-all"),
  CLOUDWATCH_ALARM_ACTION_CHECK: asks("alarm-actions-configured"),
  CLOUDWATCH_LOG_GROUP_ENCRYPTED: asks("loggroup-kms"),
  CMK_BACKING_KEY_ROTATION_ENABLED: asks("key-rotation"),
  CW_LOGGROUP_RETENTION_PERIOD_CHECK: none(
    "It wants any retention to be set; ours wants events kept long enough, and forever is that.",
  ),
  KMS_NO_WILDCARD_PRINCIPAL: asks("key-policy-not-public"),
  MULTI_REGION_CLOUD_TRAIL_ENABLED: asks("trail-multi-region-all-mgmt"),
  S3_BUCKET_DEFAULT_LOCK_ENABLE: asks("bucket-object-lock"),
  S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED: asks("bucket-block-public-access"),
  S3_BUCKET_LOGGING_ENABLED: asks("bucket-access-logging"),
  S3_BUCKET_POLICY_NO_ALLOW_PLUS_NOT_ACTION: none(notAction),
  S3_BUCKET_POLICY_NO_WILDCARD_ACTION: none(
    "It refuses every action with an asterisk, whoever may call it; ours ask who may.",
  ),
  S3_BUCKET_POLICY_NO_WILDCARD_PRINCIPAL: asks("bucket-not-public"),
  S3_BUCKET_PUBLIC_READ_ACL: asks("bucket-not-public"),
  // These two want all four flags of Block Public Access, whatever their names say.
  S3_BUCKET_PUBLIC_READ_PROHIBITED: asks("bucket-block-public-access"),
  S3_BUCKET_PUBLIC_WRITE_PROHIBITED: asks("bucket-block-public-access"),
  S3_BUCKET_NO_PUBLIC_RW_ACL: asks("bucket-not-public"),
  S3_BUCKET_REPLICATION_ENABLED: asks("bucket-replicated"),
  S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED: none(
    "It takes any algorithm; S3 encrypts every bucket since 2023, and ours wants KMS.",
  ),
  S3_BUCKET_SSL_REQUESTS_ONLY: asks("bucket-tls-only"),
  S3_BUCKET_VERSIONING_ENABLED: asks("bucket-versioning"),
  S3_BUCKETPOLICY_NO_ALLOW_PLUS_NOTPRINCIPAL: none(notPrincipal),
  S3_DEFAULT_ENCRYPTION_KMS: asks("bucket-default-kms"),
  SNS_ENCRYPTED_KMS: asks("sns-topic-encrypted"),
  SNS_TOPICPOLICY_NO_ALLOW_PLUS_NOT_ACTION: none(notAction),
  SNS_TOPICPOLICY_NO_ALLOW_PLUS_NOTPRINCIPAL: none(notPrincipal),
  SNS_TOPICPOLICY_NO_WILDCARD_PRINCIPAL: asks("sns-topic-not-public"),
};

/** https://github.com/bridgecrewio/checkov */
const checkovRules: { readonly [rule: string]: IacRule } = {
  CKV_AWS_7: asks("key-rotation"),
  CKV_AWS_20: asks("bucket-not-public"),
  CKV_AWS_36: asks("trail-log-validation"),
  CKV_AWS_57: asks("bucket-not-public"),
  CKV_AWS_67: asks("trail-multi-region-all-mgmt"),
  CKV_AWS_145: asks("bucket-default-kms"),
  CKV_AWS_158: asks("loggroup-kms"),
  CKV_AWS_251: asks("trail-logging-on"),
  CKV_AWS_252: asks("sns-delivery-topic"),
  CKV_AWS_294: asks("lake-eds-cmk"),
  CKV_AWS_338: asks("loggroup-retention"),
  CKV2_AWS_10: asks("trail-cloudwatch-logs"),
  CKV2_AWS_43: asks("bucket-not-public"),
  CKV2_AWS_61: none(
    "It wants any lifecycle configuration; ours wants files kept, and without one they all are.",
  ),
};

/** https://github.com/fugue/regula */
const regulaRules: { readonly [rule: string]: IacRule } = {
  cfn_cloudtrail_cloudwatch: asks("trail-cloudwatch-logs"),
  cfn_cloudtrail_encryption: asks("trail-kms-encrypted"),
  cfn_cloudtrail_log_validation: asks("trail-log-validation"),
  cfn_cloudtrail_s3_access_logging: asks("bucket-access-logging"),
  cfn_cloudtrail_target: asks("bucket-not-public"),
  cfn_s3_cloudtrail_s3_data_logging_read: asks("events-s3-read-all"),
  cfn_s3_cloudtrail_s3_data_logging_write: asks("events-s3-write-all"),
  cfn_s3_encryption: none(
    "It takes any algorithm; S3 encrypts every bucket since 2023, and ours wants KMS.",
  ),
  cfn_s3_https_access: asks("bucket-tls-only"),
};

export const iacRules: { readonly [rule: string]: IacRule } = {
  ...guardRules,
  ...checkovRules,
  ...regulaRules,
};

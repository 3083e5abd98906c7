/** How a rule's verdict may differ from our policies', and why that is right. */
export interface IacDifference {
  readonly rule: string;
  readonly theirs: "PASS" | "FAIL";
  readonly ours: "pass" | "fail" | "unknown" | "not-applicable";
  readonly why: string;
}

const differs = (
  rule: string,
  theirs: IacDifference["theirs"],
  ours: IacDifference["ours"],
  why: string,
): IacDifference => ({ rule, theirs, ours, why });

const byAge =
  "Without the property AWS blocks everything in new buckets and nothing in old ones; a template does not tell which it is.";
const everyBucket =
  "It asks whether a trail of the template records this bucket; ours whether all buckets of the account are recorded in every Region, and these trails are of one Region.";

export const iacDifferences: readonly IacDifference[] = [
  differs(
    "CLOUD_TRAIL_ENABLED",
    "FAIL",
    "unknown",
    "IsLogging is required: CloudFormation would refuse the template.",
  ),
  differs(
    "CLOUDTRAIL_S3_DATAEVENTS_ENABLED",
    "PASS",
    "unknown",
    "Ours counts what is delivered, and nothing is before the template is deployed.",
  ),
  differs(
    "CLOUDWATCH_ALARM_ACTION_CHECK",
    "PASS",
    "unknown",
    "It takes an action for any state, ours one for ALARM; and the template misspells AWS::Partition.",
  ),
  differs(
    "S3_BUCKET_DEFAULT_LOCK_ENABLE",
    "PASS",
    "fail",
    "Object Lock is on, but locks nothing by default: there is no retention.",
  ),
  differs("S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED", "FAIL", "unknown", byAge),
  differs("S3_BUCKET_PUBLIC_WRITE_PROHIBITED", "FAIL", "unknown", byAge),
  differs("S3_BUCKET_NO_PUBLIC_RW_ACL", "FAIL", "unknown", byAge),
  differs("S3_BUCKET_PUBLIC_READ_ACL", "FAIL", "unknown", byAge),
  differs(
    "S3_BUCKET_PUBLIC_READ_ACL",
    "PASS",
    "unknown",
    `It looks for PublicRead alone, and this bucket has PublicReadWrite. ${byAge}`,
  ),
  differs("S3_BUCKET_POLICY_NO_WILDCARD_PRINCIPAL", "FAIL", "unknown", byAge),
  differs("S3_BUCKET_POLICY_NO_WILDCARD_PRINCIPAL", "PASS", "unknown", byAge),
  differs("cfn_cloudtrail_target", "FAIL", "unknown", byAge),
  ...(["PASS", "FAIL"] as const).map((theirs) =>
    differs(
      "SNS_TOPICPOLICY_NO_WILDCARD_PRINCIPAL",
      theirs,
      "not-applicable",
      "The policy is for foo-bar-baz, which is no topic's ARN.",
    ),
  ),
  differs(
    "SNS_ENCRYPTED_KMS",
    "PASS",
    "unknown",
    "Ours also asks whether the key lets CloudTrail use it, and the template does not declare the key.",
  ),
  differs(
    "CKV_AWS_7",
    "PASS",
    "not-applicable",
    "Asymmetric keys cannot rotate: it passes them, ours does not ask.",
  ),
  differs(
    "CKV2_AWS_10",
    "PASS",
    "fail",
    "It takes a log group without a role; CloudTrail cannot write to one without.",
  ),
  differs(
    "CKV_AWS_294",
    "PASS",
    "unknown",
    "The key is declared nowhere: what it is shows when it is applied.",
  ),
  ...(["PASS", "FAIL"] as const).flatMap((theirs) => [
    differs(
      "CKV_AWS_145",
      theirs,
      "unknown",
      "The key is declared nowhere: what it is shows when it is applied.",
    ),
    differs(
      "CKV2_AWS_43",
      theirs,
      "not-applicable",
      "It judges the ACL of a bucket that is not declared.",
    ),
    differs("CKV_AWS_20", theirs, "unknown", byAge),
    differs("CKV_AWS_57", theirs, "unknown", byAge),
  ]),
  differs("cfn_s3_cloudtrail_s3_data_logging_read", "PASS", "fail", everyBucket),
  differs("cfn_s3_cloudtrail_s3_data_logging_write", "PASS", "fail", everyBucket),
];

import { account } from "./clients.ts";
import type { VerdictTable } from "./run.ts";
import { homeRegion, mainBucket, oldBucket, otherRegion } from "./seed.ts";

/** moto's EC2 has these enabled, whatever the partition. */
const regions = [
  ...["af-south-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1"],
  ...["ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ca-central-1", "cn-north-1"],
  ...["cn-northwest-1", "eu-central-1", "eu-north-1", "eu-south-1", "eu-west-1", "eu-west-2"],
  ...["eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-gov-east-1", "us-gov-west-1"],
  ...["us-west-1", "us-west-2"],
];

/** One verdict in every Region but the home Region of the main trail. */
const elsewhere = (verdict: string) =>
  Object.fromEntries(regions.filter((one) => one !== homeRegion).map((one) => [one, verdict]));

/** One verdict in every Region. */
const everywhere = (verdict: string) => ({ ...elsewhere(verdict), [homeRegion]: verdict });

/** What every policy has to say about the seeded account. */
export const expected: VerdictTable = {
  "alarm-actions-configured": { "root-use": "pass" },
  "alarm-actions-enabled": { "root-use": "pass" },
  "alarm-topic-subscribed": { security: "pass" },
  "bucket-access-logging": { [mainBucket]: "pass", [oldBucket]: "fail" },
  "bucket-block-public-access": { [mainBucket]: "pass", [oldBucket]: "fail" },
  "bucket-exists-and-owned": { [mainBucket]: "pass", [oldBucket]: "pass" },
  // Nobody has said which account the archive is.
  "bucket-in-log-archive": { [mainBucket]: "not-applicable", [oldBucket]: "not-applicable" },
  "bucket-mfa-delete": { [mainBucket]: "fail", [oldBucket]: "fail" },
  // Its policy lets everyone in, but moto does not have the call that would say so.
  "bucket-not-public": { [mainBucket]: "pass", [oldBucket]: "unknown" },
  // Its policy is the one that AWS documents, but CloudTrail cannot deliver where the requester pays.
  "bucket-policy-allows-delivery": { [mainBucket]: "unknown", [oldBucket]: "fail" },
  "bucket-policy-no-external-admin": { [mainBucket]: "pass", [oldBucket]: "pass" },
  "bucket-policy-source-arn": { [mainBucket]: "pass", [oldBucket]: "not-applicable" },
  "bucket-retention": { [mainBucket]: "pass", [oldBucket]: "pass" },
  "bucket-tls-only": { [mainBucket]: "pass", [oldBucket]: "fail" },
  // moto delivers no digests and nothing to CloudWatch Logs; on AWS too, that may take a while.
  "delivery-digest-healthy": { main: "unknown", old: "not-applicable" },
  "delivery-logs-healthy": { main: "unknown", old: "not-applicable" },
  // moto claims that whatever logs has just delivered.
  "delivery-s3-healthy": { main: "pass", old: "not-applicable" },
  "delivery-sns-healthy": { main: "pass", old: "not-applicable" },
  // moto gives no selectors for a trail that was never given any.
  "events-no-selector-blind-spots": { main: "pass", old: "unknown" },
  "guardduty-on": { ...elsewhere("fail"), [homeRegion]: "pass" },
  "guardduty-s3": { ...elsewhere("fail"), [homeRegion]: "fail" },
  // moto has none of AWS's own policies, so that nobody holds one.
  "iam-full-access-limited": { [account]: "pass" },
  "iam-no-cloudtrail-star": { [account]: "fail" },
  "key-customer-managed": { key: "pass" },
  "key-not-pending-deletion": { key: "pass" },
  // It has the policy that moto gives to every key.
  "key-policy-allows-cloudtrail": { key: "fail" },
  "key-policy-confused-deputy": { key: "not-applicable" },
  "key-rotation": { key: "pass" },
  "key-usable": { key: "pass" },
  // moto does not have event data stores, and not the protection of log groups.
  "lake-eds-termination-protection": { [account]: "unknown" },
  "lake-policy-not-public": { [account]: "unknown" },
  "loggroup-deletion-protection": { "cloudtrail/main": "unknown" },
  "loggroup-retention": { "cloudtrail/main": "pass" },
  // The trail names a role that is not there.
  "loggroup-role-least-privilege": { main: "not-applicable", old: "not-applicable" },
  // Only one account, which has a trail.
  "org-member-coverage": { organization: "pass" },
  "org-trail-home-region": { organization: "not-applicable" },
  "org-trail-present": { organization: "fail" },
  "region-logged": everywhere("pass"),
  "securityhub-on": { ...elsewhere("fail"), [homeRegion]: "pass" },
  "sns-topic-source-arn": { security: "not-applicable" },
  "trail-cloudwatch-logs": { main: "pass", old: "fail" },
  "trail-enabled": { [account]: "pass" },
  "trail-global-events": { [account]: "pass" },
  "trail-kms-encrypted": { main: "pass", old: "fail" },
  "trail-log-validation": { main: "pass", old: "fail" },
  "trail-logging-on": { main: "pass", old: "fail" },
  "trail-multi-region-all-mgmt": { [account]: "pass" },
  "trail-no-duplicate-events": { [account]: "pass" },
  "trail-quota-headroom": everywhere("pass"),
};

/** What the verdicts that could not be reached were lacking. */
export const expectedMissing = {
  "bucket-not-public": [
    { fact: "bucket.policy.isPublic", reason: "not-returned", call: "s3:GetBucketPolicyStatus" },
  ],
  "bucket-policy-allows-delivery": [
    { fact: "bucket.payer", reason: "not-returned", call: "s3:GetBucketRequestPayment" },
  ],
  "delivery-digest-healthy": [{ fact: "trail", reason: "too-new" }],
  "delivery-logs-healthy": [{ fact: "trail", reason: "too-new" }],
};

/** What moto answers with an HTML page, because it does not have it. */
export const expectedGaps = (all: readonly string[]) => ({
  // Regions come from ec2:DescribeRegions instead.
  "account:ListRegions": { code: "NotAnAwsAnswer", regions: ["us-east-1"] },
  "cloudtrail:GetEventConfiguration": {
    code: "NotAnAwsAnswer",
    regions: [homeRegion, otherRegion],
  },
  "cloudtrail:ListEventDataStores": { code: "NotAnAwsAnswer", regions: all },
  // moto knows the services that can be administered for an organization; CloudTrail is not among them.
  "organizations:ListDelegatedAdministrators": {
    code: "InvalidInputException",
    regions: ["us-east-1"],
  },
});

/** Every fact that moto leaves open. */
export const expectedUnknowns = [
  // No such operation.
  "account.eventDataStores.$unseen[0]: unavailable, cloudtrail:ListEventDataStores",
  // It does not take CloudTrail for a service that can be administered.
  "account.organizations[0].delegatedAdministrators: unavailable, organizations:ListDelegatedAdministrators",
  // The topic's default policy rests on a condition of which AWS does not say what EventBridge sends.
  "account.regions[eu-west-1].eventRules[tampering].targets[0].topicUse.policyAllows: undecidable",
  // S3 sub-resources that moto does not know answer with a listing of the bucket, and 200.
  "account.trails[main].bucket.payer: not-returned, s3:GetBucketRequestPayment",
  // The role is not there, so that nothing lists its policies.
  "account.trails[main].cloudWatchLogsRole.excessPermissions: unavailable, iam:ListRolePolicies",
  "account.trails[main].logGroup.deletionProtectionEnabled: not-returned, cloudwatch-logs:DescribeLogGroups",
  "account.trails[old].bucket.payer: not-returned, s3:GetBucketRequestPayment",
  // The main bucket's is not among these: its policy names nobody who could be the public.
  "account.trails[old].bucket.policy.isPublic: not-returned, s3:GetBucketPolicyStatus",
  // AWS always gives the default selector; moto gives two empty lists.
  "account.trails[old].eventSelectors: not-returned, cloudtrail:GetEventSelectors",
  // AWS says InsightNotEnabledException; moto gives an answer without the list.
  "account.trails[old].insightTypes: not-returned, cloudtrail:GetInsightSelectors",
];

/** What `change` does to the verdicts; those that are not here stay as they were. */
export const expectedChanges: VerdictTable = {
  "bucket-access-logging": { [mainBucket]: "pass → not-applicable" },
  "bucket-block-public-access": { [mainBucket]: "pass → not-applicable" },
  "bucket-exists-and-owned": { [mainBucket]: "pass → fail" },
  "bucket-mfa-delete": { [mainBucket]: "fail → not-applicable" },
  // The account's own block decides, so that nobody asks what moto cannot say.
  "bucket-not-public": { [mainBucket]: "pass → not-applicable", [oldBucket]: "unknown → pass" },
  "bucket-policy-allows-delivery": { [mainBucket]: "unknown → not-applicable" },
  "bucket-policy-no-external-admin": { [mainBucket]: "pass → not-applicable" },
  "bucket-policy-source-arn": { [mainBucket]: "pass → not-applicable" },
  "bucket-retention": { [mainBucket]: "pass → not-applicable" },
  "bucket-tls-only": { [mainBucket]: "pass → not-applicable", [oldBucket]: "fail → pass" },
  "delivery-digest-healthy": { old: "not-applicable → unknown" },
  "delivery-logs-healthy": { old: "not-applicable → unknown" },
  "delivery-s3-healthy": { old: "not-applicable → pass" },
  "key-customer-managed": { "alias/cloudtrail": "none → not-applicable" },
  "key-not-pending-deletion": {
    key: "pass → fail",
    "alias/cloudtrail": "none → not-applicable",
  },
  "key-policy-allows-cloudtrail": { "alias/cloudtrail": "none → not-applicable" },
  "key-policy-confused-deputy": { "alias/cloudtrail": "none → not-applicable" },
  // A key that waits for its deletion does not rotate on AWS; moto still says it does.
  "key-rotation": { "alias/cloudtrail": "none → not-applicable" },
  "key-usable": { key: "pass → fail", "alias/cloudtrail": "none → fail" },
  "loggroup-retention": { "cloudtrail/main": "pass → fail" },
  "trail-cloudwatch-logs": { old: "fail → pass" },
  "trail-kms-encrypted": { old: "fail → pass" },
  "trail-log-validation": { old: "fail → pass" },
  "trail-logging-on": { old: "fail → pass" },
  "trail-multi-region-all-mgmt": { [account]: "pass → fail" },
  // Both log now, and what the other records is not known.
  "trail-no-duplicate-events": { [account]: "pass → unknown" },
};

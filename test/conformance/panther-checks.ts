import type { Status } from "../../src/model/finding.ts";
import type { Parameters } from "./verdicts.ts";

/** How a policy of Panther's is asked here. */
export interface JudgedBy {
  /** All of them, where Panther asks several things at once. */
  readonly policies: readonly string[];
  /** Parameters that make the two ask the same. */
  readonly params?: Parameters;
  /** What the parameters are for. */
  readonly judged?: string;
}

export const judgedBy: { readonly [policy: string]: JudgedBy } = {
  "AWS.CloudTrail.CloudWatchLogs": { policies: ["trail-cloudwatch-logs", "delivery-logs-healthy"] },
  "AWS.CloudTrail.LogEncryption": { policies: ["trail-kms-encrypted"] },
  "AWS.CloudWatchLogs.DataRetention1Year": { policies: ["loggroup-retention"] },
  "AWS.CloudWatchLogs.Encrypted": { policies: ["loggroup-kms"] },
  "AWS.S3.Bucket.ActionRestrictions": { policies: ["bucket-policy-no-external-admin"] },
  "AWS.S3.Bucket.LifecycleConfiguration": {
    policies: ["bucket-retention"],
    params: { "bucket-retention": { requireLifecycle: true } },
    judged: "asking for a rule, as Panther does",
  },
  "AWS.S3.Bucket.Logging": { policies: ["bucket-access-logging"] },
  "AWS.S3.Bucket.MFADelete": { policies: ["bucket-mfa-delete"] },
  "AWS.S3.Bucket.PolicyConfusedDeputyProtection": { policies: ["bucket-policy-source-arn"] },
  "AWS.S3.Bucket.PublicAccessBlock": { policies: ["bucket-block-public-access"] },
  "AWS.S3.Bucket.PublicWrite": { policies: ["bucket-not-public"] },
  "AWS.S3.Bucket.SecureAccess": { policies: ["bucket-tls-only"] },
  "AWS.S3.Bucket.Versioning": { policies: ["bucket-versioning"] },
  "AWS.S3.BucketObjectLockConfigured": {
    policies: ["bucket-object-lock"],
    params: { "bucket-object-lock": { modes: ["COMPLIANCE"] } },
    judged: "taking compliance mode alone, as Panther does",
  },
};

/** Where we say something else, what we say, and why. */
export const disagreements: {
  readonly [name: string]: { readonly ours: Status; readonly why: string };
} = {
  "AWS.S3.Bucket.ActionRestrictions: Bucket Does Not Restrict S3 Actions": {
    ours: "pass",
    why: "s3:* goes to the account that owns the bucket, which may do everything with it anyway; we look for outsiders",
  },
  "AWS.S3.Bucket.LifecycleConfiguration: Lifecycle Configuration Null Test": {
    ours: "pass",
    why: "the one rule lets nothing expire, so files are kept for ever; Panther wants a number of days in it",
  },
  "AWS.S3.Bucket.PolicyConfusedDeputyProtection: Policy without Service Principal": {
    ours: "not-applicable",
    why: "the policy lets CloudTrail write for nobody, so there is nothing to narrow; that nothing can be delivered is another policy's business",
  },
  "AWS.S3.Bucket.PublicAccessBlock: Public Access Block Configuration Is Set": {
    ours: "fail",
    why: "two of its four settings are off, so a public policy would be accepted and would work; Panther is content that there are settings",
  },
  "AWS.S3.Bucket.PublicWrite: Bucket Grants READ To All Authenticated Users": {
    ours: "fail",
    why: "anyone with an AWS account may list the log's files; Panther asks here for public writing alone",
  },
  "AWS.S3.Bucket.SecureAccess: Bucket Uses Explicit Deny": {
    ours: "fail",
    why: "plain HTTP is refused for listing and writing alone, so log files may still be read over it; Panther is content with any such statement",
  },
};

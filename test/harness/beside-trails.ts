/** Policies about what stands beside the trails, and can be judged without any, in the good world. */
export const besideTrails: readonly string[] = [
  "account-block-public-access",
  "config-recorder-on",
  "guardduty-on",
  "guardduty-s3",
  "iam-full-access-limited",
  "iam-no-cloudtrail-star",
  "lake-eds-cmk",
  "lake-eds-multi-region",
  "lake-eds-retention",
  "lake-eds-termination-protection",
  "lake-policy-not-public",
  "org-scp-protects-trails",
  "securityhub-on",
];

/** What an outsider could do to a thing, and where: on the thing itself, or on what is in it. */
export interface ChangingAction {
  readonly action: string;
  readonly resources: readonly string[];
}

/** Security Hub's S3.6 names the first five; the others delete or change the log as well. */
const bucketActions = [
  ...["s3:DeleteBucketPolicy", "s3:PutBucketAcl", "s3:PutBucketPolicy"],
  ...["s3:PutEncryptionConfiguration", "s3:DeleteBucket", "s3:PutLifecycleConfiguration"],
  ...["s3:PutBucketVersioning", "s3:PutBucketOwnershipControls", "s3:PutReplicationConfiguration"],
  ...["s3:PutBucketPublicAccessBlock", "s3:PutBucketObjectLockConfiguration"],
];

const objectActions = [
  ...["s3:PutObjectAcl", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObjectVersionAcl"],
  ...["s3:PutObjectRetention", "s3:PutObjectLegalHold", "s3:BypassGovernanceRetention"],
];

/** `paths` are where the log files are, `arn:aws:s3:::logs/AWSLogs/*`. */
export const changesOfBucket = (bucketArn: string, paths: readonly string[]): ChangingAction[] => [
  ...bucketActions.map((action) => ({ action, resources: [bucketArn] })),
  ...objectActions.map((action) => ({ action, resources: paths })),
];

export const changesOfKey = (keyArn: string): ChangingAction[] =>
  [
    ...["kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:PutKeyPolicy", "kms:CreateGrant"],
    ...["kms:DisableKeyRotation", "kms:DeleteImportedKeyMaterial"],
  ].map((action) => ({ action, resources: [keyArn] }));

export const changesOfTopic = (topicArn: string): ChangingAction[] =>
  ["SNS:DeleteTopic", "SNS:SetTopicAttributes", "SNS:AddPermission", "SNS:RemovePermission"].map(
    (action) => ({ action, resources: [topicArn] }),
  );

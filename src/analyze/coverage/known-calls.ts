/** Calls of a service that CloudTrail records, as far as witnesses need them; not all there are. */
export interface Service {
  readonly source: string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

const service = (name: string, reads: string, writes: string): Service => ({
  source: `${name}.amazonaws.com`,
  reads: reads.split(" ").filter(Boolean),
  writes: writes.split(" ").filter(Boolean),
});

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html */
export const managementServices: readonly Service[] = [
  service(
    "ec2",
    "DescribeInstances DescribeVpcs",
    "RunInstances TerminateInstances AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress RevokeSecurityGroupEgress CreateSecurityGroup DeleteSecurityGroup CreateNetworkAcl DeleteNetworkAcl CreateNetworkAclEntry DeleteNetworkAclEntry ReplaceNetworkAclEntry ReplaceNetworkAclAssociation CreateCustomerGateway DeleteCustomerGateway AttachInternetGateway CreateInternetGateway DeleteInternetGateway DetachInternetGateway CreateRoute CreateRouteTable ReplaceRoute ReplaceRouteTableAssociation DeleteRouteTable DeleteRoute DisassociateRouteTable CreateVpc DeleteVpc ModifyVpcAttribute",
  ),
  service(
    "s3",
    "GetBucketAcl GetBucketPolicy ListBuckets",
    "CreateBucket DeleteBucket PutBucketAcl PutBucketPolicy PutBucketCors PutBucketLifecycle PutBucketReplication DeleteBucketPolicy DeleteBucketCors DeleteBucketLifecycle DeleteBucketReplication",
  ),
  service(
    "iam",
    "GetUser ListRoles ListUsers GetPolicy",
    "CreateUser CreateRole DeleteUser CreateAccessKey CreatePolicy DeletePolicy CreatePolicyVersion DeletePolicyVersion AttachRolePolicy DetachRolePolicy AttachUserPolicy DetachUserPolicy AttachGroupPolicy DetachGroupPolicy PutUserPolicy PutRolePolicy PutGroupPolicy DeleteUserPolicy DeleteRolePolicy DeleteGroupPolicy",
  ),
  service("sts", "AssumeRole GetCallerIdentity", ""),
  service(
    "cloudtrail",
    "DescribeTrails GetTrailStatus",
    "CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging PutEventSelectors",
  ),
  service(
    "kms",
    "Decrypt Encrypt GenerateDataKey DescribeKey",
    "DisableKey ScheduleKeyDeletion CreateKey PutKeyPolicy",
  ),
  service(
    "config",
    "DescribeConfigurationRecorders",
    "StopConfigurationRecorder DeleteDeliveryChannel PutDeliveryChannel PutConfigurationRecorder",
  ),
  service("signin", "", "ConsoleLogin"),
  service(
    "organizations",
    "DescribeOrganization ListAccounts",
    "AcceptHandshake AttachPolicy CreateAccount CreateOrganizationalUnit CreatePolicy DeclineHandshake DeleteOrganization DeleteOrganizationalUnit DeletePolicy DetachPolicy DisablePolicyType EnablePolicyType InviteAccountToOrganization LeaveOrganization MoveAccount RemoveAccountFromOrganization UpdatePolicy UpdateOrganizationalUnit",
  ),
  service("cloudfront", "ListDistributions", "CreateDistribution UpdateDistribution"),
  service("lambda", "ListFunctions20150331", "CreateFunction20150331 DeleteFunction20150331"),
  service("rds", "DescribeDBInstances", "CreateDBInstance DeleteDBInstance"),
  service("dynamodb", "DescribeTable ListTables", "CreateTable DeleteTable"),
  service("secretsmanager", "GetSecretValue DescribeSecret", "CreateSecret DeleteSecret"),
  service("logs", "DescribeLogGroups", "CreateLogGroup DeleteLogGroup"),
  service("rdsdata", "", "ExecuteStatement BatchExecuteStatement"),
];

/**
 * Calls that are data events, by resource type. The sources of these types are all there are.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
 */
export const dataServices: { readonly [type: string]: readonly Service[] | undefined } = {
  "AWS::S3::Object": [
    service(
      "s3",
      "GetObject HeadObject GetObjectAcl GetObjectTagging GetObjectAttributes GetObjectTorrent ListObjects ListParts SelectObjectContent",
      "PutObject DeleteObject CopyObject DeleteObjects CreateMultipartUpload CompleteMultipartUpload AbortMultipartUpload UploadPart UploadPartCopy PutObjectAcl PutObjectTagging DeleteObjectTagging RestoreObject PutObjectRetention PutObjectLegalHold",
    ),
    service("s3lifecycle", "", ""),
    service("s3-authn-errors", "", ""),
  ],
  "AWS::Lambda::Function": [service("lambda", "", "Invoke")],
  "AWS::DynamoDB::Table": [
    service(
      "dynamodb",
      "GetItem BatchGetItem Query Scan TransactGetItems",
      "PutItem UpdateItem DeleteItem BatchWriteItem TransactWriteItems",
    ),
  ],
  "AWS::DynamoDB::Stream": [service("dynamodb", "GetRecords GetShardIterator", "")],
  "AWS::SNS::Topic": [service("sns", "", "Publish PublishBatch")],
  "AWS::SQS::Queue": [service("sqs", "", "SendMessage DeleteMessage")],
  "AWS::EC2::Snapshot": [
    service(
      "ebs",
      "GetSnapshotBlock ListSnapshotBlocks ListChangedBlocks",
      "PutSnapshotBlock StartSnapshot CompleteSnapshot",
    ),
  ],
};

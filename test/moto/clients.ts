import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { ConfigServiceClient } from "@aws-sdk/client-config-service";
import { EC2Client } from "@aws-sdk/client-ec2";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { GuardDutyClient } from "@aws-sdk/client-guardduty";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { S3Client } from "@aws-sdk/client-s3";
import { S3ControlClient } from "@aws-sdk/client-s3-control";
import { SecurityHubClient } from "@aws-sdk/client-securityhub";
import { SNSClient } from "@aws-sdk/client-sns";
import { requestHandler } from "../../src/aws/http.ts";

/** moto's account for credentials that it has not handed out itself. */
export const account = "123456789012";

export const credentials = { accessKeyId: "AKIAMOTOMOTOMOTOMOTO", secretAccessKey: "secret" };

export type Clients = ReturnType<typeof clientsFor>;

/** What sets the account up and changes it: plain SDK clients of one Region, with no part in what is tested. */
export function clientsFor(endpoint: string, region: string) {
  const config = { endpoint, region, credentials, maxAttempts: 1 };
  const { port } = new URL(endpoint);
  return {
    cloudtrail: new CloudTrailClient(config),
    cloudwatch: new CloudWatchClient(config),
    logs: new CloudWatchLogsClient(config),
    config: new ConfigServiceClient(config),
    ec2: new EC2Client(config),
    events: new EventBridgeClient(config),
    guardduty: new GuardDutyClient(config),
    iam: new IAMClient(config),
    kms: new KMSClient(config),
    organizations: new OrganizationsClient(config),
    securityhub: new SecurityHubClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    // The client puts the account in front of the host, which an address does not allow.
    s3Control: new S3ControlClient({
      ...config,
      endpoint: `http://localhost:${port}`,
      requestHandler: requestHandler(),
    }),
    sns: new SNSClient(config),
  };
}

import { AccountClient, ListRegionsCommand } from "@aws-sdk/client-account";
import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetTrailStatusCommand,
} from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  ConfigServiceClient,
  DescribeConfigurationRecordersCommand,
} from "@aws-sdk/client-config-service";
import { DescribeRegionsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { EventBridgeClient, ListTargetsByRuleCommand } from "@aws-sdk/client-eventbridge";
import {
  GetDetectorCommand,
  GuardDutyClient,
  ListDetectorsCommand,
} from "@aws-sdk/client-guardduty";
import {
  GetAccountAuthorizationDetailsCommand,
  IAMClient,
  ListEntitiesForPolicyCommand,
} from "@aws-sdk/client-iam";
import { DescribeKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import {
  DescribePolicyCommand,
  ListAccountsCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import {
  GetBucketAclCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { GetPublicAccessBlockCommand, S3ControlClient } from "@aws-sdk/client-s3-control";
import { DescribeHubCommand, SecurityHubClient } from "@aws-sdk/client-securityhub";
import { ListSubscriptionsByTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { describe, expect, test } from "vitest";
import { accessKeyFor } from "../../src/emulator/access-keys.ts";
import { demoAccount, demoWorld } from "../../src/emulator/demo-world.ts";
import { startEmbeddedAws } from "../../src/emulator/start.ts";
import { goodAccount } from "../harness/worlds.ts";
import { bucket, goodAws, topic } from "./good-aws.ts";

const settings = goodAws();

describe("each protocol carries answers", () => {
  test("JSON: nested structures and times (CloudTrail)", async () => {
    const client = new CloudTrailClient(settings());
    const { trailList } = await client.send(new DescribeTrailsCommand({}));
    expect(trailList?.map(({ Name }) => Name)).toEqual(["main"]);
    const status = await client.send(new GetTrailStatusCommand({ Name: trailList?.[0]?.TrailARN }));
    expect(status.IsLogging).toBe(true);
    expect(status.LatestDeliveryTime).toBeInstanceOf(Date);
  });

  test("JSON, with the input in the body (KMS, CloudWatch Logs)", async () => {
    const KeyId = `arn:aws:kms:us-east-1:${goodAccount}:key/11111111-2222-3333-4444-555555555555`;
    const { KeyMetadata } = await new KMSClient(settings()).send(new DescribeKeyCommand({ KeyId }));
    expect(KeyMetadata?.KeyState).toBe("Enabled");
    const { logGroups } = await new CloudWatchLogsClient(settings()).send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: "trail-o" }),
    );
    expect(logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(["trail-other"]);
  });

  test("REST JSON, with paging in the body (Account)", async () => {
    const client = new AccountClient(settings());
    const { Regions } = await client.send(
      new ListRegionsCommand({ RegionOptStatusContains: ["ENABLED", "ENABLED_BY_DEFAULT"] }),
    );
    expect(Regions?.map(({ RegionName }) => RegionName)).toContain("eu-west-1");
  });

  test("Query: lists of structures (SNS) and nothing but text (STS)", async () => {
    const { Subscriptions } = await new SNSClient(settings()).send(
      new ListSubscriptionsByTopicCommand({ TopicArn: topic }),
    );
    expect(Subscriptions).toMatchObject([{ Protocol: "email" }]);
    const identity = await new STSClient(settings()).send(new GetCallerIdentityCommand({}));
    expect(identity.Account).toBe(goodAccount);
  });

  test("Query: an input with a list, an answer with nested lists and an encoded document (IAM)", async () => {
    const world = demoWorld("2026-01-15T12:00:00.000Z");
    const demo = await startEmbeddedAws({ world });
    const credentials = { accessKeyId: accessKeyFor(demoAccount), secretAccessKey: "secret" };
    const client = new IAMClient({ ...settings(), endpoint: demo.endpoint, credentials });
    const ask = (Filter: ("Role" | "User")[]) =>
      client.send(new GetAccountAuthorizationDetailsCommand({ Filter }));
    try {
      const { RoleDetailList, UserDetailList, IsTruncated } = await ask(["User", "Role"]);
      expect({ UserDetailList, IsTruncated }).toEqual({ IsTruncated: false });
      const document = RoleDetailList?.[0]?.RolePolicyList?.[0]?.PolicyDocument ?? "";
      expect(JSON.parse(decodeURIComponent(document))).toMatchObject({
        Statement: { Action: "cloudtrail:*" },
      });
      expect((await ask(["User"])).RoleDetailList).toBeUndefined();
      const entities = new ListEntitiesForPolicyCommand({ PolicyArn: "arn:aws:iam::aws:policy/x" });
      expect((await client.send(entities)).PolicyRoles).toBeUndefined();
    } finally {
      await demo.close();
    }
  });

  test("JSON of services with names of their own in signatures (Config, EventBridge, Organizations)", async () => {
    const { ConfigurationRecorders } = await new ConfigServiceClient(settings()).send(
      new DescribeConfigurationRecordersCommand({}),
    );
    expect(ConfigurationRecorders?.[0]?.recordingGroup?.allSupported).toBe(true);
    const { Targets } = await new EventBridgeClient(settings()).send(
      new ListTargetsByRuleCommand({ Rule: "trail-tampering" }),
    );
    expect(Targets?.map(({ Id }) => Id)).toEqual(["1"]);
    const client = new OrganizationsClient(settings());
    const { Accounts } = await client.send(new ListAccountsCommand({}));
    expect(Accounts?.map(({ Id }) => Id)).toEqual([goodAccount]);
    const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: "p-trails" }));
    expect(Policy?.Content).toContain("cloudtrail:StopLogging");
  });

  test("REST JSON with the input in the path (GuardDuty), and with none (Security Hub)", async () => {
    const client = new GuardDutyClient(settings());
    const { DetectorIds } = await client.send(new ListDetectorsCommand({}));
    const [DetectorId] = DetectorIds ?? [];
    const { Status, Features } = await client.send(new GetDetectorCommand({ DetectorId }));
    expect(Status).toBe("ENABLED");
    expect(Features?.map(({ Name }) => Name)).toContain("S3_DATA_EVENTS");
    const hub = await new SecurityHubClient(settings()).send(new DescribeHubCommand({}));
    expect(hub.HubArn).toContain(":hub/default");
  });

  test("what CloudWatch's client speaks: numbers, booleans, nested lists", async () => {
    const { MetricAlarms } = await new CloudWatchClient(settings()).send(
      new DescribeAlarmsCommand({}),
    );
    const math = MetricAlarms?.find(({ AlarmName }) => AlarmName === "Math");
    expect(math).toMatchObject({
      ActionsEnabled: true,
      Metrics: [
        { MetricStat: { Period: 300, Metric: { MetricName: "Root" } } },
        { ReturnData: true },
      ],
    });
  });

  test("EC2 Query", async () => {
    const { Regions } = await new EC2Client(settings()).send(new DescribeRegionsCommand({}));
    expect(Regions?.find(({ RegionName }) => RegionName === "us-east-1")).toMatchObject({
      OptInStatus: "opt-in-not-required",
    });
  });

  test("REST XML of S3: a flat answer, a deep one, headers, and none at all", async () => {
    const client = new S3Client(settings());
    const location = await client.send(new GetBucketLocationCommand({ Bucket: bucket }));
    expect(location.LocationConstraint).toBeUndefined();
    const acl = await client.send(new GetBucketAclCommand({ Bucket: bucket }));
    expect(acl.Grants?.[0]).toMatchObject({
      Permission: "FULL_CONTROL",
      Grantee: { Type: "CanonicalUser" },
    });
    const head = await client.send(new HeadBucketCommand({ Bucket: bucket }));
    expect(head.BucketRegion).toBe("us-east-1");
  });

  test("REST XML of S3 Control", async () => {
    const { PublicAccessBlockConfiguration } = await new S3ControlClient(settings()).send(
      new GetPublicAccessBlockCommand({ AccountId: goodAccount }),
    );
    expect(PublicAccessBlockConfiguration?.BlockPublicPolicy).toBe(true);
  });
});

import { AccountClient, ListRegionsCommand } from "@aws-sdk/client-account";
import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetTrailStatusCommand,
} from "@aws-sdk/client-cloudtrail";
import { DescribeRegionsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { GetDetectorCommand, GuardDutyClient } from "@aws-sdk/client-guardduty";
import { GetBucketAclCommand, HeadBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { GetPublicAccessBlockCommand, S3ControlClient } from "@aws-sdk/client-s3-control";
import { DescribeHubCommand, SecurityHubClient } from "@aws-sdk/client-securityhub";
import { ListSubscriptionsByTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { describe, expect, test } from "vitest";
import { startEmbeddedAws } from "../../src/emulator/start.ts";
import { goodAccount, goodWorld } from "../harness/worlds.ts";
import { bucket, goodAws, topic } from "./good-aws.ts";

const settings = goodAws();

describe("each protocol carries errors, by the names that clients know", () => {
  const errors: readonly (readonly [string, () => Promise<unknown>, string, number])[] = [
    [
      "JSON",
      () =>
        new CloudTrailClient(settings()).send(
          new GetTrailStatusCommand({
            Name: `arn:aws:cloudtrail:us-east-1:${goodAccount}:trail/none`,
          }),
        ),
      "TrailNotFoundException",
      400,
    ],
    [
      "REST JSON",
      () =>
        new SecurityHubClient({ ...settings(), region: "af-south-1" }).send(
          new DescribeHubCommand({}),
        ),
      "UnrecognizedClientException",
      400,
    ],
    [
      "REST JSON, a modeled error",
      () =>
        new GuardDutyClient(settings()).send(
          new GetDetectorCommand({ DetectorId: "0".repeat(32) }),
        ),
      "BadRequestException",
      400,
    ],
    [
      "Query",
      () =>
        new SNSClient(settings()).send(
          new ListSubscriptionsByTopicCommand({ TopicArn: `${topic}x` }),
        ),
      "NotFoundException",
      404,
    ],
    [
      "Query without a modeled error",
      () =>
        new STSClient(settings()).send(
          new AssumeRoleCommand({
            RoleArn: "arn:aws:iam::123456789012:role/x",
            RoleSessionName: "test",
          }),
        ),
      "AccessDenied",
      403,
    ],
    [
      "REST XML",
      () => new S3Client(settings()).send(new GetBucketAclCommand({ Bucket: "none" })),
      "NoSuchBucket",
      404,
    ],
    [
      "REST XML without a body",
      () => new S3Client(settings()).send(new HeadBucketCommand({ Bucket: "none" })),
      "NotFound",
      404,
    ],
    [
      "REST XML of S3 Control",
      () =>
        new S3ControlClient(settings()).send(
          new GetPublicAccessBlockCommand({ AccountId: "999999999999" }),
        ),
      "AccessDenied",
      403,
    ],
  ];
  for (const [name, call, code, status] of errors) {
    test(name, async () => {
      const error = await call().then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toMatchObject({ name: code, $metadata: { httpStatusCode: status } });
    });
  }
});

test("each protocol has throttling that clients take for throttling", async () => {
  const throttled = await startEmbeddedAws({ world: goodWorld("2026-01-15T12:00:00.000Z") }, [
    { kind: "throttle" },
  ]);
  const given = { ...settings(), endpoint: throttled.endpoint, maxAttempts: 2 };
  const calls = [
    () => new CloudTrailClient(given).send(new DescribeTrailsCommand({})),
    () => new AccountClient(given).send(new ListRegionsCommand({})),
    () => new SNSClient(given).send(new ListSubscriptionsByTopicCommand({ TopicArn: topic })),
    () => new EC2Client(given).send(new DescribeRegionsCommand({})),
    () => new S3Client(given).send(new GetBucketAclCommand({ Bucket: bucket })),
    () =>
      new S3ControlClient(given).send(new GetPublicAccessBlockCommand({ AccountId: goodAccount })),
  ];
  try {
    for (const call of calls) {
      // A second attempt is made only after what the client takes for trouble that passes.
      await expect(call()).rejects.toMatchObject({ $metadata: { attempts: 2 } });
    }
  } finally {
    await throttled.close();
  }
});

test("what is not emulated says so", async () => {
  const { ListTrailsCommand } = await import("@aws-sdk/client-cloudtrail");
  await expect(
    new CloudTrailClient(settings()).send(new ListTrailsCommand({})),
  ).rejects.toMatchObject({ name: "UnknownOperationException" });
});

test("requests without signature are refused", async () => {
  const response = await fetch(settings().endpoint);
  expect(response.status).toBe(403);
});

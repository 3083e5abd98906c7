import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { buildAlarm } from "../../src/emulator/build/alarm.ts";
import { buildTamperRule } from "../../src/emulator/build/companions.ts";
import { buildLogGroup, buildMetricFilter } from "../../src/emulator/build/log-group.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { CallLine, RecordingLine } from "../../src/model/recording.ts";
import { readStored, withAws } from "../harness/aws.ts";
import { emptyFolder, runCli } from "../harness/cli.ts";
import { goodAccount as account, goodWorld } from "../harness/worlds.ts";

const now = new Date().toISOString();
const region = "us-east-1";
const regions = [region, "eu-west-1"];
const topicArn = `arn:aws:sns:${region}:${account}:security`;
const rootUse =
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }';

const folder = emptyFolder();
const policies = join(folder, "policies");
let recording: readonly RecordingLine[] = [];

/** One account is recorded from a live AWS; every test changes what AWS said. */
beforeAll(async () => {
  const world = goodWorld(now, {
    logGroups: [
      buildLogGroup(account, "trail", {
        metricFilters: [buildMetricFilter("trail", "Root", rootUse)],
      }),
    ],
    alarms: [buildAlarm(account, "Root", topicArn)],
    regions: regions.map((name) => ({ name, optStatus: "ENABLED_BY_DEFAULT" })),
    eventRules: regions.map((name) =>
      buildTamperRule(account, name, {
        EventPattern: JSON.stringify({ detail: { userIdentity: { type: ["Root"] } } }),
        State: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
      }),
    ),
  });
  const file = join(folder, "account.ndjson");
  await withAws({ world }, {}, async (environment) => {
    const { exitCode, stderr } = await runCli(["collect", "-o", file], { environment });
    expect(exitCode, stderr).toBe(0);
  });
  recording = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RecordingLine);
  mkdirSync(policies);
  const own = join(import.meta.dirname, "../../policies/cloudwatch/alarm-root-usage.yaml");
  const accepting = readFileSync(own, "utf8")
    .replace("id: alarm-root-usage", "id: own-root-usage")
    .replace("  requireSubscription: true", "  requireSubscription: false")
    .replace("  acceptEventBridge: false", "  acceptEventBridge: true");
  // Its cases are for the settings it came with.
  writeFileSync(join(policies, "own-root-usage.yaml"), accepting);
});

type Output = NonNullable<CallLine["output"]>;

/** Puts something else in the place of what one operation answered. */
type Change = (call: CallLine) => CallLine;

const answering =
  (operation: string, change: (output: Output, call: CallLine) => JsonObject): Change =>
  (call) =>
    call.operation === operation && call.output
      ? { ...call, output: change(call.output, call) }
      : call;

const denying =
  (operation: string): Change =>
  ({ output, ...call }) =>
    call.operation === operation
      ? { ...call, error: { code: "AccessDenied", message: "no", status: 403 } }
      : { ...call, ...(output && { output }) };

/** Changes the items of a list in an answer. */
const items = (operation: string, member: string, given: JsonObject): Change =>
  answering(operation, (output) => ({
    ...output,
    [member]: (output[member] as readonly JsonObject[]).map((item) => ({ ...item, ...given })),
  }));

const attributes = (given: JsonObject): Change =>
  answering("GetTopicAttributes", ({ Attributes }) => ({
    Attributes: { ...(Attributes as JsonObject), ...given },
  }));

let files = 0;

async function judged(changes: readonly Change[], policy = "alarm-root-usage") {
  files += 1;
  const lines = recording.map((line) =>
    line.kind === "call" ? changes.reduce<CallLine>((call, change) => change(call), line) : line,
  );
  const file = join(folder, `${files}.ndjson`);
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const result = join(folder, `${files}.json`);
  const own = policy.startsWith("own-") ? ["--policies", policies] : [];
  const words = ["check", file, ...own, "--policy", policy, "--output", `json=${result}`];
  const [finding] = readStored(result, await runCli(words)).findings;
  if (finding === undefined) throw new Error("no finding");
  return finding;
}

describe("someone is told of use of the root user", () => {
  test("where every link holds", async () => {
    expect(await judged([])).toMatchObject({ status: "pass" });
  });

  const policyFor = (Principal: JsonObject, Condition: JsonObject = {}): string =>
    JSON.stringify({
      Statement: [
        { Effect: "Allow", Principal, Action: "SNS:Publish", Resource: topicArn, Condition },
      ],
    });
  const cloudWatch = { Service: "cloudwatch.amazonaws.com" };
  const alarmArn = (name: string) => ({
    ArnEquals: { "aws:SourceArn": `arn:aws:cloudwatch:${region}:${account}:alarm:${name}` },
  });

  test.each<[string, Change, string]>([
    [
      "the trail is stopped",
      answering("GetTrailStatus", (o) => ({ ...o, IsLogging: false })),
      "does not record",
    ],
    [
      "the trail is of one Region",
      items("DescribeTrails", "trailList", { IsMultiRegionTrail: false }),
      "does not record",
    ],
    [
      "CloudWatch Logs refuses what the trail sends",
      answering("GetTrailStatus", (o) => ({
        ...o,
        LatestCloudWatchLogsDeliveryError: "AccessDenied",
      })),
      "CloudWatch Logs refuses",
    ],
    [
      "the log group is of another class",
      items("DescribeLogGroups", "logGroups", { logGroupClass: "INFREQUENT_ACCESS" }),
      "which has no metric filters",
    ],
    [
      "the filter matches less",
      items("DescribeMetricFilters", "metricFilters", {
        filterPattern: '{ $.userIdentity.type = "Root" && $.eventName = "ConsoleLogin" }',
      }),
      "No metric filter of trail matches every such event",
    ],
    [
      "the alarm watches another namespace",
      items("DescribeAlarms", "MetricAlarms", { Namespace: "Other" }),
      "has no alarm",
    ],
    [
      "the alarm watches other dimensions",
      items("DescribeAlarms", "MetricAlarms", { Dimensions: [{ Name: "a", Value: "b" }] }),
      "with dimensions a",
    ],
    [
      "the alarm needs more",
      items("DescribeAlarms", "MetricAlarms", { Threshold: 5 }),
      "1 is not at least 5",
    ],
    [
      "the alarm's actions are off",
      items("DescribeAlarms", "MetricAlarms", { ActionsEnabled: false }),
      "are switched off",
    ],
    [
      "the alarm does nothing",
      items("DescribeAlarms", "MetricAlarms", { AlarmActions: [] }),
      "does nothing",
    ],
    [
      "the topic is for someone else",
      attributes({ Policy: policyFor({ Service: "s3.amazonaws.com" }) }),
      "does not let CloudWatch publish",
    ],
    [
      "the topic is for another alarm",
      attributes({ Policy: policyFor(cloudWatch, alarmArn("Other")) }),
      "does not let CloudWatch publish",
    ],
    [
      "the topic's key is for CloudTrail only",
      answering("GetKeyPolicy", (o) => ({
        ...o,
        Policy: String(o["Policy"]).replace("cloudwatch.", "config."),
      })),
      "CloudWatch cannot use the key",
    ],
    [
      "the topic's key is off",
      answering("DescribeKey", (o) => ({
        KeyMetadata: { ...(o["KeyMetadata"] as JsonObject), KeyState: "Disabled" },
      })),
      "CloudWatch cannot use the key",
    ],
    [
      "nobody has agreed",
      items("ListSubscriptionsByTopic", "Subscriptions", {
        SubscriptionArn: "PendingConfirmation",
      }),
      "1 not confirmed",
    ],
  ])("not where %s", async (_, change, says) => {
    const { status, message } = await judged([change]);
    expect({ status, message }).toEqual({ status: "fail", message: expect.stringContaining(says) });
  });

  test.each<[string, Change, string]>([
    ["topics could not be read", denying("GetTopicAttributes"), "sns:GetTopicAttributes"],
    ["the key's policy could not be read", denying("GetKeyPolicy"), "kms:GetKeyPolicy"],
    [
      "the subscriptions could not be listed",
      denying("ListSubscriptionsByTopic"),
      "sns:ListSubscriptionsByTopic",
    ],
    ["the alarms could not be read", denying("DescribeAlarms"), "cloudwatch:DescribeAlarms"],
  ])("perhaps, where %s", async (_, change, permission) => {
    const { status, missing } = await judged([change]);
    expect(status).toBe("unknown");
    expect(missing.map((one) => one.permission)).toContain(permission);
  });

  test("perhaps, where AWS's own key encrypts the topic", async () => {
    expect((await judged([attributes({ KmsMasterKeyId: "alias/aws/sns" })])).status).toBe(
      "unknown",
    );
  });

  test("where the topic is for that alarm, and not encrypted", async () => {
    const Policy = policyFor(cloudWatch, alarmArn("Root"));
    const finding = await judged([attributes({ Policy, KmsMasterKeyId: "" })]);
    expect(finding.status).toBe("pass");
  });
});

describe("an EventBridge rule, where it is accepted", () => {
  const noAlarm = items("DescribeAlarms", "MetricAlarms", { ActionsEnabled: false });
  const only =
    (where: string, change: Change): Change =>
    (call) =>
      call.region === where ? change(call) : call;

  test("is enough in the place of an alarm", async () => {
    expect(await judged([noAlarm], "own-root-usage")).toMatchObject({ status: "pass" });
    expect(await judged([noAlarm])).toMatchObject({ status: "fail" });
  });

  test.each<[string, Change, string]>([
    [
      "a Region has none",
      only(
        "eu-west-1",
        answering("ListRules", () => ({ Rules: [] })),
      ),
      "No EventBridge rule in eu-west-1 matches API calls",
    ],
    [
      "it gets no reads",
      items("ListRules", "Rules", { State: "ENABLED" }),
      "does not get those of API calls that only read",
    ],
    ["it is disabled", items("ListRules", "Rules", { State: "DISABLED" }), "is disabled"],
    ["it has no target", answering("ListTargetsByRule", () => ({ Targets: [] })), "has no target"],
  ])("is not where %s", async (_, change, says) => {
    const { status, message } = await judged([noAlarm, change], "own-root-usage");
    expect({ status, message }).toEqual({ status: "fail", message: expect.stringContaining(says) });
    expect(message).toContain("The actions of alarm Root are switched off.");
  });

  test("leaves it open where its targets could not be read", async () => {
    const { status, missing } = await judged(
      [noAlarm, denying("ListTargetsByRule")],
      "own-root-usage",
    );
    expect(status).toBe("unknown");
    expect(missing.map((one) => one.permission)).toContain("events:ListTargetsByRule");
  });
});

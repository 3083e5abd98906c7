import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { type StoredResult, withAws } from "../harness/aws.ts";
import { emptyFolder, runCli } from "../harness/cli.ts";
import { changedWorld, goodAccount, goodKey, goodTopic, goodWorld } from "../harness/worlds.ts";
import { type Made, planOf } from "../iac/plan.ts";

const folder = emptyFolder();
const path = (name: string): string => join(folder, name);
const now = new Date().toISOString();
const region = "us-east-1";

const trailArn = `arn:aws:cloudtrail:${region}:${goodAccount}:trail/main`;

/** The trail of the recorded account as Terraform would plan it. */
const trail = (given: JsonObject): Made => ({
  actions: ["update"],
  after: {
    ...{ name: "main", arn: trailArn, home_region: region, region, enable_logging: true },
    ...{ s3_bucket_name: "good-trail-logs", kms_key_id: goodKey, sns_topic_name: goodTopic },
    ...{ include_global_service_events: true, is_multi_region_trail: true },
    ...{ enable_log_file_validation: true, is_organization_trail: true },
    cloud_watch_logs_group_arn: `arn:aws:logs:${region}:${goodAccount}:log-group:trail:*`,
    cloud_watch_logs_role_arn: `arn:aws:iam::${goodAccount}:role/trail`,
    tags_all: { owner: "security" },
    ...given,
  },
});

const planFor = (
  resources: { readonly [address: string]: Made },
  account = goodAccount,
): string => {
  const name = path(`${Math.random()}.json`);
  writeFileSync(name, planOf(resources).replaceAll("111122223333", account));
  return name;
};

async function judge(plan: string, recording: string, more: readonly string[] = []) {
  const words = ["check", plan, "--against", path(recording), "--pack", "all", "--format", "json"];
  const ran = await runCli([...words, ...more]);
  const result = () => JSON.parse(ran.stdout) as StoredResult;
  return { ...ran, result };
}

/** What is not as it was, by policy. */
const changesIn = ({ findings }: StoredResult) =>
  findings
    .filter(({ change }) => change !== "same")
    .map(({ policy, status, change }) => [policy, status, change]);

beforeAll(async () => {
  const worlds = {
    "good.ndjson": goodWorld(now),
    "unsigned.ndjson": changedWorld(now, ({ trails }) => ({
      trails: trails.map((one) => ({
        ...one,
        trail: { ...one.trail, LogFileValidationEnabled: false },
      })),
    })),
  };
  for (const [name, world] of Object.entries(worlds)) {
    await withAws({ world }, {}, (environment) =>
      runCli(["collect", "-o", path(name)], { environment }),
    );
  }
});

describe("an account as a plan will leave it", () => {
  test("is as it was where the plan changes nothing", async () => {
    const ran = await judge(planFor({ "aws_cloudtrail.main": trail({}) }), "good.ndjson");
    expect(ran.stderr).toBe("");
    expect(changesIn(ran.result())).toEqual([]);
    expect(ran.exitCode).toBe(0);
  });

  test("tells what the plan worsens, where it is declared, and leaves the rest alone", async () => {
    const plan = planFor({ "aws_cloudtrail.main": trail({ enable_log_file_validation: false }) });
    const ran = await judge(plan, "good.ndjson");
    expect(ran.exitCode).toBe(1);
    const failed = ran.result().findings.find(({ policy }) => policy === "trail-log-validation");
    expect(failed).toMatchObject({
      status: "fail",
      change: "new",
      declared: { file: plan, address: "aws_cloudtrail.main" },
    });
    expect(changesIn(ran.result()).filter(([, , change]) => change === "new")).toEqual([
      ["trail-log-validation", "fail", "new"],
      ["trail-security-baseline", "fail", "new"],
    ]);
  });

  test("tells what the plan improves", async () => {
    const ran = await judge(planFor({ "aws_cloudtrail.main": trail({}) }), "unsigned.ndjson");
    expect(ran.exitCode).toBe(0);
    const { baseline } = ran.result();
    expect(baseline?.resolved.map(({ policy }) => policy)).toContain("trail-log-validation");
  });

  test("still fails for what failed before, unless a baseline excuses it", async () => {
    const plan = planFor({ "aws_sns_topic.other": { after: { name: "other" } } });
    const before = path("before.json");
    const recording = path("unsigned.ndjson");
    await runCli(["check", recording, "--pack", "all", "--output", `json=${before}`]);
    expect((await judge(plan, "unsigned.ndjson")).exitCode).toBe(1);
    const excused = await judge(plan, "unsigned.ndjson", ["--baseline", before]);
    expect(excused.exitCode).toBe(0);
  });

  test("is without what the plan deletes", async () => {
    const alarm: Made = {
      actions: ["delete"],
      after: { alarm_name: "ConsoleNoMfa", region },
    };
    const text = planOf({ "aws_cloudwatch_metric_alarm.any": alarm });
    const deleted = text
      .replaceAll("111122223333", goodAccount)
      .replace('"after":{', '"after":null,"before":{');
    writeFileSync(path("delete.json"), deleted);
    const names = await alarmNames();
    const [name = ""] = names.filter((one) => /mfa/i.test(one));
    writeFileSync(path("delete.json"), deleted.replace("ConsoleNoMfa", name));
    const ran = await judge(path("delete.json"), "good.ndjson");
    expect(changesIn(ran.result())).toEqual([["alarm-console-no-mfa", "fail", "new"]]);
  });

  test("counts the trails that it has with those that it gets", async () => {
    const names = [1, 2, 3, 4].map((number) => `more-${number}`);
    const one = (name: string): Made => ({
      ...trail({ name, arn: null, home_region: null }),
      actions: ["create"],
    });
    const plan = planFor(
      Object.fromEntries(names.map((name) => [`aws_cloudtrail.${name}`, one(name)])),
    );
    const ran = await judge(plan, "good.ndjson");
    const full = ran.result().findings.filter(({ policy }) => policy === "trail-quota-headroom");
    expect(full.every(({ status, change }) => status === "fail" && change === "new")).toBe(true);
    expect(full.length).toBe(17);
  });

  test("loses a trail with all that it recorded", async () => {
    const gone = planOf({ "aws_cloudtrail.main": { ...trail({}), actions: ["delete"] } })
      .replaceAll("111122223333", goodAccount)
      .replace('"after":{', '"after":null,"before":{');
    writeFileSync(path("gone.json"), gone);
    const ran = await judge(path("gone.json"), "good.ndjson");
    expect(ran.exitCode).toBe(1);
    const worse = changesIn(ran.result()).filter(([, , change]) => change === "new");
    expect(worse.map(([policy]) => policy)).toEqual(
      expect.arrayContaining(["trail-enabled", "trail-multi-region-all-mgmt", "region-logged"]),
    );
  });
});

async function alarmNames(): Promise<readonly string[]> {
  const [account] = goodWorld(now).accounts;
  return (account?.alarms ?? []).map(({ alarm }) => String(alarm["AlarmName"]));
}

describe("what --against cannot be used for", () => {
  test.each([
    [
      "another account's recording",
      () => planFor({ "aws_cloudtrail.main": trail({}) }, "999999999999"),
    ],
  ])("%s", async (_, plan) => {
    const ran = await judge(plan(), "good.ndjson");
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain("does not record account 999999999999");
  });

  test("a template, and a recording", async () => {
    writeFileSync(path("template.yaml"), "Resources: {B: {Type: AWS::S3::Bucket}}\n");
    for (const target of ["template.yaml", "good.ndjson"]) {
      const ran = await judge(path(target), "good.ndjson");
      expect(ran.exitCode).toBe(2);
      expect(ran.stderr).toContain("--against is for a terraform plan");
    }
  });
});

import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { demoAccount, demoWorld } from "../../src/emulator/demo-world.ts";
import { checkLive, readStored, timeless, verdicts, withAws } from "../harness/aws.ts";
import { besideTrails } from "../harness/beside-trails.ts";
import { emptyFolder, runCli } from "../harness/cli.ts";
import { allPolicies } from "../harness/policies.ts";
import { everyPolicy } from "../harness/policy-ids.ts";
import { goodWorld } from "../harness/worlds.ts";

const now = new Date().toISOString();

describe("a good account", () => {
  test("passes every policy and the gate, quietly", async () => {
    const world = goodWorld(now);
    const { exitCode, stdout, stderr, result } = await checkLive({ world }, { words: everyPolicy });
    // They apply once something is named that they are to look at.
    const others = result.findings.filter(({ status }) => status !== "pass");
    expect(others.map(({ policy, status }) => `${policy} ${status}`)).toEqual([
      "events-s3-required-buckets not-applicable",
      "bucket-in-log-archive not-applicable",
      "events-network-activity not-applicable",
    ]);
    expect(new Set(result.findings.map(({ policy }) => policy)).size).toBe(allPolicies);
    expect(result.gaps).toEqual([]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("gate passed");
  });

  test("is read with no call made twice, and few", async () => {
    const { calls } = await checkLive({ world: goodWorld(now) });
    const asked = calls.map(
      ({ service, operation, region }) => `${service}:${operation} ${region}`,
    );
    const repeated = asked.filter((call, index) => asked.indexOf(call) !== index);
    // Of the log bucket and of the bucket that copies go to.
    expect(repeated).toEqual(["s3:HeadBucket us-east-1"]);
    expect(calls.length).toBeLessThan(225);
  });
});

describe("an account with mistakes", () => {
  test("fails where it should, and says why", async () => {
    const world = demoWorld(now);
    const { exitCode, stdout, result } = await checkLive({ world }, { account: demoAccount });
    const failed = result.findings.filter(({ status }) => status === "fail");
    expect(failed.map(({ policy, resource }) => `${policy} ${resource.name}`)).toEqual([
      "bucket-not-public acme-old-trail",
      "bucket-block-public-access acme-old-trail",
      "bucket-policy-no-external-admin acme-old-trail",
      "bucket-policy-source-arn acme-cloudtrail-logs",
      "bucket-policy-source-arn acme-old-trail",
      "delivery-s3-healthy management-events",
      "region-logged ap-northeast-3",
      "bucket-tls-only acme-old-trail",
      "iam-no-cloudtrail-star 111122223333",
      "key-rotation key/0f1e2d3c-aaaa-bbbb-cccc-1234567890ab",
      "loggroup-retention cloudtrail/management",
      "trail-cloudwatch-logs old-us-trail",
      "trail-kms-encrypted old-us-trail",
      "trail-log-validation old-us-trail",
      "trail-logging-on old-us-trail",
      "bucket-access-logging acme-cloudtrail-logs",
      "bucket-access-logging acme-old-trail",
      "loggroup-role-least-privilege management-events",
    ]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("trail.statuses[ap-northeast-3].latestDeliveryError = AccessDenied");
    for (const { evidence, fix } of failed) {
      expect(evidence.some(({ decides }) => decides)).toBe(true);
      expect(fix?.text).toBeTruthy();
    }
  });
});

test("an empty account fails what demands a trail, and passes nothing", async () => {
  const world = goodWorld(now, {
    trails: [],
    buckets: [],
    keys: [],
    logGroups: [],
    alarms: [],
    topics: [],
  });
  const { exitCode, result } = await checkLive({ world }, { words: everyPolicy });
  const policies = (wanted: string) =>
    result.findings.filter(({ status }) => status === wanted).map(({ policy }) => policy);
  // What stands beside the trails is there without them.
  expect([...new Set(policies("pass"))].sort()).toEqual(besideTrails);
  // What demands events, alarms or a trail finds none; what judges trails has nothing to judge.
  const failed = [...new Set(policies("fail"))].filter(
    (policy) => !/^(alarm|events)-/.test(policy),
  );
  expect(failed).toEqual([
    "region-logged",
    "trail-enabled",
    "trail-multi-region-all-mgmt",
    "org-member-coverage",
    "org-trail-present",
    "trail-global-events",
    "trail-security-baseline",
  ]);
  expect(exitCode).toBe(1);
});

test("a live check, its recording and a second check of that give the same findings", async () => {
  await withAws({ world: demoWorld(now) }, { account: demoAccount }, async (environment) => {
    const folder = emptyFolder();
    const [recording, live, again] = ["account.ndjson.gz", "live.json", "again.json"].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    const words = ["--save-recording", recording, "--output", `json=${live}`];
    const first = await runCli(["check", ...words], { environment });
    const second = await runCli(["check", recording, "--output", `json=${again}`]);
    expect(second.exitCode).toBe(first.exitCode);
    expect(readStored(again, second).findings).toEqual(readStored(live, first).findings);
    expect(second.stdout).toBe(first.stdout);
  });
});

test("two runs on the same account give the same verdicts and the same ids", async () => {
  const [first, second] = await Promise.all([
    checkLive({ world: goodWorld(now) }),
    checkLive({ world: goodWorld(now) }),
  ]);
  expect(timeless(second.result)).toEqual(timeless(first.result));
  expect(verdicts(second.result)).toEqual(verdicts(first.result));
});

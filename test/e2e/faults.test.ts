import { describe, expect, test } from "vitest";
import { demoAccount, demoWorld } from "../../src/emulator/demo-world.ts";
import type { Fault } from "../../src/emulator/faults.ts";
import { checkLive, timeless, verdicts } from "../harness/aws.ts";
import { besideTrails } from "../harness/beside-trails.ts";
import { everyPolicy } from "../harness/policy-ids.ts";
import { goodWorld } from "../harness/worlds.ts";

const now = new Date().toISOString();
const world = demoWorld(now);
const account = demoAccount;
const undisturbed = checkLive({ world }, { account });

describe.concurrent("trouble that passes changes nothing", () => {
  const passing: readonly (readonly [string, Fault])[] = [
    ["every first call is throttled", { kind: "throttle", times: 1 }],
    ["every first call of S3 fails with 500", { service: "s3", kind: "server-error", times: 1 }],
    ["every first connection drops", { kind: "drop-connection", times: 1 }],
    ["answers take their time", { latency: 30 }],
  ];
  for (const [name, fault] of passing) {
    test(name, async () => {
      const environment = { AWS_MAX_ATTEMPTS: "4" };
      const { result, exitCode } = await checkLive(
        { world },
        { account, environment, faults: [fault] },
      );
      expect(timeless(result)).toEqual(timeless((await undisturbed).result));
      expect(exitCode).toBe(1);
    });
  }
});

describe.concurrent("trouble that stays makes verdicts unknown, and turns none around", () => {
  const staying: readonly (readonly [string, Fault, reason: string])[] = [
    ["throttling", { service: "s3", operation: "GetBucketLogging", kind: "throttle" }, "throttled"],
    ["server errors", { service: "kms", kind: "server-error" }, "unavailable"],
    ["a proxy's page", { service: "cloudwatch-logs", kind: "html-page" }, "unavailable"],
    [
      "dropped connections",
      { service: "s3", operation: "GetBucketPolicy", kind: "drop-connection" },
      "unavailable",
    ],
    [
      "credentials that expire on the way",
      { service: "s3", operation: "GetBucketLogging", kind: "expired-credentials" },
      "unavailable",
    ],
    [
      "a Region that refuses us",
      { region: "sa-east-1", service: "cloudtrail", kind: "deny" },
      "access-denied",
    ],
    [
      "a Region that is being enabled",
      { region: "sa-east-1", service: "cloudtrail", kind: "region-disabled" },
      "region-disabled",
    ],
  ];
  for (const [name, fault, reason] of staying) {
    test(name, async () => {
      const { result } = await checkLive({ world }, { account, faults: [fault] });
      const before = verdicts((await undisturbed).result);
      const changed = [...verdicts(result)].filter(([key, status]) => before.get(key) !== status);
      const missing = result.findings.flatMap((finding) => finding.missing);
      expect(changed.length).toBeGreaterThan(0);
      expect(changed.filter(([, status]) => status !== "unknown")).toEqual([]);
      expect(missing.map((one) => one.reason)).toContain(reason);
      expect(result.gaps.length).toBeGreaterThan(0);
    });
  }
});

test("a sign-in page is no answer, whatever its status: it makes nothing pass and nothing fail", async () => {
  const { goodWorld } = await import("../harness/worlds.ts");
  for (const service of ["s3", "s3-control", "sns", "cloudtrail", "kms", "cloudwatch-logs"]) {
    const { result } = await checkLive(
      { world: goodWorld(now) },
      { faults: [{ service, kind: "html-page" }] },
    );
    expect(result.findings.filter(({ status }) => status === "fail")).toEqual([]);
    expect(result.gaps.map(({ code }) => code)).toContain("NotAnAwsAnswer");
    const judgedOnNothing = result.findings.filter(
      ({ status, evidence }) =>
        status === "pass" && evidence.some(({ call }) => call?.startsWith(`${service}:`)),
    );
    expect(judgedOnNothing).toEqual([]);
  }
});

test("when nothing fails but something is unknown, the exit code says so", async () => {
  const { goodWorld } = await import("../harness/worlds.ts");
  const good = { world: goodWorld(now) };
  const faults: Fault[] = [{ service: "kms", operation: "GetKeyRotationStatus", kind: "deny" }];
  const blind = await checkLive(good, { faults });
  expect(blind.exitCode).toBe(3);
  expect(blind.result.gate).toMatchObject({ passed: false, outcome: "blind" });
  expect(blind.stdout).toContain("kms:GetKeyRotationStatus");
  const allowed = await checkLive(good, { faults, words: ["--allow-unknown"] });
  expect(allowed.exitCode).toBe(0);
});

test("when every Region denies, no policy about trails passes or fails", async () => {
  const faults: Fault[] = [{ service: "cloudtrail", operation: "DescribeTrails", kind: "deny" }];
  const { result, exitCode } = await checkLive(
    { world: goodWorld(now) },
    { words: everyPolicy, faults },
  );
  const decided = result.findings.filter(({ status }) => status === "pass" || status === "fail");
  // What stands beside the trails can be seen.
  expect([...new Set(decided.map(({ policy }) => policy))].sort()).toEqual(besideTrails);
  expect(exitCode).toBe(3);
});

describe("Regions", () => {
  test("come from EC2 when the account may not list them", async () => {
    const faults: Fault[] = [{ service: "account", kind: "deny" }];
    const { result } = await checkLive({ world }, { account, faults });
    expect(result.accounts[0]?.regionsFrom).toBe("ec2:DescribeRegions");
    expect(verdicts(result)).toEqual(verdicts((await undisturbed).result));
  });

  test("come from a built-in list as a last resort, without those that are not enabled", async () => {
    const faults: Fault[] = [
      { service: "account", kind: "deny" },
      { service: "ec2", kind: "deny" },
      ...notEnabled.map((region): Fault => ({ region, kind: "region-disabled" })),
    ];
    const { result } = await checkLive({ world }, { account, faults });
    expect(result.accounts[0]?.regionsFrom).toBe("built-in list");
    expect(verdicts(result)).toEqual(verdicts((await undisturbed).result));
    expect(result.gaps.map(({ service }) => service)).toEqual(["account", "ec2"]);
  });

  test("that were left out are said, and missed where they matter", async () => {
    const words = ["--region", "eu-west-1"];
    const { result, stdout } = await checkLive({ world }, { account, words });
    expect(result.accounts[0]?.regions).toEqual(["eu-west-1"]);
    expect(result.accounts[0]?.regionsSkipped).toHaveLength(16);
    expect(stdout).toContain("Left out on request: 16 Regions that the account has enabled.");
    expect(verdicts(result).get("trail-enabled AWS::::Account:111122223333")).toBe("pass");
    expect(JSON.stringify(result)).not.toContain("old-us-trail");
  });
});

const notEnabled = [
  ...["af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4"],
  ...["ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-west-1", "eu-central-2"],
  ...["eu-south-1", "eu-south-2", "il-central-1", "me-central-1", "me-south-1", "me-west-1"],
  ...["mx-central-1", "sa-west-1"],
];

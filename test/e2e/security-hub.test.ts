import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { withAws } from "../harness/aws.ts";
import { emptyFolder, runCli } from "../harness/cli.ts";
import {
  account,
  findingOn,
  type HubTest,
  hubIdOf,
  hubWorld,
  judgedAccount,
  otherAccount,
  storedResult,
  withHub,
} from "../harness/hub.ts";

const failing = [findingOn("main"), findingOn("other", { status: "unknown" })];
const one = async (hub: HubTest, name: string) =>
  (await hub.held()).find(({ Id }) => Id === hubIdOf(name));

describe.concurrent("the life of a finding", () => {
  test("begins with an import, which a dry run shows and does not do", () =>
    withHub({}, async (hub) => {
      const path = storedResult(1, failing);
      const dry = await hub.publish(path, "--dry-run");
      expect(dry.exitCode).toBe(0);
      expect(dry.publication.summary).toMatchObject({ create: 2, notDelivered: 0 });
      expect(hub.count("BatchImportFindings")).toBe(0);
      const real = await hub.publish(path);
      expect({ ...real.publication.summary, exit: real.exitCode }).toEqual({
        ...{ create: 2, update: 0, archive: 0, unchanged: 0, kept: 0, notDelivered: 0 },
        ...{ leftOut: 0, exit: 0 },
      });
      expect(await one(hub, "main")).toMatchObject({
        ...{ RecordState: "ACTIVE", Compliance: { Status: "FAILED" }, Workflow: { Status: "NEW" } },
        ...{ CreatedAt: "2026-01-15T01:00:00.000Z", UpdatedAt: "2026-01-15T01:00:00.000Z" },
      });
      expect(await one(hub, "other")).toMatchObject({ Compliance: { Status: "NOT_AVAILABLE" } });
      // The permissions that docs/iam-policy-security-hub.json grants, and what needs none.
      const asked = new Set(hub.aws.calls.map((call) => call.operation));
      expect([...asked].sort()).toEqual([
        "BatchImportFindings",
        "GetCallerIdentity",
        "GetFindings",
      ]);
    }));

  test("goes on without a write where nothing changed but the time", () =>
    withHub({}, async (hub) => {
      await hub.publish(storedResult(1, failing));
      const again = await hub.publish(storedResult(2, failing));
      expect(again.publication.summary).toMatchObject({ create: 0, update: 0, unchanged: 2 });
      expect(hub.count("BatchImportFindings")).toBe(1);
    }));

  test("is kept from expiring", () =>
    withHub({}, async (hub) => {
      await hub.publish(storedResult(1, failing));
      const later = await hub.publish(storedResult(24 * 31, failing));
      expect(later.publication.summary).toMatchObject({ update: 2, unchanged: 0 });
    }));

  test("passes when it is fixed, and keeps its age and what the customer wrote", () =>
    withHub({}, async (hub) => {
      await hub.publish(storedResult(1, failing));
      await hub.editing(hubIdOf("main"), {
        Note: { Text: "known", UpdatedBy: "someone" },
        UserDefinedFields: { ticket: "SEC-7" },
        VerificationState: "TRUE_POSITIVE",
        Severity: { Label: "CRITICAL" },
        Criticality: 99,
      });
      const fixed = [findingOn("main", { status: "pass" }), failing[1] as never];
      const { publication } = await hub.publish(storedResult(2, fixed));
      expect(publication.summary).toMatchObject({ update: 1, archive: 0, unchanged: 1 });
      expect(await one(hub, "main")).toMatchObject({
        ...{ Compliance: { Status: "PASSED" }, RecordState: "ACTIVE" },
        ...{ CreatedAt: "2026-01-15T01:00:00.000Z", UpdatedAt: "2026-01-15T02:00:00.000Z" },
        ...{ FirstObservedAt: "2026-01-15T01:00:00.000Z" },
        ...{ LastObservedAt: "2026-01-15T02:00:00.000Z" },
        ...{ Note: { Text: "known" }, UserDefinedFields: { ticket: "SEC-7" } },
        ...{ VerificationState: "TRUE_POSITIVE", Severity: { Label: "CRITICAL" }, Criticality: 99 },
      });
    }));

  test("ends when its resource is gone, and begins again when that is back", () =>
    withHub({}, async (hub) => {
      await hub.publish(storedResult(1, failing));
      const gone = await hub.publish(storedResult(2, failing.slice(1)));
      expect(gone.publication.summary).toMatchObject({ archive: 1, unchanged: 1 });
      expect(await one(hub, "main")).toMatchObject({ RecordState: "ARCHIVED" });
      const still = await hub.publish(storedResult(3, failing.slice(1)));
      expect(still.publication.summary).toMatchObject({ archive: 0, update: 0, kept: 0 });
      await hub.publish(storedResult(4, failing));
      expect(await one(hub, "main")).toMatchObject({
        ...{ RecordState: "ACTIVE", CreatedAt: "2026-01-15T01:00:00.000Z" },
      });
    }));

  test("is not turned back by an older result", () =>
    withHub({}, async (hub) => {
      await hub.publish(storedResult(5, [findingOn("main", { status: "pass" })]));
      const old = await hub.publish(storedResult(1, [findingOn("main")]));
      expect(old.exitCode).toBe(3);
      expect(old.publication.entries[0]?.undelivered?.code).toBe("Outdated");
      expect(await one(hub, "main")).toMatchObject({ Compliance: { Status: "PASSED" } });
      const empty = await hub.publish(storedResult(1, []));
      expect(empty.publication.summary).toMatchObject({ archive: 0, notDelivered: 1 });
    }));
});

test("what checks of one account say at different times is the same to the hub", async () => {
  const { demoAccount, demoWorld } = await import("../../src/emulator/demo-world.ts");
  expect(demoAccount).toBe(account);
  const checkAt = async (time: string) => {
    const file = join(emptyFolder(), "result.json");
    await withAws({ world: demoWorld(time) }, { account }, (environment) =>
      runCli(["check", "--pack", "all", "--output", `json=${file}`], { environment }),
    );
    return file;
  };
  const hour = 3_600_000;
  const times = [3 * hour, 0].map((ago) => new Date(Date.now() - ago).toISOString());
  const [first = "", second = ""] = await Promise.all(times.map(checkAt));
  await withHub({}, async (hub) => {
    const begun = await hub.publish(first);
    expect(begun.exitCode).toBe(0);
    expect(begun.publication.summary.create).toBeGreaterThan(100);
    const writes = hub.count("BatchImportFindings");
    const again = await hub.publish(second);
    expect(again.publication.entries).toEqual([]);
    expect(again.publication.summary.unchanged).toBe(begun.publication.summary.create);
    expect(hub.count("BatchImportFindings")).toBe(writes);
  });
});

describe.concurrent("a run that did not see everything archives nothing", () => {
  const unseen = findingOn("unseen", {
    status: "unknown",
    resource: { type: "AWS::::Account", id: `AWS::::Account:${account}`, name: account },
  });
  const bucket = findingOn("bucket", {
    policy: "bucket-access-logging",
    resource: { type: "AWS::S3::Bucket", id: "arn:aws:s3:::logs", name: "logs" },
  });
  const policies = [findingOn("main"), bucket];
  const cases: readonly (readonly [string, () => string])[] = [
    ["cut off", () => partial({ status: "cut-off" })],
    ["failed", () => partial({ status: "failed" })],
    ["without the Region", () => partial({ regions: ["us-east-1"] })],
    ["with Regions guessed", () => partial({ regionsFrom: "built-in list" })],
    ["without the account", () => storedResult(2, [], { accounts: [] })],
    ["of another policy", () => storedResult(2, [bucket, unseen])],
    ["that could not list what it judges", () => storedResult(2, [unseen])],
    [
      "that finds the thing elsewhere",
      () => storedResult(2, [findingOn("main", { region: "us-east-1", status: "unknown" })]),
    ],
  ];
  const partial = (given: object) => storedResult(2, [], { accounts: [judgedAccount(given)] });
  for (const [name, make] of cases) {
    test(name, () =>
      withHub({}, async (hub) => {
        await hub.publish(storedResult(1, [findingOn("main")]));
        const { publication } = await hub.publish(make());
        expect(publication.summary.archive).toBe(0);
        expect(await one(hub, "main")).toMatchObject({ RecordState: "ACTIVE" });
      }),
    );
  }

  test("with Regions left out, of what is found by way of others", () =>
    withHub({}, async (hub) => {
      const both = storedResult(1, policies);
      await hub.publish(both);
      const accounts = [judgedAccount({ regions: ["eu-west-1"], regionsSkipped: ["us-east-1"] })];
      const judged = JSON.parse((await import("node:fs")).readFileSync(both, "utf8")).policies;
      const { publication } = await hub.publish(
        storedResult(2, [], { accounts, policies: judged }),
      );
      // A Region lists its trails by itself; its buckets may be those of trails in others.
      expect(publication.summary).toMatchObject({ archive: 1, kept: 1 });
      expect(publication.entries[0]?.id).toBe(hubIdOf("main"));
    }));
});

describe.concurrent("other tools", () => {
  test("keep their findings in the same product, whatever they are", () =>
    withHub({}, async (hub) => {
      await hub.publish(storedResult(1, failing));
      const [ours] = await hub.held();
      const {
        Region: _,
        ProcessedAt: __,
        AwsAccountName: ___,
        Workflow: ____,
        ...rest
      } = ours ?? {};
      const theirs = ["other-tool/check", "trailwarden-fork/check", "trailwarden/check"].map(
        (GeneratorId, index) => ({
          ...{ ...rest, GeneratorId, Id: `their-${index}`, Title: "theirs" },
          ProductFields: { theirs: "yes" },
        }),
      );
      expect(await hub.importing(theirs)).toMatchObject({ FailedCount: 0 });
      const before = (await hub.held()).filter(({ Title }) => Title === "theirs");
      const { publication } = await hub.publish(storedResult(2, []));
      expect(publication.summary).toMatchObject({ archive: 2, kept: 0 });
      const after = (await hub.held()).filter(({ Title }) => Title === "theirs");
      expect(after).toEqual(before);
      expect(after).toHaveLength(3);
    }));
});

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => findingOn(`trail-${index}`));

describe.concurrent("trouble", () => {
  test("of a moment is waited out", () =>
    withHub({ faults: [{ service: "securityhub", kind: "throttle", times: 1 }] }, async (hub) => {
      const { exitCode, publication } = await hub.publish(storedResult(1, failing));
      expect(exitCode).toBe(0);
      expect(publication.summary.create).toBe(2);
    }));

  test("that stays ends with 3, and tells what was not delivered", () =>
    withHub({ faults: [{ operation: "BatchImportFindings", kind: "throttle" }] }, async (hub) => {
      const { exitCode, publication } = await hub.publish(storedResult(1, failing));
      expect(exitCode).toBe(3);
      expect(publication.summary).toMatchObject({ create: 0, notDelivered: 2 });
      expect(publication.entries.map(({ undelivered }) => undelivered?.code)).toEqual([
        "TooManyRequestsException",
        "TooManyRequestsException",
      ]);
    }));

  test("of permission is not asked for again and again", () =>
    withHub({ faults: [{ operation: "BatchImportFindings", kind: "deny" }] }, async (hub) => {
      const { exitCode, publication } = await hub.publish(storedResult(1, many(250)));
      expect(exitCode).toBe(3);
      expect(publication.summary.notDelivered).toBe(250);
      expect(hub.count("BatchImportFindings")).toBe(1);
    }));

  test("reading a hub changes nothing there", () =>
    withHub({ faults: [{ operation: "GetFindings", kind: "deny" }] }, async (hub) => {
      const { exitCode, publication } = await hub.publish(storedResult(1, failing));
      expect(exitCode).toBe(3);
      expect(hub.count("BatchImportFindings")).toBe(0);
      expect(publication.hubs).toMatchObject([
        { region: "eu-west-1", problem: { code: "AccessDeniedException", findings: 2 } },
        { region: "us-east-1", problem: { code: "AccessDeniedException", findings: 0 } },
      ]);
    }));

  test("is no hub: it is said where there are findings, and no trouble where there are none", () =>
    withHub({ world: hubWorld({ hubs: [] }) }, async (hub) => {
      const path = storedResult(1, failing);
      const { exitCode, publication } = await hub.publish(path);
      expect(exitCode).toBe(3);
      expect(publication.hubs).toMatchObject([
        { region: "eu-west-1", problem: { code: "InvalidAccessException", findings: 2 } },
      ]);
      const other = await hub.publish(path, "--region", "us-east-1");
      expect(other.exitCode).toBe(0);
      expect(other.publication.summary.leftOut).toBe(2);
    }));

  test("that ends the process between batches is made good by a rerun", () =>
    withHub({ faults: [{ operation: "BatchImportFindings", latency: 300 }] }, async (hub) => {
      const path = storedResult(1, many(350));
      // The second batch has arrived, and may be taken or not.
      const when = () => hub.count("BatchImportFindings") >= 2;
      const killed = await hub.publishIn(path, { interrupt: { when, signal: "SIGKILL" } });
      expect(killed.exitCode).toBeNull();
      const { exitCode, publication } = await hub.publish(path);
      expect(exitCode).toBe(0);
      const { create, unchanged } = publication.summary;
      expect([100, 200]).toContain(unchanged);
      expect(create).toBe(350 - unchanged);
      expect(await hub.held()).toHaveLength(350);
    }));

  test("is an interruption: what was not sent is told", () =>
    withHub({ faults: [{ operation: "BatchImportFindings", latency: 300 }] }, async (hub) => {
      const when = () => hub.count("BatchImportFindings") >= 1;
      const path = storedResult(1, many(350));
      const { exitCode, stdout } = await hub.publishIn(path, {
        interrupt: { when, signal: "SIGINT" },
      });
      expect(exitCode).toBe(3);
      expect(stdout).toContain("Interrupted: the run was interrupted before this was sent");
    }));
});

describe.concurrent("accounts", () => {
  const findings = [findingOn("main"), findingOn("theirs", { account: otherAccount })];
  const accounts = [judgedAccount(), judgedAccount({ id: otherAccount })];

  test("that are not ours are told as not delivered, with the way out", () =>
    withHub({}, async (hub) => {
      const { exitCode, publication } = await hub.publish(storedResult(1, findings, { accounts }));
      expect(exitCode).toBe(3);
      expect(publication.summary).toMatchObject({ create: 1, notDelivered: 1 });
      const problem = publication.hubs.find((one) => one.account === otherAccount)?.problem;
      expect(problem).toMatchObject({ code: "OtherAccount", findings: 1 });
      expect(problem?.message).toContain("--role NAME");
    }));

  test("are entered by a role of the same name", async () => {
    const { buildAccount } = await import("../../src/emulator/build/account.ts");
    const trusting = buildAccount({
      id: otherAccount,
      roles: [{ name: "Audit", trustedAccounts: [account], externalId: "x-7" }],
    });
    await withHub({ world: hubWorld({}, trusting) }, async (hub) => {
      const path = storedResult(1, findings, { accounts });
      const denied = await hub.publish(path, "--role", "Audit");
      expect(denied.exitCode).toBe(3);
      expect(denied.publication.summary).toMatchObject({ create: 1, notDelivered: 1 });
      const { exitCode, publication } = await hub.publish(
        ...([path, "--role", "Audit", "--external-id", "x-7"] as const),
      );
      expect(exitCode).toBe(0);
      expect(publication.summary).toMatchObject({ create: 1, unchanged: 1 });
    });
  });
});

describe.concurrent("input that is wrong ends with 2, and nothing is asked", () => {
  const cases: readonly (readonly [string, () => string[], expected: string])[] = [
    ["no file", () => ["missing.json"], "missing.json"],
    [
      "an ARN of a role",
      () => [storedResult(1, failing), "--role", "arn:aws:iam::1:role/A"],
      "name of a role",
    ],
    ["an external id alone", () => [storedResult(1, failing), "--external-id", "x"], "no --role"],
    [
      "a Region that is none",
      () => [storedResult(1, failing), "--region", "Europe"],
      "is no Region",
    ],
    [
      "a Region unseen",
      () => [storedResult(1, failing), "--region", "sa-east-1"],
      "eu-west-1, us-east-1",
    ],
    [
      "a Terraform plan's result",
      () => [
        storedResult(1, failing, {
          source: {
            kind: "terraform-plan",
            recordedBy: "t",
            startedAt: "2026-01-15T12:00:00.000Z",
          },
        }),
      ],
      "accounts as they are",
    ],
    [
      "a host as Region",
      () => [storedResult(1, [], { accounts: [judgedAccount({ regions: ["x.example.com/"] })] })],
      'names "x.example.com/" as',
    ],
    ["an account taken out", () => [storedResult(1, failing, { accounts: [] })], "not among"],
    [
      "findings taken out",
      () => [
        storedResult(1, failing.slice(1), {
          summary: { fail: 1, unknown: 1, pass: 0, "not-applicable": 0, waived: 0 },
        }),
      ],
      "its summary says 1",
    ],
  ];
  for (const [name, make, expected] of cases) {
    test(name, () =>
      withHub({}, async (hub) => {
        const [path = "", ...words] = make();
        const asked = await hub.publish(path, ...words).catch((error: Error) => error.message);
        expect(asked).toContain(expected);
        expect(hub.aws.calls).toEqual([]);
      }),
    );
  }
});

test("what a person reads has no control characters of anybody else's", () =>
  withHub({}, async (hub) => {
    const evil = findingOn("main", {
      resource: { type: "AWS::CloudTrail::Trail", id: "arn:x", name: "\u001b[31mred\u202e" },
    });
    const { stdout, exitCode } = await hub.publishIn(storedResult(1, [evil]), {});
    expect(exitCode).toBe(0);
    expect(stdout).toContain("\\u{1b}[31mred\\u{202e}");
    expect(stdout).toContain("1 created, 0 updated, 0 archived, 0 unchanged");
    expect(stdout).toContain("everything is where it belongs");
  }));

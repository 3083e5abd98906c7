import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountFacts } from "../../src/facts/account.ts";
import { timeless, withAws } from "../harness/aws.ts";
import { emptyFolder, runCli } from "../harness/cli.ts";
import { change } from "./change.ts";
import { account } from "./clients.ts";
import { homeCompanions, otherCompanions } from "./companions.ts";
import {
  expected,
  expectedChanges,
  expectedGaps,
  expectedMissing,
  expectedUnknowns,
} from "./expected.ts";
import {
  type Checked,
  type Collected,
  changes,
  check,
  collect,
  type Environment,
  environmentOf,
  gapTable,
  recordingAt,
  timelessCalls,
  verdictTable,
} from "./run.ts";
import { homeRegion, mainBucket, oldBucket, type Seeded, seed } from "./seed.ts";
import { whatWasSeeded } from "./seeded-facts.ts";
import { type Moto, motoVersion, startMoto } from "./server.ts";
import { unknownFacts } from "./unknown-facts.ts";

const motoHasChanged =
  "moto answers differently than when this was written: if it has become better, so may the table";

let moto: Moto;
let environment: Environment;
let seeded: Seeded;
let live: Checked;
let collected: Collected;
const recorded = join(emptyFolder(), "checked.ndjson");

beforeAll(async () => {
  moto = await startMoto();
  environment = environmentOf(moto.endpoint);
  seeded = await seed(moto.endpoint);
  [live, collected] = await Promise.all([
    check(["--save-recording", recorded], environment),
    collect(environment),
  ]);
});

afterAll(async () => {
  await moto?.stop();
});

test("moto is the version that these tests describe", async () => {
  const requirements = readFileSync(join(import.meta.dirname, "requirements.txt"), "utf8");
  const pinned = /^moto==([\w.]+)$/m.exec(requirements)?.[1];
  expect(await motoVersion(), "install test/moto/requirements.txt").toBe(pinned);
});

describe("a live check", () => {
  test("says what is wrong by its exit code, and nothing else is said beside the report", () => {
    expect({ exitCode: live.exitCode, stderr: live.stderr }).toEqual({ exitCode: 1, stderr: "" });
    expect(live.stdout).toContain("gate failed");
    expect(live.result.source.kind).toBe("aws");
    expect(live.result.gate).toMatchObject({ passed: false, outcome: "failed", failOn: "low" });
    expect(live.result.accounts).toMatchObject([{ id: account, status: "complete" }]);
  });

  test("has a verdict of each policy on each resource", () => {
    expect(live.result.policies).toHaveLength(49);
    expect(verdictTable(live.result), motoHasChanged).toEqual(expected);
  });

  test("names what a verdict was lacking", () => {
    const unknown = live.result.findings.filter(({ status }) => status === "unknown");
    const missing = unknown.map(({ policy, missing }) => [policy, missing]);
    expect(Object.fromEntries(missing), motoHasChanged).toMatchObject(expectedMissing);
  });

  test("lists the calls that moto does not have", () => {
    const regions = live.result.accounts[0]?.regions ?? [];
    // All that moto's EC2 says to be enabled, those of other partitions too.
    expect(regions, motoHasChanged).toHaveLength(24);
    expect(live.result.accounts[0]?.regionsFrom).toBe("ec2:DescribeRegions");
    expect(gapTable(live.result), motoHasChanged).toEqual(expectedGaps(regions));
  });
});

describe("a recording", () => {
  test("is made by collect as by check", async () => {
    expect(collected).toMatchObject({ exitCode: 0 });
    expect(collected.stderr).toContain(`Recorded account ${account}`);
    const [one, other] = [await recordingAt(recorded), await recordingAt(collected.path)];
    expect(other.status).toBe("complete");
    expect(other.account).toEqual(one.account);
    expect(timelessCalls(other).map(withoutClock)).toEqual(timelessCalls(one).map(withoutClock));
  });

  test("holds what was set up, joined", async () => {
    const { account: facts, notes } = accountFacts(await recordingAt(recorded));
    expect(facts).toMatchObject(whatWasSeeded(seeded));
    for (const region of facts.regions.$items) {
      const isHome = region.name === homeRegion;
      expect(region, region.name).toMatchObject(isHome ? homeCompanions : otherCompanions);
    }
    // moto forgets the 180 days that it was told.
    expect(facts.keys.$items[0], motoHasChanged).not.toHaveProperty("rotationPeriodInDays");
    expect(facts.trails.$items[0]?.statuses.$items).toHaveLength(24);
    expect(notes).toEqual([]);
  });

  test("leaves nothing else unknown", async () => {
    const { account: facts } = accountFacts(await recordingAt(recorded));
    expect(unknownFacts(facts), motoHasChanged).toEqual(expectedUnknowns);
  });

  test("gets the findings of the live check when it is checked again", async () => {
    const again = await check([recorded]);
    expect(again.exitCode).toBe(live.exitCode);
    expect(again.result.findings).toEqual(live.result.findings);
    expect(again.result.gaps).toEqual(live.result.gaps);
    expect(again.stdout).toBe(live.stdout);
    const other = await check([collected.path]);
    expect(verdictTable(other.result)).toEqual(expected);
  });

  test("replayed by the embedded AWS, gives the same answers and findings", async () => {
    const recording = await recordingAt(recorded);
    const path = join(emptyFolder(), "replayed.ndjson");
    const replayed = await withAws({ recordings: [recording] }, { account }, (leads) =>
      check(["--save-recording", path], leads),
    );
    expect(timelessCalls(await recordingAt(path))).toEqual(timelessCalls(recording));
    expect(timeless(replayed.result)).toEqual(timeless(live.result));
    expect(replayed.result.gaps).toHaveLength(live.result.gaps.length);
    expect(replayed.exitCode).toBe(live.exitCode);
  });
});

describe("the gate", () => {
  const gates: readonly (readonly [words: string, exitCode: number])[] = [
    ["--fail-on high", 1],
    ["--fail-on critical", 3],
    ["--fail-on critical --allow-unknown", 0],
    ["--policy trail-enabled", 0],
    ["--policy bucket-not-public", 3],
  ];
  for (const [words, exitCode] of gates) {
    test(`${words} ends with ${exitCode}`, async () => {
      const ran = await runCli(["check", recorded, ...words.split(" ")]);
      expect(ran.exitCode, ran.stdout).toBe(exitCode);
    });
  }

  test("does not wait for deliveries for ever", async () => {
    const later = new Date(Date.parse(live.result.asOf) + 3 * 24 * 3_600_000).toISOString();
    const { result } = await check([recorded, "--as-of", later]);
    expect(changes(expected, verdictTable(result)), motoHasChanged).toEqual({
      "delivery-logs-healthy": { main: "unknown → fail" },
      "delivery-s3-healthy": { main: "pass → fail" },
    });
  });
});

describe("a stored result", () => {
  for (const format of ["json", "asff", "html"] as const) {
    test(`is rendered to ${format} as the run itself wrote it`, async () => {
      const ran = await runCli(["render", live.files.json, "--format", format]);
      expect({ exitCode: ran.exitCode, stderr: ran.stderr }).toEqual({ exitCode: 0, stderr: "" });
      expect(ran.stdout).toBe(readFileSync(live.files[format], "utf8"));
    });
  }

  test("has everything that applies in ASFF, and every resource in HTML", () => {
    const asff = JSON.parse(readFileSync(live.files.asff, "utf8")) as readonly {
      readonly Compliance: { readonly Status: string };
    }[];
    const count = (status: string) =>
      asff.filter(({ Compliance }) => Compliance.Status === status).length;
    const { pass, fail, unknown } = live.result.summary;
    expect(asff).toHaveLength(pass + fail + unknown);
    expect([count("PASSED"), count("FAILED")]).toEqual([pass, fail]);
    const html = readFileSync(live.files.html, "utf8");
    for (const name of [mainBucket, oldBucket, seeded.keyArn]) expect(html).toContain(name);
  });
});

// Last, because moto is another account afterwards.
test("what is changed turns these verdicts around, and no others", async () => {
  await change(moto.endpoint, seeded);
  const { result, exitCode } = await check([], environment);
  expect(changes(expected, verdictTable(result)), motoHasChanged).toEqual(expectedChanges);
  expect(exitCode).toBe(1);
  const regions = result.accounts[0]?.regions ?? [];
  expect(gapTable(result), motoHasChanged).toEqual({
    ...expectedGaps(regions),
    // Asked for a bucket that is gone, moto answers without a body, and calls that HTML.
    "s3:HeadBucket": { code: "NotAnAwsAnswer", regions: [homeRegion] },
  });
});

/** moto claims a delivery at the very second of asking. */
function withoutClock<T extends { readonly operation: string; readonly output?: object }>(call: T) {
  if (call.operation !== "GetTrailStatus") return call;
  const output = Object.entries(call.output ?? {});
  return {
    ...call,
    output: Object.fromEntries(output.filter(([member]) => !/^LatestDelivery.*Time$/.test(member))),
  };
}

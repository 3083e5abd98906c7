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
  type VerdictTable,
  verdictTable,
} from "./run.ts";
import { homeRegion, mainBucket, oldBucket, otherRegion, type Seeded, seed } from "./seed.ts";
import { whatWasSeeded } from "./seeded-facts.ts";
import { type Moto, motoVersion, startMoto } from "./server.ts";
import { unknownFacts } from "./unknown-facts.ts";

/** moto's EC2 has these enabled, whatever the partition. */
const regions = [
  ...["af-south-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1"],
  ...["ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ca-central-1", "cn-north-1"],
  ...["cn-northwest-1", "eu-central-1", "eu-north-1", "eu-south-1", "eu-west-1", "eu-west-2"],
  ...["eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-gov-east-1", "us-gov-west-1"],
  ...["us-west-1", "us-west-2"],
];

/** One verdict in every Region but the home Region of the main trail. */
const elsewhere = (verdict: string) =>
  Object.fromEntries(regions.filter((one) => one !== homeRegion).map((one) => [one, verdict]));

/** What every policy has to say about the seeded account. */
const expected: VerdictTable = {
  "bucket-access-logging": { [mainBucket]: "pass", [oldBucket]: "fail" },
  "bucket-block-public-access": { [mainBucket]: "pass", [oldBucket]: "fail" },
  "bucket-exists-and-owned": { [mainBucket]: "pass", [oldBucket]: "pass" },
  // Its policy lets everyone in, but moto does not have the call that would say so.
  "bucket-not-public": { [mainBucket]: "pass", [oldBucket]: "unknown" },
  "bucket-tls-only": { [mainBucket]: "pass", [oldBucket]: "fail" },
  // moto delivers no digests and nothing to CloudWatch Logs; on AWS too, that may take a while.
  "delivery-digest-healthy": { main: "unknown", old: "not-applicable" },
  "delivery-logs-healthy": { main: "unknown", old: "not-applicable" },
  // moto claims that whatever logs has just delivered.
  "delivery-s3-healthy": { main: "pass", old: "not-applicable" },
  "guardduty-on": { ...elsewhere("fail"), [homeRegion]: "pass" },
  "guardduty-s3": { ...elsewhere("fail"), [homeRegion]: "fail" },
  // moto has none of AWS's own policies, so that nobody holds one.
  "iam-full-access-limited": { [account]: "pass" },
  "iam-no-cloudtrail-star": { [account]: "fail" },
  "key-customer-managed": { key: "pass" },
  "key-not-pending-deletion": { key: "pass" },
  "key-rotation": { key: "pass" },
  "key-usable": { key: "pass" },
  "loggroup-retention": { "cloudtrail/main": "pass" },
  // Only one account, which has a trail.
  "org-member-coverage": { organization: "pass" },
  "org-trail-present": { organization: "fail" },
  "securityhub-on": { ...elsewhere("fail"), [homeRegion]: "pass" },
  "trail-cloudwatch-logs": { main: "pass", old: "fail" },
  "trail-enabled": { [account]: "pass" },
  "trail-global-events": { [account]: "pass" },
  "trail-kms-encrypted": { main: "pass", old: "fail" },
  "trail-log-validation": { main: "pass", old: "fail" },
  "trail-logging-on": { main: "pass", old: "fail" },
  "trail-multi-region-all-mgmt": { [account]: "pass" },
};

/** What the verdicts that could not be reached were lacking. */
const expectedMissing = {
  "bucket-not-public": [
    { fact: "bucket.policy.isPublic", reason: "not-returned", call: "s3:GetBucketPolicyStatus" },
  ],
  "delivery-digest-healthy": [{ fact: "trail", reason: "too-new" }],
  "delivery-logs-healthy": [{ fact: "trail", reason: "too-new" }],
};

/** What moto answers with an HTML page, because it does not have it. */
const expectedGaps = (all: readonly string[]) => ({
  // Regions come from ec2:DescribeRegions instead.
  "account:ListRegions": { code: "NotAnAwsAnswer", regions: ["us-east-1"] },
  "cloudtrail:GetEventConfiguration": {
    code: "NotAnAwsAnswer",
    regions: [homeRegion, otherRegion],
  },
  "cloudtrail:ListEventDataStores": { code: "NotAnAwsAnswer", regions: all },
  // moto knows the services that can be administered for an organization; CloudTrail is not among them.
  "organizations:ListDelegatedAdministrators": {
    code: "InvalidInputException",
    regions: ["us-east-1"],
  },
});

/** Every fact that moto leaves open. */
const expectedUnknowns = [
  // No such operation.
  "account.eventDataStores.$unseen[0]: unavailable, cloudtrail:ListEventDataStores",
  // It does not take CloudTrail for a service that can be administered.
  "account.organizations[0].delegatedAdministrators: unavailable, organizations:ListDelegatedAdministrators",
  // S3 sub-resources that moto does not know answer with a listing of the bucket, and 200.
  "account.trails[main].bucket.payer: not-returned, s3:GetBucketRequestPayment",
  "account.trails[old].bucket.payer: not-returned, s3:GetBucketRequestPayment",
  // The main bucket's is not among these: its policy names nobody who could be the public.
  "account.trails[old].bucket.policy.isPublic: not-returned, s3:GetBucketPolicyStatus",
  // AWS says InsightNotEnabledException; moto gives an answer without the list.
  "account.trails[old].insightTypes: not-returned, cloudtrail:GetInsightSelectors",
  // AWS always gives the default selector; moto gives two empty lists.
  "account.trails[old].managementEvents: not-returned, cloudtrail:GetEventSelectors",
];

/** What `change` does to the verdicts; those that are not here stay as they were. */
const expectedChanges: VerdictTable = {
  "bucket-access-logging": { [mainBucket]: "pass → not-applicable" },
  "bucket-block-public-access": { [mainBucket]: "pass → not-applicable" },
  "bucket-exists-and-owned": { [mainBucket]: "pass → fail" },
  // The account's own block decides, so that nobody asks what moto cannot say.
  "bucket-not-public": { [mainBucket]: "pass → not-applicable", [oldBucket]: "unknown → pass" },
  "bucket-tls-only": { [mainBucket]: "pass → not-applicable", [oldBucket]: "fail → pass" },
  "delivery-digest-healthy": { old: "not-applicable → unknown" },
  "delivery-logs-healthy": { old: "not-applicable → unknown" },
  "delivery-s3-healthy": { old: "not-applicable → pass" },
  "key-customer-managed": { "alias/cloudtrail": "none → not-applicable" },
  "key-not-pending-deletion": {
    key: "pass → fail",
    "alias/cloudtrail": "none → not-applicable",
  },
  // A key that waits for its deletion does not rotate on AWS; moto still says it does.
  "key-rotation": { "alias/cloudtrail": "none → not-applicable" },
  "key-usable": { key: "pass → fail", "alias/cloudtrail": "none → fail" },
  "loggroup-retention": { "cloudtrail/main": "pass → fail" },
  "trail-cloudwatch-logs": { old: "fail → pass" },
  "trail-kms-encrypted": { old: "fail → pass" },
  "trail-log-validation": { old: "fail → pass" },
  "trail-logging-on": { old: "fail → pass" },
  "trail-multi-region-all-mgmt": { [account]: "pass → fail" },
};

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
    expect(live.result.policies).toHaveLength(27);
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

import { describe, expect, test } from "vitest";
import { buildAccount } from "../../src/emulator/build/account.ts";
import { buildBucket } from "../../src/emulator/build/bucket.ts";
import { buildKey } from "../../src/emulator/build/key.ts";
import { buildTrail } from "../../src/emulator/build/trail.ts";
import type { AccountState, World } from "../../src/emulator/world.ts";
import { accountFacts } from "../../src/facts/account.ts";
import { sourceOf } from "../../src/model/facts/provenance.ts";
import type { AccountRecording, CallLine } from "../../src/model/recording.ts";
import { record } from "../harness/recorded.ts";
import { goodAccount as account, goodWorld } from "../harness/worlds.ts";

const now = "2026-01-15T12:00:00.000Z";
const worldOf = (given: Partial<AccountState>): World => ({
  accounts: [buildAccount({ id: account, ...given })],
});
const trail = (name: string, given: object = {}) =>
  buildTrail({ account, now, name, bucket: "logs", ...given });

/** The recording with some calls replaced or removed. */
const changed = (
  recording: AccountRecording,
  change: (call: CallLine) => CallLine | undefined,
): AccountRecording => ({
  ...recording,
  calls: recording.calls.flatMap((call) => change(call) ?? []),
});

const good = await record(goodWorld(now), { account });

describe("trails", () => {
  test("that every Region shows are one trail, described by its home Region", async () => {
    const recording = await record(worldOf({ trails: [trail("main", { region: "eu-west-1" })] }), {
      account,
    });
    const shown = recording.calls.filter(({ operation }) => operation === "DescribeTrails");
    expect(shown.length).toBe(17);
    const { trails } = accountFacts(recording).account;
    expect(trails).toMatchObject({
      $items: [{ name: "main", homeRegion: "eu-west-1" }],
      $unseen: [],
    });
    expect(sourceOf(trails.$items[0] ?? {}, "name")?.region).toBe("eu-west-1");
  });

  test("with one name in two Regions are two", async () => {
    const single = { trail: { IsMultiRegionTrail: false } };
    const trails = [
      trail("main", { ...single, region: "eu-west-1" }),
      trail("main", { ...single, region: "us-east-1" }),
    ];
    const { account: facts } = accountFacts(await record(worldOf({ trails }), { account }));
    expect(facts.trails.$items.map(({ arn }) => arn).sort()).toEqual([
      `arn:aws:cloudtrail:eu-west-1:${account}:trail/main`,
      `arn:aws:cloudtrail:us-east-1:${account}:trail/main`,
    ]);
  });

  test("that are deleted between two calls are gone, and that is said", () => {
    const recording = changed(good, (call) => {
      if (call.operation !== "GetTrailStatus") return call;
      const { output: _, ...rest } = call;
      return { ...rest, error: { code: "TrailNotFoundException", message: "", status: 404 } };
    });
    const { account: facts, notes } = accountFacts(recording);
    expect(facts.trails).toEqual({ $items: [], $unseen: [] });
    expect(notes).toEqual([
      expect.stringContaining("was deleted while the account was being read"),
    ]);
  });

  test("keep a status for each Region, unknown where a Region did not answer", async () => {
    const faults = [
      {
        service: "cloudtrail",
        operation: "GetTrailStatus",
        region: "us-west-2",
        kind: "deny" as const,
      },
    ];
    const recording = await record(worldOf({ trails: [trail("main")] }), { account, faults });
    const [main] = accountFacts(recording).account.trails.$items;
    expect(main?.isLogging).toBe(true);
    expect(main?.statuses.$items.length).toBe(16);
    expect(main?.statuses.$unseen).toMatchObject([
      { $unknown: "access-denied", permission: "cloudtrail:GetTrailStatus" },
    ]);
  });

  test("may be in a Region that could not be asked, though no multi-Region ones", async () => {
    const faults = [{ service: "cloudtrail", region: "us-west-2", kind: "deny" as const }];
    const recording = await record(worldOf({ trails: [trail("main")] }), { account, faults });
    expect(accountFacts(recording).account.trails.$unseen).toMatchObject([
      { $unknown: "access-denied", known: { isMultiRegionTrail: false } },
    ]);
  });

  test("of Regions that were left out are followed home", async () => {
    const recording = await record(worldOf({ trails: [trail("main", { region: "eu-west-1" })] }), {
      account,
      onlyRegions: ["us-east-1"],
    });
    const { trails, regions } = accountFacts(recording).account;
    expect(trails.$items[0]).toMatchObject({ name: "main", isLogging: true });
    expect(regions.$items.map(({ name }) => name)).toEqual(["us-east-1"]);
    expect(trails.$unseen).toMatchObject([{ $unknown: "not-requested" }]);
  });
});

describe("keys", () => {
  const arn = `arn:aws:kms:us-east-1:${account}:key/11111111-2222-3333-4444-555555555555`;

  test("named by an alias in one trail and an ARN in another are one key", async () => {
    const trails = [
      trail("a", { trail: { KmsKeyId: arn } }),
      trail("b", { trail: { KmsKeyId: `arn:aws:kms:us-east-1:${account}:alias/trail` } }),
    ];
    const keys = [buildKey(arn, { aliases: ["alias/trail"] })];
    const { account: facts } = accountFacts(await record(worldOf({ trails, keys }), { account }));
    expect(facts.keys.$items).toMatchObject([
      { arn, exists: true, keyState: "Enabled", aliases: ["alias/trail"] },
    ]);
    expect(facts.trails.$items).toMatchObject([{ key: { arn } }, { key: { arn } }]);
  });

  test("that are gone do not exist, and nothing else is claimed of them", async () => {
    const recording = await record(
      worldOf({ trails: [trail("a", { trail: { KmsKeyId: arn } })] }),
      { account },
    );
    const [key] = accountFacts(recording).account.keys.$items;
    expect(key).toMatchObject({ arn, exists: false, keyState: { $unknown: "not-returned" } });
  });
});

describe("buckets", () => {
  test("in another Region than their trail are found there", async () => {
    const buckets = [buildBucket("logs", { region: "ap-south-1" })];
    const recording = await record(worldOf({ trails: [trail("main")], buckets }), { account });
    const [bucket] = accountFacts(recording).account.buckets.$items;
    expect(bucket).toMatchObject({
      exists: true,
      region: "ap-south-1",
      ownerAccountId: account,
      versioning: "Enabled",
    });
    const asked = recording.calls.filter(({ operation }) => operation === "GetBucketPolicy");
    expect(asked.map(({ region }) => region)).toEqual(["ap-south-1"]);
  });

  test("that a stranger's 404 denies are not missing; S3's own word counts", () => {
    const strangers = (code: string) =>
      changed(good, (call) => {
        if (call.operation !== "HeadBucket") return call;
        const { output: _, ...rest } = call;
        return { ...rest, error: { code, message: "", status: 404 } };
      });
    const exists = (recording: AccountRecording) =>
      accountFacts(recording).account.buckets.$items[0]?.exists;
    expect(exists(strangers("NotAnAwsAnswer"))).toBe(true);
    expect(exists(strangers("NotFound"))).toBe(false);
    const silent = changed(strangers("NotAnAwsAnswer"), (call) =>
      call.service === "s3" && call.operation !== "HeadBucket" ? undefined : call,
    );
    expect(exists(silent)).toMatchObject({ $unknown: "unavailable" });
  });

  test("name the call that proved them where the first one failed", () => {
    const recording = changed(good, (call) => {
      if (call.operation !== "HeadBucket") return call;
      const { output: _, ...rest } = call;
      return { ...rest, error: { code: "AccessDenied", message: "", status: 403 } };
    });
    const [bucket] = accountFacts(recording).account.buckets.$items;
    expect(bucket?.exists).toBe(true);
    expect(sourceOf(bucket ?? {}, "exists")?.call).toBe("s3:GetBucketLocation");
    expect(sourceOf(bucket ?? {}, "ownerAccountId")?.call).toBe("s3:GetBucketLocation");
    expect(sourceOf(bucket ?? {}, "trails")?.call).toBe("cloudtrail:DescribeTrails");
  });
});

describe("partitions", () => {
  const partitions = [
    ["aws-cn", "cn-north-1", ["cn-north-1", "cn-northwest-1"]],
    ["aws-us-gov", "us-gov-west-1", ["us-gov-east-1", "us-gov-west-1"]],
  ] as const;
  for (const [partition, region, regions] of partitions) {
    test(`${partition} keeps its own ARNs and Regions`, async () => {
      const world: World = {
        accounts: [
          buildAccount({
            id: account,
            partition,
            regions: regions.map((name) => ({ name, optStatus: "ENABLED_BY_DEFAULT" })),
            trails: [trail("main", { partition, region })],
            buckets: [buildBucket("logs", { region, partition })],
          }),
        ],
      };
      const { account: facts } = accountFacts(await record(world, { account, region }));
      expect(facts).toMatchObject({
        partition,
        trails: {
          $items: [{ arn: `arn:${partition}:cloudtrail:${region}:${account}:trail/main` }],
        },
        buckets: { $items: [{ arn: `arn:${partition}:s3:::logs`, exists: true }] },
      });
      expect(facts.regions.$items.map(({ name }) => name)).toEqual(regions);
    });
  }
});

test("the order of answers changes no fact", () => {
  const reversed = { ...good, calls: [...good.calls].reverse() };
  // Only pages of one call keep their order, which is the order they were asked in.
  expect(accountFacts(reversed)).toEqual(accountFacts(good));
});

import { CloudTrailClient, DescribeTrailsCommand } from "@aws-sdk/client-cloudtrail";
import { describe, expect, test } from "vitest";
import { buildAccount } from "../../../src/emulator/build/account.ts";
import { buildBucket } from "../../../src/emulator/build/bucket.ts";
import { buildTrail, type TrailGiven } from "../../../src/emulator/build/trail.ts";
import type { RegionState, World } from "../../../src/emulator/world.ts";
import { againstGood } from "../../harness/against-good.ts";
import { withAws } from "../../harness/aws.ts";
import { changedWorld, goodAccount } from "../../harness/worlds.ts";

// Known gaps of other tools, numbered as in section 6.15 of the reference on controls.

const now = new Date().toISOString();

const singleRegion = (region: string) =>
  buildTrail({
    ...{ account: goodAccount, now, name: `only-${region}`, region, bucket: "good-trail-logs" },
    trail: { IsMultiRegionTrail: false },
  });

describe("3: a trail in each Region is not a multi-Region trail", () => {
  const checked = againstGood(
    changedWorld(now, ({ regions }) => ({
      trails: regions
        .filter(({ name, optStatus }) => optStatus !== "DISABLED" && name !== "sa-east-1")
        .map(({ name }) => singleRegion(name)),
    })),
  );

  test("they record their Regions", async () => {
    const of = await checked;
    expect(of("trail-enabled")).toMatchObject({ was: "pass", is: "pass" });
    expect(of("region-logged", "us-west-2")).toMatchObject({ was: "pass", is: "pass" });
  });

  test("but none of them the next Region", async () => {
    const of = await checked;
    const { was, is, because } = of("trail-multi-region-all-mgmt");
    expect({ was, is }).toEqual({ was: "pass", is: "fail" });
    expect(because).toHaveLength(16);
    expect(because).toContain("account.trails[only-us-west-2].isMultiRegionTrail = false");
  });

  test("and the Region that was forgotten is named", async () => {
    const of = await checked;
    const { was, is, message } = of("region-logged", "sa-east-1");
    expect({ was, is }).toEqual({ was: "pass", is: "fail" });
    expect(message).toMatch(
      /^Changes in sa-east-1 are not all recorded\. No trail records .* in sa-east-1: 16 trails record other Regions only\.$/,
    );
  });
});

describe("17: a stopped multi-Region trail next to a running single-Region one", () => {
  const checked = againstGood(
    changedWorld(now, ({ trails }) => ({
      trails: [
        ...trails.map((one) => ({
          ...one,
          status: { ...one.status, IsLogging: false, StopLoggingTime: now },
        })),
        singleRegion("us-east-1"),
      ],
    })),
  );

  test("do not make a running multi-Region trail together", async () => {
    const of = await checked;
    const { was, is, because } = of("trail-multi-region-all-mgmt");
    expect({ was, is }).toEqual({ was: "pass", is: "fail" });
    expect(because).toEqual([
      "account.trails[only-us-east-1].isMultiRegionTrail = false",
      "account.trails[main].isLogging = false",
    ]);
  });

  test("record one Region, and it says what is wrong in the others", async () => {
    const of = await checked;
    expect(of("trail-enabled")).toMatchObject({ was: "pass", is: "pass" });
    expect(of("region-logged", "us-east-1")).toMatchObject({ was: "pass", is: "pass" });
    const { was, is, message } = of("region-logged", "us-west-2");
    expect({ was, is }).toEqual({ was: "pass", is: "fail" });
    expect(message).toMatch(/in us-west-2: trail main: it is switched off\.$/);
  });
});

const management = "111111111111";
const member = "333333333333";
const names = ["us-east-1", "us-west-2", "af-south-1"];

const regions = (...optedIn: readonly string[]): readonly RegionState[] =>
  names.map((name) => {
    if (name !== "af-south-1") return { name, optStatus: "ENABLED_BY_DEFAULT" };
    return { name, optStatus: optedIn.includes(name) ? "ENABLED" : "DISABLED" };
  });

/** An organization with one trail, and a member that has nothing but that. */
const organization = (
  trail: Pick<TrailGiven, "region">,
  memberRegions: readonly RegionState[] = regions(),
): World => ({
  organization: { managementAccount: management, members: [member] },
  accounts: [
    buildAccount({
      id: management,
      regions: regions("af-south-1"),
      buckets: [buildBucket("organization-logs")],
      trails: [
        buildTrail({
          ...{ account: management, now, name: "organization", bucket: "organization-logs" },
          ...trail,
          trail: { IsOrganizationTrail: true },
        }),
      ],
    }),
    buildAccount({ id: member, regions: memberRegions }),
  ],
});

describe("7: the organization's trail seen from a member", () => {
  const world = organization({ region: "us-east-1" });

  test("vanishes for whoever asks without shadow trails", async () => {
    await withAws({ world }, { account: member }, async (environment) => {
      const client = new CloudTrailClient({
        endpoint: environment["AWS_ENDPOINT_URL"] ?? "",
        region: "us-east-1",
        credentials: { accessKeyId: environment["AWS_ACCESS_KEY_ID"] ?? "", secretAccessKey: "s" },
      });
      const seen = async (includeShadowTrails: boolean) =>
        (await client.send(new DescribeTrailsCommand({ includeShadowTrails }))).trailList?.length;
      expect([await seen(false), await seen(true)]).toEqual([0, 1]);
      client.destroy();
    });
  });

  test("records the member in every Region all the same", async () => {
    const of = await againstGood(world, { account: member });
    expect(of("trail-enabled")).toMatchObject({ was: "pass", is: "pass" });
    expect(of("trail-logging-on", "organization")).toMatchObject({ was: "pass", is: "pass" });
    // What it records, the member may not ask; that is no reason to call the Region unrecorded.
    const { was, is, message, missing } = of("region-logged", "us-west-2");
    expect({ was, is }).toEqual({ was: "pass", is: "unknown" });
    expect(missing.map(({ fact, reason }) => `${fact} ${reason}`)).toEqual([
      "account.trails[organization].eventSelectors org-trail-in-member",
    ]);
    expect(message).toContain("organization");
  });
});

describe("18: the organization's trail lives in a Region that must be opted in to", () => {
  test("which its owner is told", async () => {
    const of = await againstGood(organization({ region: "af-south-1" }), { account: management });
    const { was, is, message, because } = of("org-trail-home-region");
    expect({ was, is }).toEqual({ was: "pass", is: "fail" });
    expect(message).toContain("is homed in an opt-in Region");
    expect(because).toContain("account.trails[organization].isHomedInOptInRegion = true");
    expect(of("region-logged", "us-west-2")).toMatchObject({ was: "pass", is: "pass" });
  });

  test("and a member that has not opted in is not recorded at all", async () => {
    const of = await againstGood(organization({ region: "af-south-1" }), { account: member });
    const { was, is, message } = of("region-logged", "us-west-2");
    expect({ was, is }).toEqual({ was: "pass", is: "fail" });
    expect(message).toMatch(
      /trail organization: its home Region af-south-1 is not enabled in this account\.$/,
    );
  });

  test("while one that has is, as far as a member can see", async () => {
    const world = organization({ region: "af-south-1" }, regions("af-south-1"));
    const of = await againstGood(world, { account: member });
    expect(of("region-logged", "us-west-2").is).toBe("unknown");
  });
});

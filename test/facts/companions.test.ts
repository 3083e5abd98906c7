import { describe, expect, test } from "vitest";
import {
  buildDetector,
  buildRecorder,
  buildTamperRule,
} from "../../src/emulator/build/companions.ts";
import { buildOrganization } from "../../src/emulator/build/organization.ts";
import { buildTrail } from "../../src/emulator/build/trail.ts";
import type { Fault } from "../../src/emulator/faults.ts";
import type { AccountState } from "../../src/emulator/world.ts";
import { accountFacts } from "../../src/facts/account.ts";
import { gapsOf } from "../../src/facts/gaps.ts";
import { sourceOf } from "../../src/model/facts/provenance.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { CallLine } from "../../src/model/recording.ts";
import { goodAccount as account } from "../harness/worlds.ts";
import {
  answered,
  deny,
  error,
  factsOf,
  now,
  recorded,
  region,
  regionOf,
} from "./small-accounts.ts";

describe("GuardDuty", () => {
  test("is on where a detector is enabled, as that detector says", async () => {
    const { guardDuty } = await regionOf({});
    expect(guardDuty).toEqual({ exists: true, isEnabled: true, s3Protection: "ENABLED" });
    expect(sourceOf(guardDuty, "exists")).toMatchObject({
      call: "guardduty:ListDetectors",
      region,
    });
    expect(sourceOf(guardDuty, "isEnabled")?.call).toBe("guardduty:GetDetector");
  });

  test("is off where there is no detector, or a suspended one", async () => {
    const { guardDuty } = await regionOf({ account: { detectors: [] } });
    expect(guardDuty).toEqual({ exists: false, isEnabled: false });
    const detectors = [buildDetector(region, { Status: "DISABLED" })];
    expect((await regionOf({ account: { detectors } })).guardDuty).toMatchObject({
      exists: true,
      isEnabled: false,
    });
  });

  test("has S3 Protection as a feature, of old as a data source, or not at all", async () => {
    const s3Protection = async (detector: JsonObject) =>
      (await answered("GetDetector", { output: { Status: "ENABLED", ...detector } })).guardDuty
        .s3Protection;
    const feature = { Name: "S3_DATA_EVENTS", Status: "DISABLED" };
    expect(await s3Protection({ Features: [feature] })).toBe("DISABLED");
    expect(await s3Protection({ Features: [] })).toBeUndefined();
    const source = { Status: "ENABLED" };
    expect(await s3Protection({ DataSources: { S3Logs: source } })).toBe("ENABLED");
    expect(await s3Protection({ Features: [], DataSources: { S3Logs: source } })).toBe("ENABLED");
    expect(await s3Protection({})).toMatchObject({ $unknown: "not-returned" });
  });

  test("is unknown where it may not be asked", async () => {
    const unlisted = await regionOf({ faults: [deny("guardduty", "ListDetectors")] });
    const denied = { $unknown: "access-denied", permission: "guardduty:ListDetectors" };
    expect(unlisted.guardDuty).toMatchObject({
      exists: denied,
      isEnabled: denied,
      s3Protection: denied,
    });
    const unread = await regionOf({ faults: [deny("guardduty", "GetDetector")] });
    expect(unread.guardDuty).toMatchObject({
      exists: true,
      isEnabled: { permission: "guardduty:GetDetector" },
    });
  });
});

describe("Security Hub", () => {
  test("is on where there is a hub", async () => {
    expect((await regionOf({})).securityHub).toMatchObject({
      isEnabled: true,
      hubArn: `arn:aws:securityhub:${region}:${account}:hub/default`,
    });
  });

  test("is off, and no gap, where the account is not subscribed", async () => {
    const recording = await recorded({ account: { hubs: [] } });
    const [first] = accountFacts(recording).account.regions.$items;
    expect(first?.securityHub).toEqual({ isEnabled: false });
    expect(sourceOf(first?.securityHub ?? {}, "isEnabled")?.call).toBe("securityhub:DescribeHub");
    expect(gapsOf(recording)).toEqual([]);
  });

  test("is unknown where the same code means what AWS says it means", async () => {
    const isEnabled = async (answer: Parameters<typeof answered>[1]) =>
      (await answered("DescribeHub", answer)).securityHub.isEnabled;
    expect(await isEnabled(error("ResourceNotFoundException"))).toBe(false);
    expect(await isEnabled(error("InvalidAccessException", "No permission"))).toMatchObject({
      $unknown: "unavailable",
    });
    expect(await isEnabled(error("AccessDeniedException"))).toMatchObject({
      $unknown: "access-denied",
      permission: "securityhub:DescribeHub",
    });
    expect(await isEnabled({ output: {} })).toMatchObject({ $unknown: "not-returned" });
  });
});

describe("AWS Config", () => {
  test("has a recorder with the status of the same name", async () => {
    const configurationRecorders = [
      buildRecorder(account, region, {
        group: { allSupported: false },
        status: { recording: false, lastStatus: "Failure" },
      }),
    ];
    const { configurationRecorders: recorders } = await regionOf({
      account: { configurationRecorders },
    });
    expect(recorders).toMatchObject({
      $items: [
        {
          name: "default",
          isRecording: false,
          lastStatus: "FAILURE",
          recordsAllSupportedTypes: false,
          includesGlobalResourceTypes: true,
        },
      ],
      $unseen: [],
    });
    const [recorder] = recorders.$items;
    expect(sourceOf(recorder ?? {}, "isRecording")?.call).toBe(
      "config-service:DescribeConfigurationRecorderStatus",
    );
  });

  test("has neither recorder nor channel where it is off", async () => {
    const facts = await regionOf({ account: { configurationRecorders: [] } });
    expect(facts.configurationRecorders).toEqual({ $items: [], $unseen: [] });
    expect(facts.deliveryChannels).toEqual({ $items: [], $unseen: [] });
    expect(sourceOf(facts, "deliveryChannels")?.call).toBe(
      "config-service:DescribeDeliveryChannels",
    );
  });

  test("is unknown in part where a part is denied", async () => {
    const status = deny("config-service", "DescribeConfigurationRecorderStatus");
    const { configurationRecorders } = await regionOf({ faults: [status] });
    expect(configurationRecorders.$items).toMatchObject([
      {
        recordsAllSupportedTypes: true,
        isRecording: { permission: "config:DescribeConfigurationRecorderStatus" },
      },
    ]);
  });
});

describe("EventBridge", () => {
  const rulesOf = async (...eventRules: AccountState["eventRules"]) =>
    (await regionOf({ account: { eventRules } })).eventRules;
  const rule = (eventPattern: JsonObject, given: JsonObject = {}) =>
    buildTamperRule(account, region, { EventPattern: JSON.stringify(eventPattern), ...given });

  test("has the rules that may match a call, and their targets", async () => {
    const { $items, $unseen } = await rulesOf(buildTamperRule(account, region));
    expect($unseen).toEqual([]);
    expect($items).toMatchObject([
      {
        name: "trail-tampering",
        isEnabled: true,
        matches: {
          stopLogging: true,
          deleteTrail: true,
          updateTrail: true,
          putEventSelectors: true,
        },
        targets: { $items: [{ arn: `arn:aws:lambda:${region}:${account}:function:page-us` }] },
      },
    ]);
  });

  test("leaves out schedules and rules on anything else, and does not ask for their targets", async () => {
    const eventRules = [
      buildTamperRule(account, region, {
        EventPattern: undefined,
        ScheduleExpression: "rate(1 day)",
      }),
      rule({ source: ["aws.health"] }),
      rule({ "detail-type": ["EC2 Instance State-change Notification"] }),
      rule({ detail: { eventName: ["RunInstances"] } }, { Name: "others" }),
    ];
    const recording = await recorded({ account: { eventRules } });
    const asked = recording.calls.filter(({ operation }) => operation === "ListTargetsByRule");
    expect(asked.map(({ input }) => input["Rule"])).toEqual(["others"]);
    const { $items, $unseen } = accountFacts(recording).account.trails.$items[0]?.eventRules ?? {};
    expect($unseen).toEqual([]);
    // Of any call at all, though of none that blinds the trail.
    const none = { stopLogging: false, deleteTrail: false, updateTrail: false };
    expect($items?.at(-1)).toMatchObject({ name: "others", matches: none });
  });

  test("says of each call whether a rule matches it, by prefix and exclusion too", async () => {
    const { $items } = await rulesOf(
      rule({ source: ["aws.cloudtrail"], detail: { eventName: [{ prefix: "Stop" }] } }),
      rule({
        source: [{ prefix: "aws." }],
        detail: { eventName: [{ "anything-but": { prefix: ["Update", "Put"] } }] },
      }),
      rule({ source: ["aws.cloudtrail"], detail: { userIdentity: { type: ["Root"] } } }),
      rule({ source: ["aws.cloudtrail"], detail: { errorCode: [{ exists: false }] } }),
    );
    expect($items.map(({ matches }) => matches)).toMatchObject([
      { stopLogging: true, deleteTrail: false },
      { stopLogging: true, deleteTrail: true, updateTrail: false, putEventSelectors: false },
      { stopLogging: { $unknown: "undecidable" } },
      { stopLogging: true, putEventSelectors: true },
    ]);
  });

  test("calls a rule enabled in either of the two enabled states", async () => {
    const pattern = { source: ["aws.cloudtrail"] };
    const { $items } = await rulesOf(
      rule(pattern, { State: "DISABLED" }),
      rule(pattern, { State: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" }),
    );
    expect($items.map(({ isEnabled }) => isEnabled)).toEqual([false, true]);
  });

  test("does not know what it could not list", async () => {
    const rules = await regionOf({ faults: [deny("eventbridge", "ListRules")] });
    expect(rules.eventRules.$unseen).toMatchObject([{ permission: "events:ListRules" }]);
    const targets = await regionOf({ faults: [deny("eventbridge", "ListTargetsByRule")] });
    expect(targets.eventRules.$items[0]?.targets.$unseen).toMatchObject([
      { permission: "events:ListTargetsByRule" },
    ]);
  });
});

describe("a trail's home Region", () => {
  const optIn = async (home: string, faults: readonly Fault[] = []) => {
    const trails = [buildTrail({ account, now, name: "main", bucket: "logs", region: home })];
    const few = [
      { name: region, optStatus: "ENABLED_BY_DEFAULT" as const },
      { name: "af-south-1", optStatus: "ENABLED" as const },
    ];
    const { trails: found } = await factsOf({ account: { trails, regions: few }, faults });
    return found.$items[0]?.isHomedInOptInRegion;
  };

  test("is opt-in unless it is on from the start, whoever lists the Regions", async () => {
    expect(await optIn(region)).toBe(false);
    expect(await optIn("af-south-1")).toBe(true);
    const faults = [deny("account", "ListRegions")];
    expect(await optIn(region, faults)).toBe(false);
    expect(await optIn("af-south-1", faults)).toBe(true);
    expect(await optIn("af-south-1", [...faults, deny("ec2", "DescribeRegions")])).toMatchObject({
      $unknown: "access-denied",
      permission: "account:ListRegions",
    });
  });

  test("that this account has not even enabled is opt-in", async () => {
    expect(await optIn("me-south-1")).toBe(true);
  });
});

test("trails count in every Region that shows them", async () => {
  expect((await regionOf({})).trailCount).toBe(1);
  const faults = [deny("cloudtrail", "DescribeTrails")];
  expect((await regionOf({ faults })).trailCount).toMatchObject({
    permission: "cloudtrail:DescribeTrails",
  });
});

test("strange answers are no facts, and throw nothing", async () => {
  const recording = await recorded({
    organization: buildOrganization({ managementAccount: account }),
  });
  const services = [
    "guardduty",
    "config-service",
    "securityhub",
    "eventbridge",
    "organizations",
    "iam",
  ];
  for (const strange of [null, 7, "text", [], [null, 7, {}], { a: [] }]) {
    const calls = recording.calls.map((call): CallLine => {
      if (!services.includes(call.service) || call.output === undefined) return call;
      const members = Object.keys(call.output).map((member) => [member, strange]);
      return { ...call, output: Object.fromEntries(members) as JsonObject };
    });
    const { account: facts } = accountFacts({ ...recording, calls });
    const [first] = facts.regions.$items;
    expect(first?.guardDuty.isEnabled).not.toBe(true);
    expect(first?.securityHub.isEnabled).not.toBe(true);
    expect(facts.organizations.$items).toEqual([]);
  }
});

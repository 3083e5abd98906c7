import { describe, expect, test } from "vitest";
import { buildAccount } from "../../src/emulator/build/account.ts";
import {
  buildDetector,
  buildRecorder,
  buildTamperRule,
} from "../../src/emulator/build/companions.ts";
import { buildOrganization, buildTrailProtection } from "../../src/emulator/build/organization.ts";
import { buildTrail } from "../../src/emulator/build/trail.ts";
import type { Fault } from "../../src/emulator/faults.ts";
import type { AccountState, OrganizationState } from "../../src/emulator/world.ts";
import { accountFacts } from "../../src/facts/account.ts";
import { gapsOf } from "../../src/facts/gaps.ts";
import { sourceOf } from "../../src/model/facts/provenance.ts";
import type { Region } from "../../src/model/facts/region.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { CallError, CallLine } from "../../src/model/recording.ts";
import { record } from "../harness/recorded.ts";
import { goodAccount as account } from "../harness/worlds.ts";

const now = "2026-01-15T12:00:00.000Z";
const region = "us-east-1";
const regions = ["eu-west-1", region].map((name) => ({
  name,
  optStatus: "ENABLED_BY_DEFAULT" as const,
}));
const main = buildTrail({ account, now, name: "main", bucket: "logs" });

interface Given {
  readonly account?: Partial<AccountState>;
  readonly organization?: OrganizationState;
  readonly faults?: readonly Fault[];
}

const recorded = ({ account: given, organization, faults = [] }: Given) =>
  record(
    {
      accounts: [buildAccount({ id: account, regions, trails: [main], ...given })],
      ...(organization && { organization }),
    },
    { account, faults },
  );

const factsOf = async (given: Given) => accountFacts(await recorded(given)).account;

const regionOf = async (given: Given): Promise<Region> => {
  const { regions } = await factsOf(given);
  return regions.$items.find(({ name }) => name === region) as Region;
};

/** The facts of the Region where one call got another answer. */
async function answered(
  operation: string,
  answer: Pick<CallLine, "output"> | Pick<CallLine, "error">,
): Promise<Region> {
  const recording = good;
  const calls = recording.calls.map((call): CallLine => {
    if (call.operation !== operation) return call;
    const { output: _, error: __, ...question } = call;
    return { ...question, ...answer };
  });
  const { regions } = accountFacts({ ...recording, calls }).account;
  return regions.$items.find(({ name }) => name === region) as Region;
}

const good = await recorded({});
const error = (code: string, message = ""): { readonly error: CallError } => ({
  error: { code, message, status: 400 },
});
const deny = (service: string, operation: string): Fault => ({ service, operation, kind: "deny" });

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

describe("the organization", () => {
  const other = "444455556666";
  const organizationOf = async (given: Given) => (await factsOf(given)).organizations;
  const owned = (given: Partial<OrganizationState> = {}) =>
    buildOrganization({ managementAccount: account, members: [other], ...given });

  test("as its management account sees it", async () => {
    const { $items, $unseen } = await organizationOf({
      organization: owned({ delegatedAdministrators: [other], suspended: [other] }),
    });
    expect($unseen).toEqual([]);
    expect($items).toMatchObject([
      {
        id: "o-exampleorg",
        managementAccountId: account,
        isManagementAccount: true,
        featureSet: "ALL",
        trustedServices: ["cloudtrail.amazonaws.com"],
        delegatedAdministrators: [other],
        accounts: { $items: [{ state: "ACTIVE" }, { id: other, state: "SUSPENDED" }], $unseen: [] },
        serviceControlPolicies: {
          $items: [{ id: "p-trails", reachesEveryMember: true, denies: { stopLogging: true } }],
          $unseen: [],
        },
      },
    ]);
  });

  test("as a member sees it: what it is, and no gap for the rest", async () => {
    const recording = await recorded({
      organization: buildOrganization({ managementAccount: other, members: [account] }),
    });
    const [organization] = accountFacts(recording).account.organizations.$items;
    const kept = { $unknown: "organization-member" };
    expect(organization).toMatchObject({
      managementAccountId: other,
      isManagementAccount: false,
      trustedServices: kept,
      delegatedAdministrators: kept,
      accounts: { $items: [], $unseen: [kept] },
      serviceControlPolicies: { $items: [], $unseen: [kept] },
    });
    expect(organization?.accounts.$unseen[0]?.permission).toBeUndefined();
    expect(gapsOf(recording)).toEqual([]);
    const asked = recording.calls.filter(({ service }) => service === "organizations");
    expect(asked.map(({ operation }) => operation)).toEqual([
      "DescribeOrganization",
      "ListDelegatedAdministrators",
    ]);
  });

  test("as a delegated administrator sees it", async () => {
    const { $items } = await organizationOf({
      organization: buildOrganization({
        managementAccount: other,
        members: [account],
        delegatedAdministrators: [account],
      }),
    });
    expect($items).toMatchObject([
      { isManagementAccount: false, accounts: { $items: [{ id: other }, { id: account }] } },
    ]);
  });

  test("is none, and no gap, for an account of its own", async () => {
    const recording = good;
    expect(accountFacts(recording).account.organizations).toEqual({ $items: [], $unseen: [] });
    expect(gapsOf(recording)).toEqual([]);
  });

  test("is unknown where it may not be described", async () => {
    const faults = [deny("organizations", "DescribeOrganization")];
    expect((await organizationOf({ organization: owned(), faults })).$unseen).toMatchObject([
      { $unknown: "access-denied", permission: "organizations:DescribeOrganization" },
    ]);
  });

  test("names the permission that its management account lacks", async () => {
    const faults = [deny("organizations", "DescribePolicy")];
    const { $items } = await organizationOf({ organization: owned(), faults });
    expect($items[0]?.serviceControlPolicies.$items).toMatchObject([
      { denies: { stopLogging: { permission: "organizations:DescribePolicy" } } },
    ]);
  });

  test("is reached by a policy through the root, or through every active member", async () => {
    const reach = async (
      targets: readonly JsonObject[],
      given: Partial<OrganizationState> = {},
    ): Promise<unknown> => {
      const serviceControlPolicies = [buildTrailProtection({ targets })];
      const { $items } = await organizationOf({
        organization: owned({ serviceControlPolicies, ...given }),
      });
      return $items[0]?.serviceControlPolicies.$items[0]?.reachesEveryMember;
    };
    const unit = { TargetId: "ou-1", Type: "ORGANIZATIONAL_UNIT" };
    const member = { TargetId: other, Type: "ACCOUNT" };
    expect(await reach([{ TargetId: "r-1", Type: "ROOT" }, unit])).toBe(true);
    expect(await reach([])).toBe(false);
    expect(await reach([], { members: [] })).toBe(false);
    expect(await reach([unit])).toMatchObject({ $unknown: "undecidable" });
    expect(await reach([member])).toBe(true);
    const members = [other, "777788889999"];
    expect(await reach([member], { members })).toBe(false);
    expect(await reach([member], { members, suspended: ["777788889999"] })).toBe(true);
  });

  test("has its accounts' state under the name that AWS retired, too", async () => {
    const recording = await recorded({ organization: owned() });
    const calls = recording.calls.map((call): CallLine => {
      if (call.operation !== "ListAccounts") return call;
      return { ...call, output: { Accounts: [{ Id: other, Status: "ACTIVE" }, { Id: account }] } };
    });
    const { organizations } = accountFacts({ ...recording, calls }).account;
    expect(organizations.$items[0]?.accounts.$items).toMatchObject([
      { id: other, state: "ACTIVE" },
      { id: account, state: { $unknown: "not-returned" } },
    ]);
  });
});

describe("IAM", () => {
  const fullAccess = {
    PolicyName: "AWSCloudTrail_FullAccess",
    PolicyArn: "arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess",
  };
  const written = (...Action: string[]) =>
    encodeURIComponent(JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource: "*" }] }));
  const named = (kind: string, name: string) => ({
    [`${kind}Name`]: name,
    [`${kind}Id`]: `${kind}-${name}-0123456789`,
    Arn: `arn:aws:iam::${account}:${kind.toLowerCase()}/${name}`,
  });
  const principals = {
    users: [
      {
        ...named("User", "ann"),
        UserPolicyList: [{ PolicyName: "trails", PolicyDocument: written("cloudtrail:*") }],
      },
    ],
    groups: [{ ...named("Group", "admins"), AttachedManagedPolicies: [fullAccess] }],
    roles: [
      {
        ...named("Role", "operator"),
        AttachedManagedPolicies: [fullAccess],
        RolePolicyList: [{ PolicyName: "logs", PolicyDocument: written("logs:*") }],
      },
    ],
    policies: [
      {
        PolicyName: "reader",
        Arn: `arn:aws:iam::${account}:policy/reader`,
        PolicyVersionList: [
          { VersionId: "v1", IsDefaultVersion: false, Document: written("cloudtrail:*") },
          { VersionId: "v2", IsDefaultVersion: true, Document: written("cloudtrail:Get*") },
        ],
      },
    ],
  };

  test("says who holds AWSCloudTrail_FullAccess", async () => {
    const { fullAccessEntities } = await factsOf({ account: { principals } });
    expect(fullAccessEntities).toEqual({
      $items: [
        { name: "admins", kind: "group" },
        { name: "operator", kind: "role" },
      ],
      $unseen: [],
    });
  });

  test("has the policies that name CloudTrail, in the version that counts", async () => {
    const { iamPolicies } = await factsOf({ account: { principals } });
    expect(iamPolicies.$items).toEqual([
      {
        name: "trails",
        arn: `arn:aws:iam::${account}:user/ann`,
        isInline: true,
        allowsEveryCloudTrailAction: true,
      },
      {
        name: "reader",
        arn: `arn:aws:iam::${account}:policy/reader`,
        isInline: false,
        allowsEveryCloudTrailAction: false,
      },
    ]);
  });

  test("is read page by page", async () => {
    const roles = Array.from({ length: 1100 }, (_, index) => ({
      ...named("Role", `role-${index}`),
      AttachedManagedPolicies: [fullAccess],
    }));
    const recording = await recorded({
      account: { principals: { users: [], groups: [], roles, policies: [] } },
    });
    const asked = recording.calls.filter(({ service }) => service === "iam");
    expect(asked.length).toBe(4);
    expect(accountFacts(recording).account.fullAccessEntities.$items.length).toBe(1100);
    const cutOff = recording.calls.filter(
      ({ service, input }) => service !== "iam" || input["Marker"] === undefined,
    );
    const { fullAccessEntities } = accountFacts({ ...recording, calls: cutOff }).account;
    expect(fullAccessEntities.$unseen).toMatchObject([{ $unknown: "not-collected" }]);
  });

  test("has nobody where a partition has no such policy; a refusal is no such answer", async () => {
    const recording = good;
    const facts = (answer: { readonly error: CallError }) => {
      const calls = recording.calls.map((call): CallLine => {
        const { output: _, ...question } = call;
        return call.operation === "ListEntitiesForPolicy" ? { ...question, ...answer } : call;
      });
      return accountFacts({ ...recording, calls }).account.fullAccessEntities;
    };
    expect(facts(error("NoSuchEntityException"))).toEqual({ $items: [], $unseen: [] });
    expect(facts(error("AccessDenied")).$unseen).toMatchObject([
      { permission: "iam:ListEntitiesForPolicy" },
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

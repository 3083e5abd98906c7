import { describe, expect, test } from "vitest";
import { buildOrganization, buildTrailProtection } from "../../src/emulator/build/organization.ts";
import type { OrganizationState } from "../../src/emulator/world.ts";
import { accountFacts } from "../../src/facts/account.ts";
import { gapsOf } from "../../src/facts/gaps.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { CallLine } from "../../src/model/recording.ts";
import { goodAccount as account } from "../harness/worlds.ts";
import type { Given } from "./small-accounts.ts";
import { deny, factsOf, good, recorded } from "./small-accounts.ts";

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

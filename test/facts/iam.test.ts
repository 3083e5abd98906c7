import { describe, expect, test } from "vitest";
import { accountFacts } from "../../src/facts/account.ts";
import type { CallError, CallLine } from "../../src/model/recording.ts";
import { goodAccount as account } from "../harness/worlds.ts";
import { error, factsOf, good, recorded } from "./small-accounts.ts";

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

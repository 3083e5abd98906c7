import { describe, expect, test } from "vitest";
import { answererOf } from "../../src/analyze/answer/answer.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { exampleAccount, exampleTime } from "../../src/evaluate/example-account.ts";
import { findingId } from "../../src/evaluate/finding-id.ts";
import type { Account } from "../../src/model/facts/account.ts";
import type { Trail } from "../../src/model/facts/trail.ts";
import { complete, isListing } from "../../src/model/unknown.ts";
import { builtIn } from "../../src/policy/built-in.ts";
import { compilePolicies } from "../../src/policy/compile.ts";

const policies = await compilePolicies(builtIn.policies);
const asOf = new Date(exampleTime);
const only = (id: string) => policies.filter((policy) => policy.id === id);
const [trail] = exampleAccount.trails.$items as [Trail];
const named = (name: string, given: Partial<Trail> = {}): Trail => ({
  ...trail,
  name,
  arn: `arn:aws:cloudtrail:eu-west-1:111122223333:trail/${name}`,
  ...given,
});
const withTrails = (...trails: Trail[]): Account => ({
  ...exampleAccount,
  trails: complete(trails),
});

describe("findings", () => {
  test("have ids that other trails, other policies and the order of answers do not change", () => {
    const [a, b, c] = [named("a"), named("b", { logFileValidationEnabled: false }), named("c")];
    const ids = (account: Account, by = policies) =>
      new Map(
        evaluate(account, by, { asOf, answererOf })
          .filter(({ resource }) => resource.name === "b")
          .map(({ id, policy }) => [policy, id]),
      );
    const all = ids(withTrails(a, b, c));
    expect(ids(withTrails(c, b))).toEqual(all);
    expect(ids(withTrails(b), [...policies].reverse())).toEqual(all);
    expect(new Set(all.values()).size).toBe(all.size);
  });

  test("have the ids that earlier versions gave them", () => {
    const place = {
      region: "eu-west-1",
      resource: { type: "", id: trail.arn, name: "main" },
    };
    expect(findingId({ id: "trail-log-validation", scope: "trail" }, "111122223333", place)).toBe(
      "593866f419616622d117c3bae7fc35c7",
    );
  });

  test("come in one order, whatever the order of policies and answers", () => {
    const trails = [named("b"), named("a"), named("c", { isLogging: false })];
    const judge = (given: readonly Trail[], by: typeof policies) =>
      evaluate(withTrails(...given), by, { asOf, answererOf }).map(({ id, status }) => [
        id,
        status,
      ]);
    const seen = judge(trails, policies);
    expect(judge([...trails].reverse(), [...policies].reverse())).toEqual(seen);
  });

  test("say once that there is nothing to judge, with the empty list as evidence", () => {
    const [one, ...more] = evaluate(withTrails(), only("trail-log-validation"), {
      asOf,
      answererOf,
    });
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      status: "not-applicable",
      evidence: [{ fact: "account.trails", value: [] }],
    });
  });

  test("do not speak of Regions that were left out", () => {
    const skipped = { $unknown: "not-requested", detail: "in us-west-2" } as const;
    const account = { ...exampleAccount, trails: { $items: [], $unseen: [skipped] } };
    const found = evaluate(account, only("trail-log-validation"), { asOf, answererOf });
    expect(found).toMatchObject([
      {
        status: "not-applicable",
        message: expect.stringContaining("the Regions that were looked"),
      },
    ]);
  });

  test("have ids of their own for what could not be listed, in any scope", () => {
    const unseen = { $unknown: "access-denied" as const };
    const lists = Object.entries(exampleAccount).map(([name, value]) => [
      name,
      isListing(value) ? { $items: value.$items, $unseen: [unseen] } : value,
    ]);
    const account = Object.fromEntries(lists) as Account;
    const findings = evaluate(account, policies, { asOf, answererOf });
    const ids = findings.map(({ id }) => id);
    expect(
      findings.some(({ region, policy }) => `${policy} ${region}` === "region-logged us-east-1"),
    ).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("say which items could not be listed, beside those that could", () => {
    const unseen = {
      $unknown: "access-denied",
      permission: "cloudtrail:DescribeTrails",
      detail: "AccessDeniedException",
    } as const;
    const account = { ...exampleAccount, trails: { $items: [trail], $unseen: [unseen] } };
    const found = evaluate(account, only("trail-log-validation"), { asOf, answererOf });
    expect(found.map(({ status }) => status).sort()).toEqual(["pass", "unknown"]);
    expect(found.find(({ status }) => status === "unknown")).toMatchObject({
      missing: [{ fact: "account.trails", permission: "cloudtrail:DescribeTrails" }],
      message: expect.stringContaining("needs cloudtrail:DescribeTrails"),
    });
  });

  test("mark the facts on which a failure hangs, and put them first", () => {
    const account = withTrails(
      named("a", { isMultiRegionTrail: false }),
      named("b", { isLogging: false }),
    );
    const [failed] = evaluate(account, only("trail-multi-region-all-mgmt"), { asOf, answererOf });
    const decisive = failed?.evidence.filter(({ decides }) => decides) ?? [];
    expect(decisive.map(({ fact, value }) => [fact, value])).toEqual([
      ["account.trails[a].isMultiRegionTrail", false],
      ["account.trails[b].isLogging", false],
    ]);
    expect(failed?.evidence.slice(0, 2)).toEqual(decisive);
  });

  test("tell trails of the same name apart in their evidence", () => {
    const elsewhere = "arn:aws:cloudtrail:us-east-1:111122223333:trail/a";
    const account = withTrails(
      named("a", { isLogging: false }),
      named("a", { isLogging: false, arn: elsewhere, homeRegion: "us-east-1" }),
    );
    const [failed] = evaluate(account, only("trail-enabled"), { asOf, answererOf });
    expect(failed?.evidence.map(({ fact }) => fact)).toEqual([
      "account.trails[arn:aws:cloudtrail:eu-west-1:111122223333:trail/a].isLogging",
      `account.trails[${elsewhere}].isLogging`,
    ]);
  });

  test("quote names for the shell in commands, and nowhere else", () => {
    const bad = named("a b';rm -rf ~", { logFileValidationEnabled: false });
    const [failed] = evaluate(withTrails(bad), only("trail-log-validation"), { asOf, answererOf });
    expect(failed?.fix?.cli).toContain(
      `'arn:aws:cloudtrail:eu-west-1:111122223333:trail/a b'\\'';rm -rf ~'`,
    );
    expect(failed?.message).toContain("a b';rm -rf ~");
  });

  test("are judged with the parameters that a user sets", () => {
    const params = { "loggroup-retention": { minDays: 9999 } };
    const ids = only("loggroup-retention");
    expect(evaluate(exampleAccount, ids, { asOf, answererOf })[0]?.status).toBe("pass");
    expect(evaluate(exampleAccount, ids, { asOf, answererOf, params })[0]?.status).toBe("fail");
  });
});

import { describe, expect, test } from "vitest";
import { answererOf } from "../../src/analyze/answer/answer.ts";
import { managementEvents } from "../../src/analyze/management-events.ts";
import { mutate } from "../../src/evaluate/mutate/mutate.ts";
import { rehearse } from "../../src/evaluate/rehearse.ts";
import { scopeNames } from "../../src/model/scope.ts";
import { compileTested } from "../../src/policy/compile.ts";
import { loadPolicies } from "../../src/policy/load.ts";
import { newPolicy } from "../../src/policy/new-policy.ts";

describe("a new policy", () => {
  test.each(scopeNames)("about a %s has no mistakes, and is sharp", async (scope) => {
    const text = newPolicy("my-policy", scope, "./policy.schema.json");
    const { items, mistakes } = loadPolicies([{ path: "my-policy.yaml", text }], {
      packs: [],
      isStyleHeld: true,
    });
    expect(mistakes).toEqual([]);
    const policies = await compileTested(items);
    const cases = policies.flatMap((policy) => rehearse(policy, answererOf));
    expect(cases.map(({ actual }) => actual)).toEqual(["pass", "fail", "unknown"]);
    const { neverFails, unrelated, broken } = mutate(policies, {
      answererOf,
      managementEventsOf: managementEvents,
    });
    expect([neverFails, unrelated, broken]).toEqual([[], [], []]);
  });
});

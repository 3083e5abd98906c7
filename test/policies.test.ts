import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { answererOf } from "../src/analyze/answer/answer.ts";
import { rehearse } from "../src/evaluate/rehearse.ts";
import { compilePolicies } from "../src/policy/compile.ts";
import { loadPacks, loadPolicies } from "../src/policy/load.ts";

const folder = join(import.meta.dirname, "../policies");

const read = (isPack: boolean) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".yaml") && file.startsWith("packs") === isPack)
    .sort()
    .map((file) => ({ path: `policies/${file}`, text: readFileSync(join(folder, file), "utf8") }));

const packs = loadPacks(read(true));
const policies = loadPolicies(read(false), { packs: packs.items });

test("every pack and policy is well formed", () => {
  expect(packs.mistakes).toEqual([]);
  expect(policies.mistakes).toEqual([]);
});

const rehearsed = (await compilePolicies(policies.items)).map((policy, index) => ({
  policy,
  cases: rehearse(policy, policies.items[index]?.tests ?? [], answererOf),
}));

describe("cases inside policies", () => {
  for (const { policy, cases } of rehearsed) {
    describe(policy.id, () => {
      for (const { name, expected, actual, messages } of cases) {
        test(name, () => {
          expect(actual, messages.join("\n")).toBe(expected);
        });
      }
    });
  }
});

test("no message or fix leaves a place unfilled", () => {
  for (const { messages } of rehearsed.flatMap(({ cases }) => cases)) {
    expect(messages.join()).not.toMatch(/\{\{|undefined|\((unknown|none)\)/);
  }
});

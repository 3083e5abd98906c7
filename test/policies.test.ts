import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { answererOf } from "../src/analyze/answer/answer.ts";
import { managementEvents } from "../src/analyze/management-events.ts";
import { mutate } from "../src/evaluate/mutate/mutate.ts";
import { rehearse } from "../src/evaluate/rehearse.ts";
import { compileTested } from "../src/policy/compile.ts";
import { loadPacks, loadPolicies } from "../src/policy/load.ts";

const folder = join(import.meta.dirname, "../policies");

const read = (isPack: boolean) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".yaml") && file.startsWith("packs") === isPack)
    .sort()
    .map((file) => ({ path: `policies/${file}`, text: readFileSync(join(folder, file), "utf8") }));

const packs = loadPacks(read(true));
const policies = loadPolicies(read(false), { packs: packs.items, isStyleHeld: true });

test("every pack and policy is well formed and well written", () => {
  expect(packs.mistakes).toEqual([]);
  expect(policies.mistakes).toEqual([]);
  expect(policies.items.length).toBeGreaterThan(90);
});

test("built-in policies refer to AWS's own documentation", () => {
  const hosts = ["docs.aws.amazon.com", "aws.amazon.com", "repost.aws"];
  const urls = policies.items.flatMap(({ references }) => references.map((url) => new URL(url)));
  expect(urls.filter(({ host }) => !hosts.includes(host)).map(String)).toEqual([]);
});

test("each policy fails for some change of one fact, and for none that is not its own", () => {
  const report = mutate(compiled, { answererOf, managementEventsOf: managementEvents });
  expect(report).toMatchObject({ neverFails: [], unrelated: [], broken: [] });
  expect(report.mutations).toBeGreaterThan(400);
});

const compiled = await compileTested(policies.items);
const rehearsed = compiled.map((policy) => ({ policy, cases: rehearse(policy, answererOf) }));

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

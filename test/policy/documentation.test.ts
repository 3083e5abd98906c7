import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { answererOf } from "../../src/analyze/answer/answer.ts";
import { managementEvents } from "../../src/analyze/management-events.ts";
import { mutate } from "../../src/evaluate/mutate/mutate.ts";
import { rehearse } from "../../src/evaluate/rehearse.ts";
import { builtIn } from "../../src/policy/built-in.ts";
import { compileTested } from "../../src/policy/compile.ts";
import { readConfiguration } from "../../src/policy/configuration.ts";
import { loadPacks, loadPolicies } from "../../src/policy/load.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/policies.md"), "utf8");

const texts = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text = ""]) => text);
const isConfiguration = (text: string): boolean => /^parameters:/m.test(text);
const blocks = texts
  .filter((text) => !isConfiguration(text))
  .map((text) => {
    const content = load(text) as { readonly id?: string; readonly scope?: string };
    return { text, path: `${content.id}.yaml`, isPolicy: content.scope !== undefined };
  });
const policyFiles = blocks.filter(({ isPolicy }) => isPolicy);
const packFiles = blocks.filter(({ isPolicy }) => !isPolicy);

const packs = loadPacks(packFiles);
const policies = loadPolicies(policyFiles, {
  packs: [...packs.items, ...builtIn.packs],
  taken: builtIn.policies,
  isStyleHeld: true,
});

describe("the examples of docs/policies.md", () => {
  test("load, and lint has nothing against them", () => {
    expect(policies.mistakes).toEqual([]);
    expect(packs.mistakes).toEqual([]);
    expect(policies.items.length).toBe(4);
    expect(packs.items.length).toBe(1);
  });

  test("configure built-in policies", () => {
    const files = texts.filter(isConfiguration).map((text) => ({ path: "trailwarden.yaml", text }));
    const read = files.map((file) =>
      readConfiguration(file, { ...builtIn, now: new Date("2026-01-15") }),
    );
    expect(read.map(({ mistakes }) => mistakes)).toEqual([[]]);
  });

  test("ask each question once", () => {
    const asked = policies.items.flatMap(({ ask = {} }) => Object.keys(ask));
    expect(asked).toEqual(["events", "duplicates", "alarm"]);
  });

  test("give the verdicts that their cases expect", async () => {
    for (const policy of await compileTested(policies.items)) {
      for (const { name, expected, actual, messages } of rehearse(policy, answererOf)) {
        expect(actual, `${policy.id}, ${name}: ${messages.join(" ")}`).toBe(expected);
      }
    }
  });

  test("are sharp", async () => {
    const compiled = await compileTested(policies.items);
    const report = mutate(compiled, { answererOf, managementEventsOf: managementEvents });
    expect(report).toMatchObject({ neverFails: [], unrelated: [], broken: [] });
  });

  test("name policies that there are", () => {
    const known = [...builtIn.policies, ...policies.items].map(({ id }) => id);
    const named = packs.items.flatMap((pack) => pack.policies ?? []);
    expect(named.filter((id) => !known.includes(id))).toEqual([]);
  });
});

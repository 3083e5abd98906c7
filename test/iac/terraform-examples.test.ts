import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answererOf } from "../../src/analyze/answer/answer.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { accountFacts } from "../../src/facts/account.ts";
import { lift } from "../../src/iac/lift.ts";
import { changeOfPlan } from "../../src/iac/terraform/change.ts";
import { readPlan } from "../../src/iac/terraform/plan.ts";
import { builtIn } from "../../src/policy/built-in.ts";
import { compilePolicies } from "../../src/policy/compile.ts";

const folder = join(import.meta.dirname, "../../examples/terraform");
const ending = ".plan.json";
const policies = await compilePolicies(builtIn.policies, builtIn.conditions);

interface Expected {
  readonly about: string;
  readonly expect: { readonly [policy: string]: string };
}

const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")) as {
  readonly [name: string]: Expected;
};

test("every example says what is expected of it", () => {
  const names = readdirSync(folder).filter((name) => name.endsWith(ending));
  expect(names.map((name) => name.slice(0, -ending.length))).toEqual(Object.keys(expected).sort());
  expect(names.length).toBeGreaterThanOrEqual(10);
});

test.each(Object.entries(expected))(
  "%s: the plan is judged as expected",
  (name, { expect: of }) => {
    const file = join(folder, `${name}${ending}`);
    const change = changeOfPlan(readPlan(file, readFileSync(file, "utf8")), file);
    const { account } = accountFacts(lift(change, "the plan").recording);
    const findings = evaluate(account, policies, { asOf: new Date("2026-01-15"), answererOf });
    const judged = Object.keys(of).map((id) => {
      const statuses = findings.filter(({ policy }) => policy === id).map(({ status }) => status);
      return [id, [...new Set(statuses)].join(" and ")];
    });
    expect(Object.fromEntries(judged)).toEqual(of);
  },
);

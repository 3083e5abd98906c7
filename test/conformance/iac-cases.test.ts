import { describe, expect, test } from "vitest";
import { changeOfTemplate } from "../../src/iac/cloudformation/change.ts";
import { readTemplate } from "../../src/iac/cloudformation/read-template.ts";
import { Failure } from "../../src/model/failure.ts";
import { builtIn } from "../../src/policy/built-in.ts";
import { iacCases } from "./iac-cases.ts";
import { iacRules } from "./iac-rules.ts";
import { describeData } from "./reference-data.ts";

const deployment = { parameters: {}, region: "us-east-1", account: "111122223333" };

describeData("iac-cases/regula.json", () => {
  const cases = iacCases();
  const templates = cases.filter(({ format }) => format === "cloudformation");

  test("there are as many as the data says", () => {
    expect(cases).toHaveLength(105 + 21 + 20);
    expect(templates).toHaveLength(105 + 6 + 20);
  });

  test.each(templates)("$name is declarations", ({ name, text }) => {
    const { Resources } = JSON.parse(text) as { Resources?: { [id: string]: { Type: string } } };
    // A few test inputs are empty, to see that a rule is skipped.
    if (Resources === undefined) {
      expect(() => readTemplate(name, text)).toThrow(Failure);
      return;
    }
    const { declarations } = changeOfTemplate(readTemplate(name, text), deployment, name);
    const declared = declarations.map(({ address, type }) => [address, type]);
    const written = Object.entries(Resources).map(([address, { Type }]) => [address, Type]);
    expect(declared).toEqual(expect.arrayContaining(written));
    for (const { declared: place, exists } of declarations) {
      expect(place.line).toBeGreaterThan(1);
      expect(exists).toBe(true);
    }
  });

  test("every rule of theirs has an answer, and every answer a rule", () => {
    const rules = new Set(cases.flatMap(({ expected }) => expected.map(({ rule }) => rule)));
    expect(Object.keys(iacRules).sort()).toEqual([...rules].sort());
  });
});

describe("the policies that rules are compared with", () => {
  const ids = builtIn.policies.map(({ id }) => id);
  const named = Object.values(iacRules).flatMap((rule) =>
    "policies" in rule ? rule.policies : [],
  );

  test.each([...new Set(named)])("%s is one of ours", (id) => {
    expect(ids).toContain(id);
  });
});

import { describe, expect, test } from "vitest";
import { builtIn } from "../../src/policy/built-in.ts";
import { loadPacks, loadPolicies } from "../../src/policy/load.ts";
import { policyFile } from "../harness/policy-file.ts";

const load = (...files: { path: string; text: string }[]) =>
  loadPolicies(files, { packs: builtIn.packs });

/** The mistakes of one file as `line:column code message [help]`. */
const mistakesOf = (text: string, path = "policies/my-policy.yaml"): string[] =>
  load({ path, text }).mistakes.map(
    ({ line, column, code, message, help }) =>
      `${line}:${column} ${code} ${message}${help ? ` [${help}]` : ""}`,
  );

test("a well-formed policy has no mistakes", () => {
  expect(mistakesOf(policyFile())).toEqual([]);
});

describe("a mistake is told with its place, what was expected and the nearest name", () => {
  const cases: readonly (readonly [string, Parameters<typeof policyFile>[0], readonly string[]])[] =
    [
      [
        "an unknown field",
        { extra: "sevirity: high" },
        ['19:1 policy/unknown-field unknown field "sevirity" [Did you mean "severity"?]'],
      ],
      [
        "a wrong severity",
        { severity: "hihg" },
        [
          '3:11 policy/invalid-value "hihg" is not a severity [Allowed: critical, high, medium, low.]',
        ],
      ],
      [
        "a misspelt fact",
        { pass: "trail.isLoging" },
        ['5:13 policy/expression Trail has no fact "isLoging" [Did you mean "isLogging"?]'],
      ],
      [
        "a fact of another thing",
        { pass: "bucket.exists" },
        ['5:7 policy/expression there is no variable "bucket" [There is trail, account, asOf.]'],
      ],
      [
        "no condition",
        { pass: "trail.name" },
        [
          "5:7 policy/expression the expression is of type string, not bool [Compare it with something: a condition is true or false.]",
        ],
      ],
      [
        "an expression that is none",
        { pass: '"trail.name == "' },
        [
          "5:22 policy/expression the expression ends before it is complete [Something is missing after this.]",
        ],
      ],
      [
        "a slow regular expression",
        { pass: "trail.name.matches('(a+)+$')" },
        [
          '5:7 policy/expression-rule matches() can take exponential time [Use re2(text, "pattern"), which cannot.]',
        ],
      ],
      [
        "a regular expression that is none",
        { pass: "re2(trail.name, '(a')" },
        ["5:23 policy/expression-rule not a regular expression"],
      ],
      [
        "reading a list by position",
        { pass: "trail.insightTypes[0] == 'x'" },
        ["5:26 policy/expression-rule a list is read by position"],
      ],
      [
        "a message about nothing",
        { message: "Trail {{trail.nam}} is bad." },
        ['6:16 policy/unknown-fact {{trail.nam}} names no fact [Did you mean "name"?]'],
      ],
      [
        "an unknown framework",
        { controls: "{ cis-aws-9.0: ['1'] }" },
        ['12:13 policy/unknown-framework there is no pack "cis-aws-9.0" [Did you mean "cis-aws-'],
      ],
      [
        "an unknown requirement",
        { controls: "{ cis-aws-5.0: ['3.99'] }" },
        ['12:28 policy/unknown-requirement cis-aws-5.0 has no requirement "3.99"'],
      ],
      [
        "a case about no fact",
        { pass_case: "{ name: good, given: { trail: { isLoging: true } }, expect: pass }" },
        ["policy/unknown-fact trail.isLoging is no fact that a policy about a trail can see"],
      ],
      [
        "a case about no parameter",
        { pass_case: "{ name: good, params: { days: 1 }, expect: pass }" },
        ['policy/unknown-parameter the policy has no parameter "days"'],
      ],
      [
        "no failing case",
        { fail_case: "{ name: bad, expect: unknown }" },
        ['15:5 policy/missing-case there is no test that expects "fail"'],
      ],
      [
        "another name than the file's",
        { id: "other" },
        ['1:5 policy/file-name the id "other" is not the file\'s name'],
      ],
      ["a duplicate key", { extra: "severity: low" }, ["19:1 policy/yaml duplicated mapping key"]],
      ["an alias", { extra: "note: &a x\nother: *a" }, ["policy/yaml"]],
      ["a merge key", { extra: "<<: { note: x }" }, ["19:1"]],
      [
        "__proto__",
        { extra: "__proto__: { polluted: true }" },
        ['19:1 policy/unknown-field unknown field "__proto__"'],
      ],
      ["what is no mapping", { whole: "- a\n- b\n" }, ["1:1"]],
      ["what is no YAML", { whole: "a: [1,\nb: }" }, ["policy/yaml"]],
      ["nothing", { whole: "" }, ["1:1"]],
      [
        "a text that YAML takes for a mapping",
        { message: "{{trail.name}}" },
        [
          "6:10 policy/yaml object-based map does not support complex keys [A text that begins with a brace stands in quotes.]",
        ],
      ],
      ["two documents", { whole: `${policyFile()}---\n${policyFile()}` }, ["policy/yaml"]],
      ["deep nesting", { extra: `deep: ${"[".repeat(500)}${"]".repeat(500)}` }, ["policy/yaml"]],
      ["a tag that makes code", { extra: "note: !!js/function 'function(){}'" }, ["policy/yaml"]],
    ];
  for (const [name, given, expected] of cases) {
    test(name, () => {
      const found = mistakesOf(policyFile(given));
      expect(found).toHaveLength(expected.length);
      for (const [index, text] of expected.entries()) expect(found[index]).toContain(text);
      expect({}).not.toHaveProperty("polluted");
    });
  }
});

test("all mistakes of all files come at once", () => {
  const a = policyFile({ id: "a", severity: "hihg", extra: "sevirity: x" });
  const b = policyFile({ id: "b", pass: "trail.isLoging", message: "See {{trail.nam}}" });
  const { mistakes, items } = load({ path: "a.yaml", text: a }, { path: "b.yaml", text: b });
  expect(mistakes.map(({ file, line }) => `${file}:${line}`)).toEqual([
    "a.yaml:3",
    "a.yaml:19",
    "b.yaml:5",
    "b.yaml:6",
  ]);
  expect(items.map(({ id }) => id)).toEqual(["b"]);
});

test("an id is taken once, also by built-in policies", () => {
  const file = { path: "a/my-policy.yaml", text: policyFile() };
  const twice = load(file, { ...file, path: "b/my-policy.yaml" });
  expect(twice.mistakes.map(({ message }) => message)).toEqual([
    'the id "my-policy" is taken by a/my-policy.yaml',
  ]);
  const own = { ...file, text: policyFile({ severity: "low" }) };
  const other = load(own).items;
  const taken = loadPolicies([file], { packs: builtIn.packs, taken: other });
  expect(taken.mistakes.map(({ code }) => code)).toEqual(["policy/duplicate-id"]);
  expect(loadPolicies([own], { packs: builtIn.packs, taken: other }).mistakes).toEqual([]);
});

test("a file that is too large is not parsed", () => {
  expect(mistakesOf(`# ${"x".repeat(2_000_000)}`)[0]).toContain("policy/too-large");
});

test("the place of a mistake in a folded or quoted expression is exact", () => {
  const text = policyFile({ pass: ">-\n  trail.isLogging &&\n    trail.isLoging" });
  const [mistake] = load({ path: "my-policy.yaml", text }).mistakes;
  expect(mistake).toMatchObject({ line: 7, excerpt: "    trail.isLoging" });
  expect(mistake?.excerpt?.slice((mistake?.column ?? 1) - 1)).toBe("isLoging");
});

test("packs are held to their schema, too", () => {
  const text = "id: my-pack\ntitle: Mine\nrequirments: []\n";
  const { mistakes } = loadPacks([{ path: "my-pack.yaml", text }]);
  expect(mistakes.map(({ code }) => code)).toContain("pack/unknown-field");
});

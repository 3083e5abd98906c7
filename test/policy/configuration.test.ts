import { describe, expect, test } from "vitest";
import { builtIn } from "../../src/policy/built-in.ts";
import { readConfiguration } from "../../src/policy/configuration.ts";

const read = (text: string) =>
  readConfiguration(
    { path: "trailwarden.yaml", text },
    { ...builtIn, now: new Date("2026-01-15") },
  );
const mistakesOf = (text: string): string[] =>
  read(text).mistakes.map(
    ({ line, column, code, message, help }) => `${line}:${column} ${code} ${message} [${help}]`,
  );

test("parameters are taken as they are", () => {
  const text = "parameters:\n  loggroup-retention: { minDays: 90 }\n";
  expect(read(text)).toEqual({
    configuration: { parameters: { "loggroup-retention": { minDays: 90 } } },
    mistakes: [],
  });
});

test("nothing is a configuration too", () => {
  expect(mistakesOf("")).toEqual([]);
  expect(mistakesOf("# nothing yet\n")).toEqual([]);
});

describe("every mistake is told with its place", () => {
  test("in the names of policies and parameters, and in the types of values", () => {
    expect(
      mistakesOf(
        'parameters:\n  loggroup-retention: { minDays: "90", maxDays: 3 }\n  loggroup-retension: {}\n',
      ),
    ).toEqual([
      '2:35 configuration/invalid-value "minDays" is a string, not a number [Its default is 365.]',
      '2:40 configuration/unknown-parameter loggroup-retention has no parameter "maxDays" [Did you mean "minDays"?]',
      '3:3 configuration/unknown-policy there is no policy "loggroup-retension" [Did you mean "loggroup-retention"?]',
    ]);
  });

  test("in names that objects have of themselves", () => {
    expect(mistakesOf("parameters:\n  loggroup-retention: { constructor: 1 }\n")).toEqual([
      '2:25 configuration/unknown-parameter loggroup-retention has no parameter "constructor" [Known: minDays.]',
    ]);
    expect(mistakesOf("parameters:\n  __proto__: { minDays: 1 }\n").length).toBe(1);
  });

  test("in fields that there are not", () => {
    expect(mistakesOf("parameter: {}\n")).toEqual([
      '1:1 configuration/unknown-field unknown field "parameter" [Did you mean "parameters"?]',
    ]);
    expect(mistakesOf("[1, 2]").length).toBe(1);
  });
});

describe("waivers", () => {
  const waiver = "policy: trail-log-validation, reason: moves, expires: 2026-05-31";

  test("know where they are written", () => {
    expect(read(`waivers:\n  - { ${waiver} }\n`).configuration?.waivers).toEqual([
      {
        policy: "trail-log-validation",
        reason: "moves",
        expires: "2026-05-31",
        file: "trailwarden.yaml",
        line: 2,
      },
    ]);
  });

  test("tell all of their mistakes", () => {
    expect(
      mistakesOf(
        [
          "waivers:",
          "  - { policy: trail-log-validatio, reason: a, expires: 2026-02-30 }",
          "  - { policy: trail-log-validation, reason: a, expires: 2027-01-16 }",
          `  - { ${waiver}, resource: "a*", resourceGlob: b }`,
        ].join("\n"),
      ),
    ).toEqual([
      '2:15 configuration/unknown-policy there is no policy "trail-log-validatio" [Did you mean "trail-log-validation"?]',
      '2:56 configuration/invalid-waiver "2026-02-30" is no day [Like 2026-01-31.]',
      '3:57 configuration/invalid-waiver "expires" is more than 365 days ahead [waiverMaxDays in the configuration allows more.]',
      '4:103 configuration/invalid-waiver "resourceGlob" stands beside "resource" [Name one resource with resource, or several with resourceGlob.]',
      '4:84 configuration/invalid-waiver "resource" holds a "*" [resource is taken to the letter; a pattern is a resourceGlob.]',
    ]);
  });

  test("end within a year, or what the configuration says", () => {
    const far = "  - { policy: trail-log-validation, reason: a, expires: 2027-01-16 }\n";
    expect(mistakesOf(`waiverMaxDays: 400\nwaivers:\n${far}`)).toEqual([]);
    expect(mistakesOf("waivers:\n  - { policy: trail-log-validation, reason: a }\n")).toEqual([
      '2:5 configuration/missing-field "expires" is missing [schemas/configuration.schema.json describes every field.]',
    ]);
  });
});

test("names of packs and policies are held against what there is", () => {
  const text =
    "packs: [cis-aws-5.1]\npolicies: { on: [nothing-like-it], off: [trail-log-validation] }\nseverities: { trail-log-validatio: low }\ngate: { failOn: high }\n";
  expect(mistakesOf(text).map((mistake) => mistake.replace(/ \[.*/s, ""))).toEqual([
    '1:9 configuration/unknown-pack there is no pack "cis-aws-5.1"',
    '2:18 configuration/unknown-policy there is no policy "nothing-like-it"',
    '3:15 configuration/unknown-policy there is no policy "trail-log-validatio"',
  ]);
});

import { describe, expect, test } from "vitest";
import { builtIn } from "../../src/policy/built-in.ts";
import { readConfiguration } from "../../src/policy/configuration.ts";

const read = (text: string) =>
  readConfiguration({ path: "trailwarden.yaml", text }, builtIn.policies);
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
      '1:1 policy/unknown-field unknown field "parameter" [Did you mean "parameters"?]',
    ]);
    expect(mistakesOf("[1, 2]").length).toBe(1);
  });
});

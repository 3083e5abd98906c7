import { describe, expect, test } from "vitest";
import { checkExpression } from "../../src/policy/check-expression.ts";

/** The marked part of the expression, what is wrong with it, and the way out. */
function explained(text: string): string[] {
  return checkExpression(text, { scope: "trail" }).map(
    ({ start, end, message, help }) => `${text.slice(start, end)}: ${message} [${help}]`,
  );
}

describe("a mistake in an expression", () => {
  test.each([
    ["trail.isLoging", 'isLoging: Trail has no fact "isLoging" [Did you mean "isLogging"?]'],
    [
      "trail.bucket.xyz == 1",
      'xyz: Bucket has no fact "xyz" [List the facts there are with: trailwarden policies facts Bucket]',
    ],
    [
      "account.trails.exists(t, t.isLoging)",
      'isLoging: there is no fact "isLoging" [Did you mean "isLogging"?]',
    ],
    [
      "trial.isLogging",
      'trial: there is no variable "trial" [Did you mean "trail"? There is trail, account, asOf.]',
    ],
    [
      "account.trails.exist(t, t.isLogging)",
      'exist: there is no function "exist" [Did you mean "exists"?]',
    ],
    [
      "daysBefor(asOf, 3) < asOf",
      'daysBefor: there is no function "daysBefor" [Did you mean "daysBefore"?]',
    ],
    [
      "trail.name.startWith('a')",
      'startWith: there is no function "startWith" [Did you mean "startsWith"?]',
    ],
    ["re3(trail.name, 'x')", 're3: there is no function "re3" [Did you mean "re2"?]'],
    [
      "hoursBefore(trail.name, 2) < asOf",
      "hoursBefore: hoursBefore(string, int) does not fit the types that hoursBefore takes [It is called like hoursBefore(timestamp, number).]",
    ],
    [
      "trail.name == 3",
      "trail.name == 3: no such overload: string == int [Both sides of a comparison must be of the same type.]",
    ],
    ["trail.name = 'a'", '=: "=" is no operator of CEL [Write ==.]'],
    [
      "!has(trail.kmsKeyIdd) && trail.name == 'has(x.y)'",
      'kmsKeyIdd: Trail has no fact "kmsKeyIdd" [Did you mean "kmsKeyId"?]',
    ],
    [
      "account.trails.exists(t, has(t.kmsKeyI))",
      'kmsKeyI: there is no fact "kmsKeyI" [Did you mean "kmsKeyId"?]',
    ],
    ["true or false", 'or: "or" is no operator of CEL [Write ||.]'],
    [
      "trail.isLogging ==",
      ": the expression ends before it is complete [Something is missing after this.]",
    ],
  ])("%s", (text, expected) => {
    expect(explained(text)).toEqual([expected]);
  });
});

test("facts that may be absent are read behind has()", () => {
  const text = "has(trail.key) && account.trails.all(t, !has(t.key) || t.key.exists)";
  expect(explained(text)).toEqual([]);
});

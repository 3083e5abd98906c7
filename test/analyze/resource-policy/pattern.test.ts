import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  matches,
  matchesAction,
  matchesArn,
} from "../../../src/analyze/resource-policy/pattern.ts";

/** The definition of `*` and `?`, tried in every way. */
function fits(pattern: string, text: string): boolean {
  if (pattern === "") return text === "";
  const [first, rest] = [pattern[0], pattern.slice(1)];
  if (first === "*") return fits(rest, text) || (text !== "" && fits(pattern, text.slice(1)));
  return text !== "" && (first === "?" || first === text[0]) && fits(rest, text.slice(1));
}

/** Every text that a text with `*` may stand for, each `*` being at most two letters. */
const standsFor = (text: string): string[] =>
  text
    .split("*")
    .reduce<string[]>(
      (starts, part, index) =>
        index === 0
          ? [part]
          : starts.flatMap((start) =>
              ["", "a", "b", "aa", "ab", "ba", "bb"].map((filling) => `${start}${filling}${part}`),
            ),
      [],
    );

const variable = "$".concat("{aws:username}");

const over = (...letters: string[]) =>
  fc.string({ unit: fc.constantFrom(...letters), maxLength: 6 });

describe("patterns", () => {
  test("match a text as their definition has it", () => {
    fc.assert(
      fc.property(over("a", "b", "*", "?"), over("a", "b"), (pattern, text) => {
        expect(matches(pattern, text)).toBe(fits(pattern, text));
      }),
      { numRuns: 2000 },
    );
  });

  test("match what stands for many texts only if they match each, and miss it only if they miss each", () => {
    fc.assert(
      fc.property(over("a", "b", "*", "?"), over("a", "b", "*"), (pattern, text) => {
        const each = standsFor(text).map((one) => fits(pattern, one));
        const said = matches(pattern, text);
        if (said === true) expect(each).not.toContain(false);
        if (said === false) expect(each).not.toContain(true);
      }),
      { numRuns: 2000 },
    );
  });

  test("match all of what they themselves stand for", () => {
    fc.assert(
      fc.property(over("a", "b", "*"), (text) => {
        expect(matches(text, text)).toBe(true);
        expect(matches(`*${text}*`, text)).toBe(true);
      }),
    );
  });

  test("with a variable never decide, unless no value of it could matter", () => {
    expect(matches(`home/${variable}/*`, "home/anna/x")).toBe("maybe");
    expect(matches(`home/${variable}/*`, "logs/anna/x")).toBe(false);
    expect(matches(variable.slice(0, -1), "x")).toBe("maybe");
  });

  test("take no time to give up", () => {
    const hostile = `${"a*".repeat(2000)}b`;
    expect(matches(hostile, "a".repeat(1000))).toBe(false);
    expect(matches("*".repeat(100_000), "a".repeat(100_000))).toBe("maybe");
  });
});

test("actions have no case, ARNs do", () => {
  expect(matchesAction("S3:put*", "s3:PutObject")).toBe(true);
  expect(matchesArn("arn:aws:s3:::Logs", "arn:aws:s3:::logs")).toBe(false);
});

describe("ARNs are compared part by part", () => {
  const trail = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main";
  const cases: readonly (readonly [string, boolean | "maybe"])[] = [
    ["*", true],
    [trail, true],
    ["arn:aws:cloudtrail:*:111122223333:trail/*", true],
    ["arn:*:cloudtrail:*:*:*", true],
    ["arn:aws:cloudtrail:*:999988887777:trail/*", false],
    ["arn:aws:cloudtrail:*", "maybe"],
    ["arn:aws*:111122223333:trail/main", "maybe"],
    [`arn:aws:cloudtrail:*:${variable}:trail/*`, "maybe"],
  ];
  for (const [pattern, expected] of cases) {
    test(pattern, () => expect(matchesArn(pattern, trail)).toBe(expected));
  }
});

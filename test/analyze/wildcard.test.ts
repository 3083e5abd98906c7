import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eventPatternWildcard, iamPattern, matchesWildcard } from "../../src/analyze/wildcard.ts";

const characters = fc.constantFrom("a", "b", "*", "?", "\\", "😀");
const text = fc.string({ unit: characters, maxLength: 8 });

/** What the pattern means, spelled as a regular expression. */
const asRegex = (pattern: string, wildcards: { readonly [one: string]: string }): RegExp =>
  new RegExp(
    `^${pattern
      .split("")
      .map((one) => wildcards[one] ?? one.replace(/[.*+?^$()|[\]{}\\]/g, "\\$&"))
      .join("")}$`,
    "s",
  );

test("IAM's patterns match what the regular expression of the same meaning does", () => {
  fc.assert(
    fc.property(text, text, (pattern, given) => {
      const expected = asRegex(pattern, { "*": ".*", "?": "." }).test(given);
      expect(matchesWildcard(iamPattern(pattern), given, "?")).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});

describe("EventBridge's patterns", () => {
  const matches = (pattern: string, given: string): boolean | undefined => {
    const tokens = eventPatternWildcard(pattern);
    return tokens && matchesWildcard(tokens, given);
  };

  test("know no single-character wildcard", () => {
    expect(matches("Stop?", "Stopx")).toBe(false);
    expect(matches("Stop?", "Stop?")).toBe(true);
  });

  test("escape stars and backslashes, and nothing else", () => {
    expect(matches("a\\*", "a*")).toBe(true);
    expect(matches("a\\*", "ab")).toBe(false);
    expect(matches("a\\\\*", "a\\b")).toBe(true);
    expect(matches("a\\b", "ab")).toBeUndefined();
    expect(matches("a\\", "a")).toBeUndefined();
  });
});

test("many stars take no exponential time", () => {
  const pattern = `${"*a".repeat(1000)}b`;
  const started = performance.now();
  expect(matchesWildcard(iamPattern(pattern), "a".repeat(5000), "?")).toBe(false);
  expect(performance.now() - started).toBeLessThan(2000);
});

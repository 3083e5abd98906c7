import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  comparePatterns,
  type PatternComparison,
} from "../../../src/analyze/filter-pattern/compare.ts";
import { matchesEvent } from "../../../src/analyze/filter-pattern/matches-event.ts";
import {
  allReadings,
  type Reading,
  type SearchRegex,
} from "../../../src/analyze/filter-pattern/reading.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { parsed, patterns, universe, type Vocabulary } from "./patterns.ts";

/** More for a night's run. */
const thoroughness = Number(process.env["THOROUGHNESS"] ?? 1);

/** Patterns here hold simple expressions only. */
const searchRegex: SearchRegex = (regex, text) => new RegExp(regex).test(text);

/** A required pattern and filters that often are made of the same parts. */
function deployments(
  vocabulary: Vocabulary,
): fc.Arbitrary<readonly [required: string, deployed: readonly string[]]> {
  const part = patterns(vocabulary).map((pattern) => `(${pattern.slice(2, -2)})`);
  return fc.tuple(part, part, part, fc.nat({ max: 6 })).map(([a, b, c, form]) => {
    const [both, either] = [`{ ${a} && ${b} }`, `{ ${a} || ${b} }`];
    const forms: readonly (readonly [string, readonly string[]])[] = [
      [`{ ${a} }`, [`{ ${b} }`, `{ ${c} }`]],
      [either, [`{ ${b} }`, `{ ${a} }`]],
      [either, [`{ ${a} || ${b} && ${c} }`]],
      [both, [`{ ${b} && ${a} }`]],
      [both, [`{ ${a} }`]],
      [`{ ${a} }`, [both, `{ ${a} && ${c} }`]],
      [`{ ${a} }`, []],
    ];
    return forms[form] ?? [either, []];
  });
}

/** How required and deployed answer in one reading. */
function answersOf(
  required: string,
  deployed: readonly string[],
  events: readonly JsonObject[],
  readings: readonly Reading[],
) {
  const wanted = parsed(required);
  const filters = deployed.map(parsed);
  return readings.map((reading) =>
    events.map((event) => {
      const semantics = { reading, searchRegex };
      const isRequired = matchesEvent(wanted, event, semantics);
      const isDeployed = filters.some((filter) => matchesEvent(filter, event, semantics));
      return { isRequired, isDeployed };
    }),
  );
}

function checkAgainst(
  { verdict, witness, extra }: PatternComparison,
  required: string,
  deployed: readonly string[],
  events: readonly JsonObject[],
  readings: readonly Reading[],
) {
  const answers = answersOf(required, deployed, events, readings).flat();
  const isMissed = answers.some(({ isRequired, isDeployed }) => isRequired && !isDeployed);
  const isWider = answers.some(({ isRequired, isDeployed }) => !isRequired && isDeployed);
  if (verdict === "equivalent") expect({ isMissed, isWider }).toEqual(neither);
  if (verdict === "covers") expect(isMissed).toBe(false);
  if (verdict === "unsatisfiable") {
    const isLive = (side: "isRequired" | "isDeployed") => answers.some((answer) => answer[side]);
    expect(isLive("isRequired") && isLive("isDeployed")).toBe(false);
  }
  expect(verdict === "misses").toBe(verdict !== "unsatisfiable" && witness !== undefined);
  for (const [event, isRequired] of [
    [witness, true],
    [extra, false],
  ] as const) {
    if (event === undefined) continue;
    const seen = answersOf(required, deployed, [event], allReadings).flat();
    expect(seen.every((answer) => answer.isRequired === isRequired)).toBe(true);
    expect(seen.every((answer) => answer.isDeployed === !isRequired)).toBe(true);
  }
  return { isMissed, isWider };
}

/** Those that tell a null from a null. */
const nullReadings = allReadings.filter(
  ({ innerStar, wildcardDiffers, container }) =>
    innerStar === "character" && wildcardDiffers === "some" && container === "condition",
);

const neither = { isMissed: false, isWider: false };

describe("against every event of a small world", () => {
  test("documented text fields: every verdict is definite and right", () => {
    const literals = ["ab", '"a*"', "*b", '"*ab*"', "abab", "b*", "*a*"];
    const vocabulary = { selectors: ["$.eventName", "$.errorCode"], literals, numbers: [] };
    // A name for each way in which these literals can tell names apart.
    const texts = ["ab", "a", "b", "abab", "ba", "aab", "abb", "x", "xab", "abx", "axb", "bxa"];
    const more = ["axabxb", "bxabxb", "axabx", "xabxb", "bxb", "bxabx", "axa", "bx", "xb", "ax"];
    const names = [
      ...texts,
      ...more,
      "xa",
      "xax",
      "xabx",
      "xaxb",
      "bxab",
      "baxa",
      "xbx",
      "bxax",
      "baxb",
    ];
    const events = universe({
      eventName: names,
      errorCode: [undefined, null, ...names],
    });
    let inconclusive = 0;
    fc.assert(
      fc.property(deployments(vocabulary), ([required, deployed]) => {
        const filters = deployed.map((filterPattern) => ({ filterPattern }));
        const comparison = comparePatterns(required, filters);
        const { isMissed } = checkAgainst(comparison, required, deployed, events, nullReadings);
        const { verdict } = comparison;
        if (verdict === "inconclusive") inconclusive += 1;
        else if (verdict !== "unsatisfiable") expect(verdict === "misses").toBe(isMissed);
      }),
      { numRuns: 200 * thoroughness },
    );
    // A null in errorCode is all that is open here.
    expect(inconclusive).toBeLessThan(20 * thoroughness);
  });

  test("any field, any type, any reading: no verdict is wrong", () => {
    const vocabulary = {
      selectors: ["$.eventName", "$.a", "$.a.b", "$.a[0]", "$.a[*]", "$.c"],
      literals: ["x", '"x*"', '"*y"', '"x*y"', "*", '"true"', '"5"', "%^x%", "%y.?%"],
      numbers: ["5", "5.0", "7", "-1"],
    };
    const scalars = ["x", "xy", "zy", "xqy", "5", "7", "true", "", 5, 6, 7, 8, -1, -9, true, false];
    const inner = ["x", "xy", 5, null, true];
    const some = [undefined, null, ...scalars];
    const events = universe({
      eventName: ["x", "xy", "z", "xqy", "x*y"],
      a: [...some, {}, [], ...inner.flatMap((b) => [{ b }, [b]]), ["x", "z"], [5, "q"], [{}]],
      c: some,
    });
    const verdicts = new Map<string, number>();
    fc.assert(
      fc.property(
        deployments(vocabulary).filter(([required, deployed]) =>
          [required, ...deployed].every(isWithinLimits),
        ),
        fc.boolean(),
        fc.nat({ max: 119 }),
        ([required, deployed], hasRegex, offset) => {
          const filters = deployed.map((filterPattern) => ({ filterPattern }));
          const options = hasRegex ? { searchRegex } : {};
          const comparison = comparePatterns(required, filters, options);
          verdicts.set(comparison.verdict, (verdicts.get(comparison.verdict) ?? 0) + 1);
          const sample = events.filter((_, index) => index % 120 === offset);
          const readings = allReadings.filter((_, index) => index % 4 === offset % 4);
          checkAgainst(comparison, required, deployed, sample, readings);
        },
      ),
      { numRuns: 3000 * thoroughness },
    );
    // Every verdict but invalid comes up, and most are definite even here.
    expect(verdicts.size).toBe(5);
    expect(verdicts.get("inconclusive") ?? 0).toBeLessThan(1000 * thoroughness);
  });
});

const isWithinLimits = (pattern: string): boolean =>
  (pattern.match(/%.*?%/g) ?? []).length <= 2 && (pattern.match(/\[\*\]/g) ?? []).length <= 3;

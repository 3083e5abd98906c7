import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesText } from "../../../src/analyze/filter-pattern/text-match.ts";
import { representTexts } from "../../../src/analyze/filter-pattern/text-representatives.ts";

const piece = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 3 });
const star = fc.constantFrom("", "*");
const literal = fc.tuple(star, piece, star).map((parts) => parts.join(""));
const literals = fc.array(literal, { maxLength: 5 });

const matchedBy = (all: readonly string[], text: string): string =>
  all.filter((one) => matchesText(one, text, "character")).join(" ");

test("every string matches the same as one of the representatives", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 12 });
  fc.assert(
    fc.property(literals, fc.array(text, { minLength: 20, maxLength: 20 }), (all, texts) => {
      const { texts: representatives, isPartial } = representTexts(all);
      expect(isPartial).toBe(false);
      const known = new Set(representatives.map((one) => matchedBy(all, one.text)));
      for (const one of texts) expect(known).toContain(matchedBy(all, one));
    }),
    { numRuns: 2000 },
  );
});

test("too many literals are found out", () => {
  const all = [...Array(100).keys()].map((index) => `*${index}*`);
  expect(representTexts(all).isPartial).toBe(true);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { Budget } from "../../../src/analyze/coverage/budget.ts";
import { candidatesOf } from "../../../src/analyze/coverage/candidates.ts";
import { type Condition, toCondition } from "../../../src/analyze/coverage/condition.ts";
import { alphabets, isOfShape, type Shape } from "../../../src/analyze/coverage/shape.ts";
import { field } from "./given.ts";

const texts = (alphabet: string, minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...alphabet), { minLength, maxLength })
    .map((characters) => characters.join(""));

const conditionsOver = (text: fc.Arbitrary<string>): fc.Arbitrary<Condition[]> => {
  const some = fc.array(text, { maxLength: 2 });
  const operators = fc.record({
    ...{ equals: some, startsWith: some, endsWith: some },
    ...{ notEquals: some, notStartsWith: some, notEndsWith: some },
  });
  return fc.array(
    operators.map((given) => toCondition(field("f", given))),
    { minLength: 1, maxLength: 3 },
  );
};

function everyText(alphabet: string, longest: number): string[] {
  let last = [""];
  const all = [];
  for (let length = 0; length < longest; length++) {
    last = last.flatMap((text) => [...alphabet].map((character) => text + character));
    all.push(...last);
  }
  return all;
}

const truthsOf = (conditions: readonly Condition[], value: string | undefined): string =>
  conditions.map(({ accepts }) => String(accepts(value))).join();

const free: Shape = {
  parts: [],
  tail: { alphabet: alphabets.lower, usual: "zz", isAny: true },
  closing: "",
};

test("without a shape, candidates see exactly what all texts see", () => {
  const values = everyText("abc", 5);
  fc.assert(
    fc.property(conditionsOver(texts("ab", 1, 3)), (conditions) => {
      const domain = { known: [], shapes: [free], isFree: true };
      const candidates = candidatesOf(domain, conditions, new Budget(1e6));
      const seen = new Set(candidates.map(({ value }) => truthsOf(conditions, value)));
      expect(values.filter((value) => !seen.has(truthsOf(conditions, value)))).toEqual([]);
      expect(candidates.every(({ occurs }) => occurs)).toBe(true);
    }),
    { numRuns: 1500 },
  );
});

/** `x:` a name of two or three of a, b, not ending with b, `/` and a tail of a, b, c. */
const shaped: Shape = {
  parts: [
    "x:",
    { alphabet: "ab", most: 3, usual: "aa", isWhole: (text) => /^[ab]{1,2}a$/.test(text) },
    "/",
  ],
  tail: { alphabet: "abc", usual: "c", isAny: false },
  closing: "",
};
const legal = /^x:[ab]{1,2}a\/[abc]+$/;
const shapedValues = everyText("abc", 3).flatMap((tail) =>
  everyText("ab", 3)
    .filter((name) => /^[ab]{1,2}a$/.test(name))
    .map((name) => `x:${name}/${tail}`),
);
const pieces = fc.oneof(
  texts("ab", 1, 3).map((text) => `x:${text}`),
  texts("ab", 1, 2).map((text) => `x:${text}a/`),
  texts("ab", 1, 2).map((text) => `${text}`),
  texts("ab", 1, 2).map((text) => `/${text}`),
  texts("ab", 1, 2).map((text) => `a/${text}`),
  fc.constantFrom(...shapedValues),
);

test("with a shape, no legal value sees what no candidate sees, and candidates that occur are legal", () => {
  fc.assert(
    fc.property(conditionsOver(pieces), (conditions) => {
      const domain = { known: [], shapes: [shaped], isFree: true };
      const candidates = candidatesOf(domain, conditions, new Budget(1e6));
      const seen = new Set(candidates.map(({ value }) => truthsOf(conditions, value)));
      expect(shapedValues.filter((value) => !seen.has(truthsOf(conditions, value)))).toEqual([]);
      const wrong = candidates.filter(({ value = "", occurs }) => occurs && !legal.test(value));
      expect(wrong).toEqual([]);
    }),
    { numRuns: 1500 },
  );
});

test("a shape knows its values", () => {
  fc.assert(
    fc.property(fc.oneof(pieces, texts("x:ab/c", 0, 8)), (text) => {
      expect(isOfShape(shaped, text)).toBe(legal.test(text));
    }),
    { numRuns: 500 },
  );
});

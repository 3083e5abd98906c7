import { isObject, type Json } from "../../model/json.ts";
import type { Comparison, JsonCondition, Literal, Operator } from "./pattern.ts";
import type { Reading, SearchRegex } from "./reading.ts";
import { hasWildcard } from "./select-values.ts";
import { matchesText } from "./text-match.ts";
import { every, some } from "./three-valued.ts";

export interface Semantics {
  readonly reading: Reading;
  /** Without it, a condition with a regular expression is undecided. */
  readonly searchRegex?: SearchRegex | undefined;
}

const named = { null: null, true: true, false: false } as const;

export const isContainer = (value: Json): boolean => Array.isArray(value) || isObject(value);

/**
 * Whether a condition holds for the values its selector found; undefined when a regular expression
 * decides and cannot be searched. A field that is missing fails = and != alike.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function testCondition(
  condition: JsonCondition,
  values: readonly Json[],
  semantics: Semantics,
): boolean | undefined {
  if (condition.kind === "not-exists") return values.length === 0;
  if (condition.kind === "is") return values.includes(named[condition.value]);
  const results = values.map((value) => testComparison(condition, value, semantics));
  const isForAll =
    condition.operator === "!=" &&
    semantics.reading.wildcardDiffers === "all" &&
    hasWildcard(condition.selector);
  return isForAll ? results.length > 0 && every(results) : some(results);
}

/** Whether `value operator literal` holds. */
export function testComparison(
  { operator, literal }: Comparison,
  value: Json,
  semantics: Semantics,
): boolean | undefined {
  if (isContainer(value)) return false;
  if (typeof value === "string" && literal.kind !== "number") {
    return applyEquality(operator, equalsText(literal, value, semantics));
  }
  if (typeof value === "number" && literal.kind === "number") {
    return compareNumbers(operator, value, literal.value);
  }
  return testMismatch(operator, literal, value, semantics);
}

function testMismatch(
  operator: Operator,
  literal: Literal,
  value: Json,
  semantics: Semantics,
): boolean | undefined {
  switch (semantics.reading.mismatch) {
    case "inapplicable":
      return false;
    case "different":
      return operator === "!=";
    case "as-text":
      if (operator !== "=" && operator !== "!=") return testAsNumbers(operator, literal, value);
      return applyEquality(operator, equalsText(literal, String(value), semantics));
    case "as-number":
      return testAsNumbers(operator, literal, value);
  }
}

function testAsNumbers(operator: Operator, literal: Literal, value: Json): boolean {
  const left = toNumber(typeof value === "number" ? value : String(value));
  const right =
    literal.kind === "regex"
      ? Number.NaN
      : toNumber(literal.kind === "number" ? literal.value : literal.text);
  return compareNumbers(operator, left, right);
}

const toNumber = (value: string | number): number =>
  typeof value === "number" ? value : value.trim() === "" ? Number.NaN : Number(value);

/** Compared with what is no number, only != holds. */
export function compareNumbers(operator: Operator, left: number, right: number): boolean {
  switch (operator) {
    case "=":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case ">":
      return left > right;
    case "<=":
      return left <= right;
    case ">=":
      return left >= right;
  }
}

function equalsText(literal: Literal, value: string, semantics: Semantics): boolean | undefined {
  if (literal.kind === "regex") return semantics.searchRegex?.(literal.regex, value);
  if (literal.kind === "number") return value === literal.text;
  return matchesText(literal.text, value, semantics.reading.innerStar);
}

const applyEquality = (operator: Operator, isEqual: boolean | undefined): boolean | undefined =>
  isEqual === undefined ? undefined : isEqual === (operator === "=");

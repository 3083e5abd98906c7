import { type Cursor, expect, failHere, skipSpace, takeKeyword } from "./cursor.ts";
import { parseExpression } from "./parse-expression.ts";
import { parseComparison } from "./parse-literal.ts";
import { parseSelector } from "./parse-selector.ts";
import type { Expression, JsonCondition, Selector } from "./pattern.ts";

/** `{ … }`. */
export function parseJsonPattern(cursor: Cursor): Expression<JsonCondition> {
  expect(cursor, "{", "to open the pattern");
  const expression = parseExpression(cursor, parseCondition);
  expect(cursor, "}", "to close the pattern, or && or || to go on");
  skipSpace(cursor);
  if (cursor.position < cursor.text.length) failHere(cursor, "Nothing may follow the pattern.");
  return expression;
}

function parseCondition(cursor: Cursor): JsonCondition {
  const selector = parseSelector(cursor);
  skipSpace(cursor);
  if (takeKeyword(cursor, "IS")) return parseIs(cursor, selector);
  if (takeKeyword(cursor, "NOT")) {
    skipSpace(cursor);
    if (takeKeyword(cursor, "EXISTS")) return { kind: "not-exists", selector };
    return failHere(cursor, "Expected EXISTS after NOT.");
  }
  return { kind: "compare", selector, ...parseComparison(cursor, skipSpace) };
}

function parseIs(cursor: Cursor, selector: Selector): JsonCondition {
  skipSpace(cursor);
  for (const value of ["null", "true", "false"] as const) {
    if (takeKeyword(cursor, value.toUpperCase())) return { kind: "is", selector, value };
  }
  return failHere(cursor, "Expected NULL, TRUE or FALSE after IS.");
}

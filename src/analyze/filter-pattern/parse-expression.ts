import { type Cursor, expect, skipSpace, take } from "./cursor.ts";
import type { Expression } from "./pattern.ts";

type Parse<Condition> = (cursor: Cursor) => Condition;

/** Conditions joined by && and ||; && binds tighter. */
export function parseExpression<Condition>(
  cursor: Cursor,
  parseCondition: Parse<Condition>,
): Expression<Condition> {
  return parseJoined(cursor, "||", "or", () =>
    parseJoined(cursor, "&&", "and", () => parseOperand(cursor, parseCondition)),
  );
}

function parseJoined<Condition>(
  cursor: Cursor,
  token: string,
  kind: "and" | "or",
  parse: () => Expression<Condition>,
): Expression<Condition> {
  const first = parse();
  const operands = [first];
  for (skipSpace(cursor); take(cursor, token); skipSpace(cursor)) operands.push(parse());
  return operands.length === 1 ? first : { kind, operands };
}

function parseOperand<Condition>(
  cursor: Cursor,
  parseCondition: Parse<Condition>,
): Expression<Condition> {
  skipSpace(cursor);
  if (!take(cursor, "(")) return { kind: "condition", condition: parseCondition(cursor) };
  const inner = parseExpression(cursor, parseCondition);
  expect(cursor, ")", "to close the parenthesis, or && or || to go on");
  return inner;
}

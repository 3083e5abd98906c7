import {
  type Cursor,
  expect,
  fail,
  failHere,
  looksAt,
  skipSpace,
  take,
  takeMatch,
} from "./cursor.ts";
import { parseExpression } from "./parse-expression.ts";
import { parseComparison } from "./parse-literal.ts";
import type { Comparison, Field } from "./pattern.ts";

/** `[ip, user, ..., status = 4* || status = 5*, bytes]`. */
export function parseFieldsPattern(cursor: Cursor): readonly Field[] {
  expect(cursor, "[", "to open the pattern");
  const fields: Field[] = [];
  do {
    const start = cursor.position;
    const field = parseField(cursor);
    if (field.kind === "ellipsis" && fields.some(({ kind }) => kind === "ellipsis")) {
      fail("A pattern holds ... once.", start, cursor.position - start);
    }
    fields.push(field);
    skipSpace(cursor);
  } while (take(cursor, ","));
  expect(cursor, "]", "to close the pattern, or a comma to go on");
  skipSpace(cursor);
  if (cursor.position < cursor.text.length) failHere(cursor, "Nothing may follow the pattern.");
  return fields;
}

function parseField(cursor: Cursor): Field {
  skipSpace(cursor);
  if (take(cursor, "...")) return { kind: "ellipsis" };
  const start = cursor.position;
  const name = takeMatch(cursor, /[A-Za-z0-9_-]+/y);
  skipSpace(cursor);
  if (name !== undefined && (looksAt(cursor, ",") || looksAt(cursor, "]")))
    return { kind: "field" };
  cursor.position = start;
  return { kind: "field", condition: parseExpression(cursor, conditionOf(name)) };
}

/** All conditions of one place speak of one name. */
function conditionOf(expected: string | undefined): (cursor: Cursor) => Comparison {
  let known = expected;
  return (cursor) => {
    const start = cursor.position;
    const name = takeMatch(cursor, /[A-Za-z0-9_-]+/y);
    if (name === undefined) return failHere(cursor, "Expected the name of a field.");
    known ??= name;
    if (name !== known) fail(`Expected ${known}, the field of this place.`, start, name.length);
    skipSpace(cursor);
    return parseComparison(cursor, skipSpace);
  };
}

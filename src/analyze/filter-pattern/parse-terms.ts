import { type Cursor, failHere, looksAt, skipSpace, take, takeMatch } from "./cursor.ts";
import { parseLiteral } from "./parse-literal.ts";
import type { Term } from "./pattern.ts";

/** Words and phrases: `ERROR -"not found" ?WARN`. */
export function parseTermsPattern(cursor: Cursor): readonly Term[] {
  const terms: Term[] = [];
  for (skipSpace(cursor); cursor.position < cursor.text.length; skipSpace(cursor)) {
    terms.push(parseTerm(cursor));
  }
  return terms;
}

function parseTerm(cursor: Cursor): Term {
  const role = take(cursor, "?") ? "optional" : take(cursor, "-") ? "excluded" : "required";
  if (looksAt(cursor, '"') || looksAt(cursor, "%")) return { role, literal: parseLiteral(cursor) };
  const word = takeMatch(cursor, /[^\s"]+/y);
  if (word === undefined) return failHere(cursor, "Expected a term.");
  if (!/^\w+$/.test(word)) cursor.doubts.add(`the term ${word} stands without quotation marks`);
  return { role, literal: { kind: "text", text: word } };
}

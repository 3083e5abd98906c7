import { type Cursor, fail, failHere, looksAt, takeMatch } from "./cursor.ts";
import type { Comparison, Literal, Operator } from "./pattern.ts";

const maxRegexes = 2;

/** The documented characters, without groups and without anything beyond ASCII. */
const regexCharacter = /^[A-Za-z0-9:_#=@/;, \-^$?[\]{}|\\*+.]$/;

const number = /[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?=[\s()&|,\]}]|$)/y;
const comparison = /!=|<=|>=|=|<|>/y;
/** Everything that cannot be the start of something else. */
const bareWord = /[^\s"%(){}[\]&|=!<>,]+/y;
const documentedBareWord = /^[A-Za-z0-9_.*-]+$/;

/** An operator and what stands to its right. */
export function parseComparison(cursor: Cursor, skip: (cursor: Cursor) => void): Comparison {
  const start = cursor.position;
  const operator = takeMatch(cursor, comparison) as Operator | undefined;
  if (operator === undefined) {
    return failHere(cursor, "Expected one of = != < > <= >= after the field.");
  }
  skip(cursor);
  const literal = parseLiteral(cursor);
  const isOrder = operator !== "=" && operator !== "!=";
  if (isOrder && literal.kind !== "number") {
    fail(`${operator} compares with a number only.`, start, cursor.position - start);
  }
  return { operator, literal };
}

export function parseLiteral(cursor: Cursor): Literal {
  if (looksAt(cursor, '"')) return { kind: "text", text: parseQuoted(cursor) };
  if (looksAt(cursor, "%")) return parseRegex(cursor);
  const digits = takeMatch(cursor, number);
  if (digits !== undefined) return { kind: "number", value: Number(digits), text: digits };
  const word = takeMatch(cursor, bareWord);
  if (word === undefined) return failHere(cursor, "Expected a value.");
  if (!documentedBareWord.test(word)) {
    cursor.doubts.add(`the value ${word} stands without quotation marks`);
  }
  return { kind: "text", text: word };
}

/**
 * AWS says nothing of backslashes. One before a quotation mark or a backslash is taken to escape it,
 * where that leaves an end to the text.
 */
function parseQuoted(cursor: Cursor): string {
  const start = cursor.position;
  const escaped = takeMatch(cursor, /"(?:[^"\\]|\\[\s\S])*"/y);
  const quoted = escaped ?? takeMatch(cursor, /"[^"]*"/y);
  if (quoted === undefined) {
    return fail("The quotation mark is not closed.", start, cursor.text.length - start);
  }
  if (quoted.includes("\\")) cursor.doubts.add("a backslash stands between quotation marks");
  const text = quoted.slice(1, -1);
  return escaped === undefined ? text : text.replace(/\\(["\\])/g, "$1");
}

function parseRegex(cursor: Cursor): Literal {
  const start = cursor.position;
  const end = cursor.text.indexOf("%", start + 1);
  if (end < 0) {
    fail("The regular expression is not closed by %.", start, cursor.text.length - start);
  }
  const regex = cursor.text.slice(start + 1, end);
  if (regex === "") fail("The regular expression is empty.", start, 2);
  const stray = [...regex].findIndex((character) => !regexCharacter.test(character));
  if (stray >= 0) {
    fail("A regular expression here cannot hold this character.", start + 1 + stray, 1);
  }
  cursor.position = end + 1;
  cursor.regexes += 1;
  if (cursor.regexes > maxRegexes) {
    fail(`A pattern holds at most ${maxRegexes} regular expressions.`, start, end + 1 - start);
  }
  return { kind: "regex", regex };
}

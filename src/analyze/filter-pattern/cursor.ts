/** A mistake in a filter pattern. Places are UTF-16 code units from 0. */
export interface PatternError {
  readonly message: string;
  readonly position: number;
  /** How many characters from `position` on are wrong; 0 where something is missing. */
  readonly length: number;
}

/** Carries an error out of the parser; `parseFilterPattern` alone catches it. */
export class PatternFault extends Error {
  readonly fault: PatternError;
  constructor(fault: PatternError) {
    super(fault.message);
    this.fault = fault;
  }
}

/** Where the parser stands in the text, and what it has noticed on the way. */
export interface Cursor {
  readonly text: string;
  position: number;
  /** Regular expressions so far. */
  regexes: number;
  /** Selectors with a wildcard so far. */
  wildcards: number;
  readonly doubts: Set<string>;
}

export const startOf = (text: string): Cursor => ({
  text,
  position: 0,
  regexes: 0,
  wildcards: 0,
  doubts: new Set(),
});

export function fail(message: string, position: number, length = 0): never {
  throw new PatternFault({ message, position, length });
}

export const failHere = (cursor: Cursor, message: string): never =>
  fail(message, cursor.position, cursor.position < cursor.text.length ? 1 : 0);

export function skipSpace(cursor: Cursor): void {
  while (isSpace(cursor.text[cursor.position])) cursor.position += 1;
}

const isSpace = (character: string | undefined): boolean =>
  character === " " || character === "\t" || character === "\n" || character === "\r";

export const looksAt = (cursor: Cursor, token: string): boolean =>
  cursor.text.startsWith(token, cursor.position);

/** Steps over the token if it comes next. */
export function take(cursor: Cursor, token: string): boolean {
  const isThere = looksAt(cursor, token);
  if (isThere) cursor.position += token.length;
  return isThere;
}

export function expect(cursor: Cursor, token: string, purpose: string): void {
  if (!take(cursor, token)) failHere(cursor, `Expected ${token} ${purpose}.`);
}

/** Steps over what the sticky expression matches here. */
export function takeMatch(cursor: Cursor, expression: RegExp): string | undefined {
  expression.lastIndex = cursor.position;
  const text = expression.exec(cursor.text)?.[0];
  cursor.position += text?.length ?? 0;
  return text;
}

/** A keyword in capitals; other spellings are taken with a doubt, for AWS documents only capitals. */
export function takeKeyword(cursor: Cursor, keyword: string): boolean {
  const start = cursor.position;
  const word = takeMatch(cursor, /[A-Za-z]+/y);
  if (word?.toUpperCase() === keyword) {
    if (word !== keyword) cursor.doubts.add(`the keyword ${keyword} is not in capitals`);
    return true;
  }
  cursor.position = start;
  return false;
}

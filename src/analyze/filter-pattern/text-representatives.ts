import { matchesText, textMatchOf } from "./text-match.ts";

/** A string for each way in which strings can tell the literals apart. */
export interface TextRepresentative {
  readonly text: string;
  /** The string stands for itself alone, not for all strings that match the same literals. */
  readonly isExact: boolean;
}

export interface TextRepresentatives {
  readonly texts: readonly TextRepresentative[];
  /** There were too many to find them all. */
  readonly isPartial: boolean;
}

/** Comparisons of a string with a literal before giving up, some milliseconds' worth. */
const maxEffort = 80_000;

/**
 * Strings such that every string matches the same of the literals as one of them, unless they are
 * partial. A string that is equal to none of the literals is like
 * `prefix·c·part·c·part·c·suffix` with the longest prefix and suffix it matches, all the parts it
 * contains, and a character c that occurs in no literal: whatever this one matches, the other
 * matches as well. An asterisk inside a literal is an ordinary character here.
 */
export function representTexts(literals: readonly string[]): TextRepresentatives {
  const equals = new Set<string>();
  const open: string[] = [];
  for (const literal of new Set(literals)) {
    const { kind, text } = textMatchOf(literal);
    if (kind === "equals") equals.add(text);
    else if (kind !== "any") open.push(literal);
  }
  const { texts, isPartial } = representOpen(open, freshCharacter(literals));
  const exact = [...equals].map((text) => ({ text, isExact: true }));
  return { texts: [...exact, ...texts.map((text) => ({ text, isExact: false }))], isPartial };
}

interface Composed {
  readonly texts: readonly string[];
  readonly isPartial: boolean;
}

/** Adds one literal at a time to what is matched already, until nothing new comes up. */
function representOpen(open: readonly string[], fresh: string): Composed {
  const found = new Map<string, string>();
  const queue: (readonly string[])[] = [[]];
  let tries = 0;
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    tries += 1;
    if (tries * open.length > maxEffort) return { texts: [...found.values()], isPartial: true };
    const text = compose(next, fresh);
    const matched = open.filter((literal) => matchesText(literal, text, "character"));
    const key = matched.join("\n");
    if (found.has(key) || next.some((literal) => !matched.includes(literal))) continue;
    found.set(key, text);
    const others = open.filter((literal) => !matched.includes(literal));
    queue.push(...others.map((literal) => [...matched, literal]));
  }
  return { texts: [...found.values()], isPartial: false };
}

function compose(literals: readonly string[], fresh: string): string {
  let prefix = "";
  let suffix = "";
  const parts: string[] = [];
  for (const { kind, text } of literals.map(textMatchOf)) {
    if (kind === "prefix" && text.length > prefix.length) prefix = text;
    if (kind === "suffix" && text.length > suffix.length) suffix = text;
    if (kind === "contains") parts.push(text);
  }
  return [prefix, ...parts, suffix].join(fresh);
}

/** A character that no literal holds; a letter where there is one. */
function freshCharacter(literals: readonly string[]): string {
  const used = new Set(literals.join(""));
  const letter = [..."xzqjkvwyXZQJKVWY0123456789"].find((character) => !used.has(character));
  if (letter !== undefined) return letter;
  let code = 0xe000;
  while (used.has(String.fromCharCode(code))) code += 1;
  return String.fromCharCode(code);
}

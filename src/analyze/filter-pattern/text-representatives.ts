import { matchesText, textMatchOf } from "./text-match.ts";

/** A string for each way in which strings can tell the literals apart. */
export interface TextRepresentative {
  readonly text: string;
  /** The string stands for itself alone, not for all strings that match the same literals. */
  readonly isExact: boolean;
}

/** More distinct ways than this are too many to try. */
const maxRepresentatives = 2000;

/**
 * Strings such that every string matches the same of the literals as one of them; undefined when
 * there are too many. A string that is equal to none of them is like `prefix·c·part·c·part·c·suffix`
 * with the longest prefix and suffix it matches, all the parts it contains, and a character c that
 * occurs in no literal: whatever else that one matched, the string would match as well.
 * An asterisk inside a literal is an ordinary character here.
 */
export function representTexts(
  literals: readonly string[],
): readonly TextRepresentative[] | undefined {
  const equals = new Set<string>();
  const open: string[] = [];
  for (const literal of new Set(literals)) {
    const { kind, text } = textMatchOf(literal);
    if (kind === "equals") equals.add(text);
    else if (kind !== "any") open.push(literal);
  }
  const generic = representOpen(open, freshCharacter(literals));
  if (generic === undefined || equals.size + generic.length > maxRepresentatives) return undefined;
  return [
    ...[...equals].map((text) => ({ text, isExact: true })),
    ...generic.map((text) => ({ text, isExact: false })),
  ];
}

/** Adds one literal at a time to what is matched already, until nothing new comes up. */
function representOpen(open: readonly string[], fresh: string): readonly string[] | undefined {
  const found = new Map<string, string>();
  const queue: (readonly string[])[] = [[]];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const text = compose(next, fresh);
    const matched = open.filter((literal) => matchesText(literal, text, "character"));
    const key = JSON.stringify(matched);
    if (found.has(key) || next.some((literal) => !matched.includes(literal))) continue;
    found.set(key, text);
    if (found.size > maxRepresentatives) return undefined;
    const others = open.filter((literal) => !matched.includes(literal));
    queue.push(...others.map((literal) => [...matched, literal]));
  }
  return [...found.values()];
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
export function freshCharacter(literals: readonly string[]): string {
  const used = new Set(literals.join(""));
  const letter = [..."xzqjkvwyXZQJKVWY0123456789"].find((character) => !used.has(character));
  if (letter !== undefined) return letter;
  let code = 0xe000;
  while (used.has(String.fromCharCode(code))) code += 1;
  return String.fromCharCode(code);
}

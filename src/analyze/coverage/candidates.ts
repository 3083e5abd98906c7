import type { Budget } from "./budget.ts";
import type { Condition, FieldValue } from "./condition.ts";
import { headFrom } from "./head.ts";
import { isInTail, isOfShape, type Shape } from "./shape.ts";

/** The values that a field can have. */
export interface Domain {
  /** Values that surely occur; those worth showing first. */
  readonly known: readonly FieldValue[];
  /** Values that may occur. */
  readonly possible?: readonly FieldValue[];
  /** How further values look. */
  readonly shapes?: readonly Shape[];
  /** Whether every value of a shape surely occurs, rather than may. */
  readonly isFree?: boolean;
  /** Prefixes and values that `isRequired` looks at. */
  readonly bounds?: { readonly equals: readonly string[]; readonly startsWith: readonly string[] };
  /** Leaves out what the required class does not hold. */
  readonly isRequired?: (value: FieldValue) => boolean;
}

export interface Candidate {
  readonly value: FieldValue;
  /** Whether events with this value surely occur. */
  readonly occurs: boolean;
}

/**
 * Enough values to stand for all: whatever conditions hold of a value of the domain also hold of a
 * candidate. What six operators say of a value that none of them names hangs only on the longest of
 * their prefixes it begins with and the longest of their suffixes it ends with, so that one value
 * for each such pair is enough. Where no legal one was found though there may be one, a value that
 * occurs nowhere stands for it.
 */
export function candidatesOf(
  domain: Domain,
  conditions: readonly Condition[],
  budget: Budget,
): Candidate[] {
  const { known, possible = [], shapes = [], isFree = false, isRequired = () => true } = domain;
  const found = new Map<FieldValue, Candidate>();
  const add = (value: FieldValue, occurs: boolean): void => {
    budget.spend(1);
    if (!found.has(value) && isRequired(value)) found.set(value, { value, occurs });
  };
  for (const value of known) add(value, true);
  for (const value of possible) add(value, false);
  if (shapes.length === 0) return [...found.values()];
  const texts = textsOf(domain, conditions);
  for (const value of [...texts.equals, ...texts.prefixes, ...texts.suffixes]) {
    if (shapes.some((shape) => isOfShape(shape, value))) add(value, isFree);
  }
  for (const shape of shapes) {
    for (const { value, isLegal } of built(shape, texts, budget)) add(value, isLegal && isFree);
  }
  return [...found.values()];
}

interface Texts {
  readonly equals: ReadonlySet<string>;
  /** Sorted, so that those that begin with one another stand together; the empty one is first. */
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
}

function textsOf({ bounds }: Domain, conditions: readonly Condition[]): Texts {
  const words = conditions.flatMap((condition) => condition.words);
  return {
    equals: new Set([
      ...(bounds?.equals ?? []),
      ...words.flatMap(({ equals, notEquals }) => [...equals, ...notEquals]),
    ]),
    prefixes: sorted([
      ...(bounds?.startsWith ?? []),
      ...words.flatMap(({ startsWith, notStartsWith }) => [...startsWith, ...notStartsWith]),
    ]),
    suffixes: sorted(words.flatMap(({ endsWith, notEndsWith }) => [...endsWith, ...notEndsWith])),
  };
}

const sorted = (texts: readonly string[]): string[] => [...new Set(["", ...texts])].sort();

interface Built {
  readonly value: string;
  readonly isLegal: boolean;
}

function* built(shape: Shape, { equals, prefixes, suffixes }: Texts, budget: Budget) {
  for (const [index, prefix] of prefixes.entries()) {
    const longer = extensions(prefixes, index);
    budget.spend(1 + longer.length / 10);
    const whole = wholeFrom(shape, prefix);
    if (whole !== undefined) yield { value: whole, isLegal: true };
    const head = headFrom(shape, prefix, longer, budget);
    if (head === undefined) continue;
    for (const suffix of suffixes) {
      budget.spend(1 + (suffixes.length + longer.length) / 10);
      const value = finish(shape, { head, longer, suffix, suffixes, equals });
      if (value !== undefined) yield value;
    }
  }
}

/** The texts after this one that begin with it. */
function extensions(texts: readonly string[], index: number): readonly string[] {
  const text = texts[index] ?? "";
  if (text === "") return texts.slice(index + 1);
  let end = index + 1;
  while (texts[end]?.startsWith(text)) end++;
  return texts.slice(index + 1, end);
}

/** The value that a prefix reaching into the closing leaves only one way to end. */
function wholeFrom(shape: Shape, prefix: string): string | undefined {
  const { closing } = shape;
  for (let length = 1; length <= Math.min(closing.length, prefix.length); length++) {
    if (!prefix.endsWith(closing.slice(0, length))) continue;
    const value = prefix + closing.slice(length);
    if (isOfShape(shape, value)) return value;
  }
  return undefined;
}

interface Ends {
  readonly head: string;
  readonly longer: readonly string[];
  readonly suffix: string;
  readonly suffixes: readonly string[];
  readonly equals: ReadonlySet<string>;
}

/** A value from a head to a suffix that begins with no longer prefix and ends with no longer suffix. */
function finish(shape: Shape, ends: Ends): Built | undefined {
  const { head, suffix } = ends;
  const core = coreOf(shape, suffix);
  if (core === undefined) return undefined;
  const longerSuffixes = ends.suffixes.filter(
    (other) => other.length > suffix.length && other.endsWith(suffix),
  );
  if (!isInTail(shape, core)) return acrossTail(shape, ends, core, longerSuffixes);
  for (const middle of middles(shape, ends, core, longerSuffixes)) {
    const value = head + middle + core + shape.closing;
    if (!isTaken(value, ends, longerSuffixes)) return { value, isLegal: true };
  }
  return { value: `${head}\u0001${core}${shape.closing}`, isLegal: false };
}

/** Whether a named text, or a longer prefix or suffix, stands for the value already. */
const isTaken = (value: string, { equals, longer }: Ends, suffixes: readonly string[]): boolean =>
  equals.has(value) ||
  longer.some((prefix) => value.startsWith(prefix)) ||
  suffixes.some((suffix) => value.endsWith(suffix));

/** What a suffix asks of the tail; undefined when no value of the shape ends so. */
function coreOf({ closing }: Shape, suffix: string): string | undefined {
  if (suffix.endsWith(closing)) return suffix.slice(0, suffix.length - closing.length);
  return closing.endsWith(suffix) ? "" : undefined;
}

/** Fillers for the tail: the usual one, then those whose first and last characters no longer text goes on with. */
function middles(
  { tail, closing }: Shape,
  { head, longer }: Ends,
  core: string,
  longerSuffixes: readonly string[],
): readonly string[] {
  const after = new Set(longer.map((prefix) => prefix[head.length]));
  const end = core.length + closing.length;
  const before = new Set(longerSuffixes.map((suffix) => suffix.at(-end - 1)));
  const first = [...tail.alphabet].find((character) => !after.has(character));
  const last = [...tail.alphabet].find((character) => !before.has(character));
  if (first === undefined || last === undefined) return [tail.usual];
  const fillings = [tail.usual, tail.usual.repeat(2), tail.usual.repeat(3)];
  return [tail.usual, ...fillings.map((filling) => first + filling + last)];
}

/** A suffix with characters that no tail has may still reach back into the head. */
function acrossTail(
  shape: Shape,
  ends: Ends,
  core: string,
  longerSuffixes: readonly string[],
): Built | undefined {
  const { head } = ends;
  for (let length = Math.min(core.length - 1, head.length); length > 0; length--) {
    const value = head + core.slice(length) + shape.closing;
    if (!head.endsWith(core.slice(0, length)) || !isOfShape(shape, value)) continue;
    if (!isTaken(value, ends, longerSuffixes)) return { value, isLegal: true };
  }
  const fixed = shape.parts.at(-1);
  const isImpossible =
    typeof fixed === "string" && !core.includes(fixed) && !endsInside(fixed, core);
  return isImpossible
    ? undefined
    : { value: `${head}\u0001${core}${shape.closing}`, isLegal: false };
}

const endsInside = (fixed: string, core: string): boolean =>
  [...fixed].some((_, index) => core.startsWith(fixed.slice(index)));

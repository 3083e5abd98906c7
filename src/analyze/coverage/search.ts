import type { Box } from "./box.ts";
import type { Budget } from "./budget.ts";
import { type Candidate, candidatesOf, type Domain } from "./candidates.ts";
import type { Condition, FieldValue } from "./condition.ts";

/** A value that stands for all that the same boxes accept; bit `i` of a mask is box `i`. */
export interface Class extends Candidate {
  /** Stands for some value, it is not known which. */
  readonly isAny?: true;
  /** Boxes that surely accept it. */
  readonly sure: bigint;
  /** Boxes that accept it or may do so. */
  readonly may: bigint;
}

/** A field, and every way in which the boxes see its values. */
export interface Dimension {
  readonly field: string;
  readonly classes: readonly Class[];
}

/** One value for each field. */
export type Assignment = ReadonlyMap<string, Class>;

export function dimensionOf(
  field: string,
  domain: Domain,
  boxes: readonly Box[],
  budget: Budget,
): Dimension {
  const tests = boxes.flatMap(({ conditions }, index) =>
    conditions
      .filter((condition) => condition.field === field)
      .map((condition) => ({ condition, bit: 1n << BigInt(index) })),
  );
  const named = tests.reduce((mask, { bit }) => mask | bit, 0n);
  const free = allOnes(boxes.length) & ~named;
  const cost = tests.reduce((sum, { condition }) => sum + condition.cost, 1);
  const conditions = tests.map(({ condition }) => condition);
  const seen = new Map<bigint, Class[]>();
  const classes: Class[] = [];
  for (const candidate of candidatesOf(domain, conditions, budget)) {
    budget.spend(cost);
    const found = { ...candidate, ...masksOf(candidate.value, tests, free) };
    const alike = seen.get(found.sure) ?? [];
    if (alike.some(({ may, occurs }) => may === found.may && occurs === found.occurs)) continue;
    seen.set(found.sure, [...alike, found]);
    classes.push(found);
  }
  return { field, classes: withAny(classes) };
}

export const allOnes = (bits: number): bigint => (1n << BigInt(bits)) - 1n;

interface Test {
  readonly condition: Condition;
  readonly bit: bigint;
}

function masksOf(value: FieldValue, tests: readonly Test[], free: bigint) {
  let sure = free;
  let may = free;
  for (const { condition, bit } of tests) {
    const truth = condition.accepts(value);
    if (truth === true) sure |= bit;
    if (truth !== false) may |= bit;
  }
  return { sure, may };
}

/**
 * Where no value is known to occur, some value does all the same: the one that most boxes accept is
 * the least that can be said of it. It is left out of the witness.
 */
function withAny(classes: readonly Class[]): readonly Class[] {
  if (classes.length === 0 || classes.some(({ occurs }) => occurs)) return classes;
  const may = classes.reduce((mask, other) => mask | other.may, 0n);
  const sure = classes.reduce((mask, other) => mask | other.sure, 0n);
  return [...classes, { value: undefined, occurs: true, isAny: true, sure, may }];
}

/**
 * Values that no box accepts all of: depth first, fields with the fewest classes first, the same
 * remainder never twice. The masks of what is still accepted only shrink on the way down.
 */
export function findOutside(
  dimensions: readonly Dimension[],
  boxes: bigint,
  mask: (value: Class) => bigint,
  budget: Budget,
): Assignment | undefined {
  const ordered = [...dimensions]
    .map(({ field, classes }) => ({ field, classes: smallest(classes, mask, boxes, budget) }))
    .sort((a, b) => a.classes.length - b.classes.length);
  const seen = ordered.map(() => new Set<bigint>());
  const values = descend({ ordered, seen, mask, budget }, 0, boxes);
  return values && new Map(ordered.map(({ field }, index) => [field, values[index] as Class]));
}

interface Descent {
  readonly ordered: readonly Dimension[];
  /** Remainders that led nowhere, by depth. */
  readonly seen: readonly Set<bigint>[];
  readonly mask: (value: Class) => bigint;
  readonly budget: Budget;
}

function descend(descent: Descent, index: number, left: bigint): readonly Class[] | undefined {
  const { ordered, seen, mask, budget } = descent;
  const dimension = ordered[index];
  if (dimension === undefined) return left === 0n ? [] : undefined;
  if (seen[index]?.has(left)) return undefined;
  seen[index]?.add(left);
  for (const value of dimension.classes) {
    budget.spend(1);
    const rest = descend(descent, index + 1, left & mask(value));
    if (rest) return [value, ...rest];
  }
  return undefined;
}

/** A value that more boxes accept than another is never needed to be outside of all. */
function smallest(
  classes: readonly Class[],
  mask: (value: Class) => bigint,
  boxes: bigint,
  budget: Budget,
): readonly Class[] {
  const distinct = new Map<bigint, Class>();
  for (const one of classes) {
    const accepted = mask(one) & boxes;
    if (!distinct.has(accepted)) distinct.set(accepted, one);
  }
  const masks = [...distinct.keys()];
  if (masks.length > 200) return [...distinct.values()];
  budget.spend(masks.length ** 2 / 10);
  return [...distinct]
    .filter(([one]) => masks.every((other) => other === one || (one & other) !== other))
    .map(([, value]) => value);
}

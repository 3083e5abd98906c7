import { parseArn } from "../model/arn.ts";
import type { FactPath } from "../model/fact-path.ts";
import { sourceOf } from "../model/facts/provenance.ts";
import { isListing, isUnknown, type Source } from "../model/unknown.ts";

/** A fact found at the end of a path: a value, undefined where AWS has nothing to say, or unknown. */
export interface Resolved {
  /** The path with every `[]` replaced by the item's name: `account.trails[main].isLogging`. */
  readonly fact: string;
  readonly value: unknown;
  readonly source: Source | undefined;
}

export type Roots = { readonly [variable: string]: object };

/**
 * Every fact that the paths stand for, each once: paths that go on below the same missing or
 * unknown thing end at that thing. Where an item on the way is missing, that is the answer.
 */
export function resolve(paths: readonly FactPath[], roots: Roots): Resolved[] {
  const found = new Map<string, Resolved>();
  for (const path of paths) {
    const root = roots[path[0]];
    if (root !== undefined) walk({ found, path }, 1, path[0], root);
  }
  return [...found.values()];
}

interface Walk {
  readonly found: Map<string, Resolved>;
  readonly path: FactPath;
}

// Runs for every fact of every finding: nothing is made on the way that is not needed at its end.
function walk(on: Walk, index: number, fact: string, value: unknown, source?: Source): void {
  const member = on.path[index];
  if (member === undefined || value === undefined || isUnknown(value)) {
    on.found.set(fact, { fact, value, source });
  } else if (member.startsWith("[")) {
    walkItems(on, index, fact, value, source);
  } else {
    walkMember(on, index, `${fact}.${member}`, value, source);
  }
}

/** Whoever describes a thing also tells what it does not have. */
function walkMember(on: Walk, index: number, fact: string, owner: unknown, source?: Source): void {
  const member = on.path[index] ?? "";
  if (typeof owner !== "object" || owner === null) {
    on.found.set(fact, { fact, value: undefined, source });
    return;
  }
  const told = sourceOf(owner, member) ?? source;
  const value = Object.hasOwn(owner, member)
    ? (owner as { readonly [name: string]: unknown })[member]
    : undefined;
  walk(on, index + 1, fact, value, told);
}

/** The items of a list, or the one at a position; of an incomplete list also what keeps the rest from being known. */
function walkItems(on: Walk, index: number, fact: string, value: unknown, source?: Source): void {
  const { $items, $unseen } = isListing(value) ? value : { $items: toItems(value), $unseen: [] };
  const position = positionIn(on.path[index] ?? "");
  const labels = labelsOf($items);
  for (const [place, item] of $items.entries()) {
    if (position !== undefined && position !== place) continue;
    walk(on, index + 1, `${fact}[${labels[place]}]`, item, source);
  }
  for (const [place, unseen] of $unseen.entries()) {
    on.found.set(`${fact} ${place}`, { fact, value: unseen, source: undefined });
  }
}

const labelsMade = new WeakMap<readonly unknown[], readonly string[]>();

/** What tells the items of a list apart: their names, or their ARNs where two share a name. */
function labelsOf(items: readonly unknown[]): readonly string[] {
  const made = labelsMade.get(items);
  if (made !== undefined) return made;
  const names = items.map((item, place) => nameOf(item) ?? String(place));
  const isClear = new Set(names).size === names.length;
  const labels = isClear ? names : items.map((item, place) => arnOf(item) ?? `${place}`);
  labelsMade.set(items, labels);
  return labels;
}

function arnOf(item: unknown): string | undefined {
  const { arn } = item as { readonly arn?: unknown };
  return typeof arn === "string" ? arn : undefined;
}

const toItems = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The position of `[2]`; undefined for `[]`, which stands for all. */
const positionIn = (member: string): number | undefined =>
  member === "[]" ? undefined : Number(member.slice(1, -1));

const names = ["name", "filterName", "arn", "region", "id", "endpoint"];

/** What people call a thing: its name, or what its ARN ends with. */
export function nameOf(thing: unknown): string | undefined {
  if (typeof thing !== "object" || thing === null) return undefined;
  for (const member of names) {
    const name = (thing as { readonly [member: string]: unknown })[member];
    if (typeof name !== "string") continue;
    return (name.startsWith("arn:") ? parseArn(name)?.resource : undefined) ?? name;
  }
  return undefined;
}

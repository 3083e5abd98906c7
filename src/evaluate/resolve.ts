import { parseArn } from "../model/arn.ts";
import type { FactPath } from "../model/fact-path.ts";
import { sourceOf } from "../model/facts/provenance.ts";
import { isListing, isUnknown, type Source, type Unknown } from "../model/unknown.ts";

/** A fact found at the end of a path: a value, undefined where AWS has nothing to say, or unknown. */
export interface Resolved {
  /** The path with every `[]` replaced by the item's name: `account.trails[main].isLogging`. */
  readonly fact: string;
  readonly value: unknown;
  readonly source?: Source;
}

type Roots = { readonly [variable: string]: object };

/** Every fact that a path stands for. Where an item on the way is missing, that is the answer. */
export function resolve([variable, ...members]: FactPath, roots: Roots): Resolved[] {
  const root = roots[variable];
  return root === undefined ? [] : walk({ fact: variable, value: root }, members);
}

function walk(at: Resolved, [member, ...rest]: readonly string[]): Resolved[] {
  const { value } = at;
  if (member === undefined || value === undefined || isUnknown(value)) return [at];
  if (member === "[]") return itemsOf(at).flatMap((item) => walk(item, rest));
  const index = /^\[(\d+)\]$/.exec(member)?.[1];
  if (index !== undefined)
    return itemsOf(at)
      .slice(Number(index), Number(index) + 1)
      .flatMap((item) => walk(item, rest));
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, member)) {
    return [step(at, member, undefined)];
  }
  return walk(step(at, member, (value as { [name: string]: unknown })[member]), rest);
}

function step({ fact, value: owner, source }: Resolved, member: string, value: unknown): Resolved {
  const told = sourceOf(owner as object, member) ?? source;
  return { fact: `${fact}.${member}`, value, ...(told && { source: told }) };
}

/** The items of a list; of an incomplete one also what keeps the rest from being known. */
function itemsOf({ fact, value, source }: Resolved): Resolved[] {
  const { $items, $unseen } = isListing(value)
    ? value
    : { $items: Array.isArray(value) ? value : [], $unseen: [] };
  return [
    ...$items.map((item, index) => ({
      fact: `${fact}[${nameOf(item) ?? index}]`,
      value: item as unknown,
      ...(source && { source }),
    })),
    ...$unseen.map((unseen: Unknown) => ({ fact, value: unseen })),
  ];
}

const names = ["name", "filterName", "arn", "region", "id", "endpoint"];

/** What people call a thing: its name, or what its ARN ends with. */
export function nameOf(thing: unknown): string | undefined {
  if (typeof thing !== "object" || thing === null) return undefined;
  const members = thing as { readonly [member: string]: unknown };
  const name = names.map((member) => members[member]).find((value) => typeof value === "string");
  return typeof name === "string" ? (parseArn(name)?.resource ?? name) : undefined;
}

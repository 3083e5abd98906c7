import type { Json } from "../model/json.ts";
import { perhapsAbsent, UnknownFactError } from "../model/unknown.ts";

/** Things hold things; further down than this nobody reads. */
const deepest = 4;

/** What an expression gave, as data: a fact in it that is not known says so in its place. */
export function viewedValue(value: unknown, depth = 0): Json {
  if (typeof value === "bigint") return wholeNumber(value);
  if (typeof value !== "object" || value === null) return (value ?? null) as Json;
  if (value instanceof Date) return value.toISOString();
  return depth === deepest ? "…" : collection(value, depth);
}

const wholeNumber = (value: bigint): Json =>
  Number.isSafeInteger(Number(value)) ? Number(value) : String(value);

function collection(value: object, depth: number): Json {
  if (Array.isArray(value) || value instanceof Set) {
    return [...(value as Iterable<unknown>)].map((item) => viewedValue(item, depth + 1));
  }
  if (!isPlain(value)) return String(value);
  // Reading the mark says why there may be more.
  if (perhapsAbsent in value) return known(() => value[perhapsAbsent], depth);
  const members = value as { readonly [name: string]: unknown };
  return Object.fromEntries(
    Object.keys(members).map((name) => [name, known(() => members[name], depth)]),
  );
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function known(read: () => unknown, depth: number): Json {
  try {
    return viewedValue(read(), depth + 1);
  } catch (error) {
    if (error instanceof UnknownFactError) return `(unknown: ${error.unknown.$unknown})`;
    throw error;
  }
}

import { isObject, type Json, type JsonObject } from "../model/json.ts";
import { type Source, type Unknown, UnresolvedValue } from "../model/unknown.ts";

// AWS answers come from files too, so nothing about their shape is taken for granted: a member of
// the wrong type counts as absent. Strings may be absent or empty; both mean unset.

/** Thrown where an answer lifted from infrastructure as code leaves open what is read. */
class UnresolvedError extends Error {
  override readonly name = "UnresolvedError";
  readonly unknown: Unknown;

  constructor(unknown: Unknown) {
    super(unknown.detail);
    this.unknown = unknown;
  }
}

/** What `value` reads, or why it cannot be told before the change is applied. */
export function unlessUnresolved<T>(source: Source, value: () => T): T | Unknown {
  try {
    return value();
  } catch (error) {
    if (error instanceof UnresolvedError) return { ...error.unknown, source };
    throw error;
  }
}

/** What is read, or undefined where it is left open as well as where it is absent. */
export const whereTold = <T>(
  reader: (from: JsonObject | undefined, name: string) => T,
  from: JsonObject | undefined,
  name: string,
): T | undefined =>
  (from?.[name] as unknown) instanceof UnresolvedValue ? undefined : reader(from, name);

/** Reading what is left open throws, so that it never passes for absent: `unlessUnresolved` catches. */
function member(from: JsonObject | undefined, name: string): Json | undefined {
  const value: unknown = from?.[name];
  if (value instanceof UnresolvedValue) throw new UnresolvedError(value.unknown);
  return value as Json | undefined;
}

export function text(from: JsonObject | undefined, name: string): string | undefined {
  const value = member(from, name);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function flag(from: JsonObject | undefined, name: string): boolean | undefined {
  const value = member(from, name);
  return typeof value === "boolean" ? value : undefined;
}

export function number(from: JsonObject | undefined, name: string): number | undefined {
  const value = member(from, name);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

export function object(from: JsonObject | undefined, name: string): JsonObject | undefined {
  const value = member(from, name);
  return isObject(value) ? value : undefined;
}

export function objects(from: JsonObject | undefined, name: string): readonly JsonObject[] {
  return array(from, name).filter(isObject);
}

/** The list, if the answer holds one: where it is missing, that is no empty list. */
export const listed = (
  from: JsonObject | undefined,
  name: string,
): readonly JsonObject[] | undefined =>
  Array.isArray(member(from, name)) ? objects(from, name) : undefined;

export function texts(from: JsonObject | undefined, name: string): readonly string[] {
  return array(from, name).filter((value) => typeof value === "string");
}

/** What is open among the entries of a list: each may be something, or nothing. */
export const unresolvedIn = (from: JsonObject | undefined, name: string): readonly Unknown[] =>
  entries(from, name).flatMap((entry) => (entry instanceof UnresolvedValue ? entry.unknown : []));

/** The rest of such a list. */
export const resolved = (from: JsonObject | undefined, name: string): JsonObject => ({
  [name]: entries(from, name).filter((entry) => !(entry instanceof UnresolvedValue)) as Json[],
});

const entries = (from: JsonObject | undefined, name: string): readonly unknown[] => {
  const value: unknown = from?.[name];
  return Array.isArray(value) ? value : [];
};

/** Throws, like reading does, where anything in it is left open, however deep. */
export function wholly<T>(value: T): T {
  const at: unknown = value;
  if (at instanceof UnresolvedValue) throw new UnresolvedError(at.unknown);
  if (typeof at === "object" && at !== null) for (const part of Object.values(at)) wholly(part);
  return value;
}

/** An entry that is left open leaves the list open. */
function array(from: JsonObject | undefined, name: string): readonly Json[] {
  const value = member(from, name);
  if (!Array.isArray(value)) return [];
  for (const entry of value as readonly unknown[]) {
    if (entry instanceof UnresolvedValue) throw new UnresolvedError(entry.unknown);
  }
  return value as readonly Json[];
}

import { isUnknown, type Unknown } from "../../model/unknown.ts";
import type { Resolved } from "../resolved.ts";

// Properties are read here. One of the wrong type counts as absent; what is open stays open.

type Properties = { readonly [name: string]: Resolved } | undefined;

/** A property, or the default that AWS documents. */
export const or = <T extends Resolved>(value: Resolved | undefined, otherwise: T): Resolved =>
  value ?? otherwise;

/** The object that a property holds; undefined where it is none, or open. */
export const objectAt = (from: Properties, name: string): Properties => {
  const value = from?.[name];
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value)
    ? (value as Properties)
    : undefined;
};

/** The objects in a list. */
export const objectsAt = (from: Properties, name: string): readonly NonNullable<Properties>[] => {
  const value = from?.[name];
  return Array.isArray(value)
    ? value.filter((item) => typeof item === "object" && item !== null && !isUnknown(item))
    : [];
};

/** The first thing that is open in a value, however deep. */
export function openIn(value: Resolved | undefined): Unknown | undefined {
  if (isUnknown(value)) return value;
  if (typeof value !== "object" || value === null) return undefined;
  for (const part of Object.values(value)) {
    const found = openIn(part as Resolved);
    if (found) return found;
  }
  return undefined;
}

/** The entries of a list; one that is open as a whole is one entry that is. What else there may be is left out. */
export function entriesOf(list: Resolved | undefined): readonly Resolved[] {
  const entries = Array.isArray(list) ? (list as readonly Resolved[]) : [list];
  return entries.filter(
    (entry): entry is Resolved =>
      entry !== undefined && !(isUnknown(entry) && entry.$unknown === "undeclared"),
  );
}

import { isUnknown } from "../../model/unknown.ts";
import type { Resolved } from "../resolved.ts";

// Properties are read here. One of the wrong type counts as absent; what is open stays open.

type Properties = { readonly [name: string]: Resolved } | undefined;

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

/** The entries of a list; one that is open as a whole is one entry that is. What else there may be is left out. */
export function entriesOf(list: Resolved | undefined): readonly Resolved[] {
  const entries = Array.isArray(list) ? (list as readonly Resolved[]) : [list];
  return entries.filter(
    (entry): entry is Resolved =>
      entry !== undefined && !(isUnknown(entry) && entry.$unknown === "undeclared"),
  );
}

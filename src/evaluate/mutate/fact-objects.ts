import type { Account } from "../../model/facts/account.ts";
import type { FactTypeName, Field } from "../../model/facts/field.ts";
import { factSchema, factTypeIn } from "../../model/facts/schema.ts";
import { isListing, isUnknown } from "../../model/unknown.ts";

/** An object with facts, once, however many others hold it. */
export interface FactObject {
  readonly type: FactTypeName;
  readonly facts: { [member: string]: unknown };
}

/** Every fact object of an account; in copies of an account at the same index. */
export function factObjectsOf(account: Account): FactObject[] {
  const found = new Map<object, FactObject>();
  const visit = (facts: object, type: FactTypeName): void => {
    if (found.has(facts)) return;
    found.set(facts, { type, facts: facts as FactObject["facts"] });
    for (const [member, field] of Object.entries(factSchema[type])) {
      for (const inner of objectsIn(field, (facts as FactObject["facts"])[member])) {
        visit(inner, factTypeIn(field.type) ?? "Account");
      }
    }
  };
  visit(account, "Account");
  return [...found.values()];
}

/** The fact objects that a fact directly holds. */
export function objectsIn({ type }: Field, value: unknown): readonly object[] {
  if (factTypeIn(type) === undefined || typeof value !== "object" || value === null) return [];
  if (isUnknown(value)) return [];
  return isList(value) ? itemsOf(value) : [value];
}

export const isList = (value: unknown): boolean => Array.isArray(value) || isListing(value);

/** The place of an object among an account's fact objects. */
export const placesOf = (objects: readonly FactObject[]): ReadonlyMap<object, number> =>
  new Map(objects.map(({ facts }, index) => [facts, index]));

/** Items of a listing, as far as they are known, or of a plain list. */
export const itemsOf = (list: unknown): readonly object[] =>
  ((isListing(list) ? list.$items : list) ?? []) as readonly object[];

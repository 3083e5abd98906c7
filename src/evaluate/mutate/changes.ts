import type { FactTypeName, Field } from "../../model/facts/field.ts";
import { factSchema, factTypeIn } from "../../model/facts/schema.ts";
import { complete, isListing } from "../../model/unknown.ts";
import { nameOf } from "../resolve.ts";
import { itemsOf } from "./fact-objects.ts";
import { closedLists, knownValues } from "./known-values.ts";

/** One way in which a fact could be different. */
export interface Change {
  /** `true → false`, `removed`, `without eu-west-1` */
  readonly says: string;
  /** The new value, of the value that is there; undefined takes the fact away. */
  readonly make: (current: unknown) => unknown;
}

/** What changes are made of. */
export interface Material {
  /** Judging happens at this moment. */
  readonly asOf: Date;
  /** Something of a type that stands in the account, if there is one. */
  readonly example: (type: FactTypeName) => object | undefined;
}

/** Of the items of a longer list only the first is changed or taken away. */
export const mostAlike = 3;

const hour = 3_600_000;

/** Every way in which a fact is changed, by its type. `name` is `Trail.isLogging`. */
export function changesOf(
  name: string,
  { type, optional }: Field,
  value: unknown,
  material: Material,
): Change[] {
  const removed = optional && value !== undefined ? [to(undefined, "removed")] : [];
  return [...removed, ...otherValues(name, type, value, material)];
}

const to = (value: unknown, says: string): Change => ({ says, make: () => value });

const from = (old: unknown, value: unknown): Change =>
  to(value, `${JSON.stringify(old) ?? "none"} → ${JSON.stringify(value)}`);

function otherValues(name: string, type: string, value: unknown, material: Material): Change[] {
  const inner = factTypeIn(type);
  if (inner !== undefined) {
    if (type.startsWith("list<")) return listChanges(name, inner, value, material);
    return value === undefined ? [to(made(inner, material), "there")] : [];
  }
  switch (type) {
    case "bool":
      return [true, false].filter((flag) => flag !== value).map((flag) => from(value, flag));
    case "int":
    case "double":
      return numbers(value).map((number) => from(value, number));
    case "timestamp":
      return times(material.asOf).map((time) => from(value, time));
    case "string":
      return otherTexts(name, value).map((text) => from(value, text));
    case "list<string>":
      return textListChanges(name, value);
    default:
      return type.startsWith("map<") ? [to({}, "emptied")] : [];
  }
}

const numbers = (value: unknown): number[] =>
  typeof value === "number" && value !== 0 ? [0, value * 10] : [1, 1000];

const times = (asOf: Date): string[] => [
  new Date(asOf.getTime() - hour).toISOString(),
  new Date(asOf.getTime() - 10 * 365 * 24 * hour).toISOString(),
];

/** Stands for any text that nobody expects. */
const otherText = "something-else";

const otherTexts = (name: string, value: unknown): readonly string[] =>
  (knownValues[name] ?? [otherText]).filter((text) => text !== value);

function textListChanges(name: string, value: unknown): Change[] {
  const items = Array.isArray(value) ? (value as readonly string[]) : [];
  const others = otherTexts(name, undefined);
  const without = items.map((item) =>
    to(
      items.filter((one) => one !== item),
      `without ${item}`,
    ),
  );
  return [
    ...(items.length > 0 ? [to([], "emptied"), to(others, `only ${others.join(", ")}`)] : []),
    ...(items.length > 1 ? without : []),
    to([...items, ...others], `also ${others.join(", ")}`),
  ];
}

const withItems = (list: unknown, items: readonly object[]): unknown =>
  isListing(list) ? { ...list, $items: items } : items;

function listChanges(
  name: string,
  type: FactTypeName,
  value: unknown,
  material: Material,
): Change[] {
  const items = itemsOf(value);
  const change = (says: string, next: (items: readonly object[]) => readonly object[]): Change => ({
    says,
    make: (current) => withItems(current ?? complete([]), next(itemsOf(current))),
  });
  const without = items
    .slice(0, items.length > mostAlike ? 1 : mostAlike)
    .map((item, index) =>
      change(`without ${nameOf(item) ?? `item ${index + 1}`}`, (all) =>
        all.filter((_, place) => place !== index),
      ),
    );
  if (items.length > 0) {
    const emptied = items.length > 1 ? [change("emptied", () => [])] : [];
    return [...emptied, ...without, change("one more", (all) => [...all, copyOf(all[0] ?? {})])];
  }
  return closedLists.has(name) ? [] : [change("one more", () => [made(type, material)])];
}

/** The same under another name. */
function copyOf(item: object): object {
  const renamed = Object.entries(item)
    .filter(
      ([member, value]) => ["arn", "id", "name"].includes(member) && typeof value === "string",
    )
    .map(([member, value]) => [member, `${value}-2`]);
  return { ...item, ...Object.fromEntries(renamed) };
}

/** Something of a type: like one that is there, or with nothing in it. */
function made(type: FactTypeName, material: Material): object {
  const found = material.example(type);
  if (found !== undefined) return copyOf(found);
  const members = Object.entries(factSchema[type])
    .filter(([, { optional }]) => !optional)
    .map(([member, field]) => [member, emptyOf(`${type}.${member}`, field.type, material)]);
  return Object.fromEntries(members);
}

function emptyOf(name: string, type: string, material: Material): unknown {
  const inner = factTypeIn(type);
  if (inner !== undefined) return type.startsWith("list<") ? complete([]) : made(inner, material);
  const empty: { readonly [type: string]: unknown } = {
    bool: false,
    int: 0,
    double: 0,
    "list<string>": [],
  };
  if (type in empty) return empty[type];
  return type.startsWith("map<") ? {} : otherTexts(name, undefined)[0];
}

import type { Account } from "../../model/facts/account.ts";
import { type ManagementEventsOf, settle } from "./consequences.ts";
import { type FactObject, factObjectsOf, isList, itemsOf } from "./fact-objects.ts";
import type { Mutation } from "./mutations.ts";

/** What an account differs in from the one it was made of. */
export interface Difference {
  /** `Trail.isLogging` */
  readonly facts: ReadonlySet<string>;
  /** The same by object, `3.isLogging`; `3.*` where an object has other members. */
  readonly places: ReadonlySet<string>;
}

type Members = { [member: string]: unknown };

/** A copy of an account on which one change at a time is tried. */
export interface Workbench {
  readonly account: Account;
  /** Changes one fact, and whatever follows from it. */
  readonly change: (mutation: Mutation) => Difference;
  /** Puts everything back. */
  readonly restore: () => void;
}

export function workbenchOf(original: Account, managementEventsOf: ManagementEventsOf): Workbench {
  const account = structuredClone(original);
  const objects = factObjectsOf(account);
  const before = objects.map(({ facts }) => ({ ...facts }));
  return {
    account,
    change(mutation) {
      write(objects, mutation);
      settle(account, mutation.fact, managementEventsOf);
      return differenceOf(objects, before);
    },
    restore() {
      for (const [index, { facts }] of objects.entries()) putBack(facts, before[index] ?? {});
    },
  };
}

function putBack(facts: Members, old: Members): void {
  for (const [member, value] of Object.entries(old)) {
    if (facts[member] !== value) facts[member] = value;
  }
  for (const member in facts) if (!(member in old)) delete facts[member];
}

function write(objects: readonly FactObject[], { object, member, make, isName }: Mutation): void {
  const facts = objects[object]?.facts ?? {};
  const old = facts[member];
  const value = make(old);
  if (isName) rename(objects, old, value);
  else if (value === undefined) delete facts[member];
  else facts[member] = value;
}

/** Puts one name for another wherever it stands alone. */
function rename(objects: readonly FactObject[], old: unknown, name: unknown): void {
  for (const { facts } of objects) {
    for (const [member, value] of Object.entries(facts)) {
      if (value === old) facts[member] = name;
      else if (Array.isArray(value) && value.includes(old)) {
        facts[member] = value.map((item: unknown) => (item === old ? name : item));
      }
    }
  }
}

function differenceOf(objects: readonly FactObject[], before: readonly Members[]): Difference {
  const facts = new Set<string>();
  const places = new Set<string>();
  for (const [index, { type, facts: now }] of objects.entries()) {
    const old = before[index] ?? {};
    const changed = membersOf(old, now).filter((member) => !isSame(old[member], now[member]));
    for (const member of changed) {
      facts.add(`${type}.${member}`);
      places.add(`${index}.${member}`);
      if (!(member in old && member in now)) places.add(`${index}.*`);
    }
  }
  return { facts, places };
}

const membersOf = (old: Members, now: Members): string[] => [
  ...Object.keys(now),
  ...Object.keys(old).filter((member) => !(member in now)),
];

/** Whether two values are one and the same; lists, whether their items are. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isList(one) || !isList(other)) return false;
  const [items, others] = [itemsOf(one), itemsOf(other)];
  return items.length === others.length && items.every((item, index) => item === others[index]);
}

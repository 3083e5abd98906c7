import type { Account } from "../../model/facts/account.ts";
import type { AnswererOf, Question } from "../../model/question.ts";
import { factObjectsOf, placesOf } from "./fact-objects.ts";

/** Answers about an account that was changed, where nothing that was looked at has changed. */
export type Recall = (changed: ReadonlySet<string>) => AnswererOf;

interface Answered {
  readonly answer: object;
  /** What was read for it: `3.isLogging`, and `3.*` where all members were listed. */
  readonly read: ReadonlySet<string>;
}

/**
 * Remembers the answers about an account with all that was read for them. An analysis is a
 * function of what it reads, so it answers the same while that stays the same.
 */
export function recallOf(original: Account, asOf: Date, answererOf: AnswererOf): Recall {
  const places = placesOf(factObjectsOf(original));
  const answered = new Map<string, Answered>();
  const remembered = (question: Question, region: string | undefined): Answered => {
    const key = JSON.stringify([question, region]);
    const known = answered.get(key) ?? ask(question, region);
    answered.set(key, known);
    return known;
  };
  const ask = (question: Question, region: string | undefined): Answered => {
    const read = new Set<string>();
    const watched = watch(original, places, read);
    return { answer: answererOf(watched, asOf)(question, region), read };
  };
  return (changed) => (account, moment) => {
    const answer = answererOf(account, moment);
    return (question, region) => {
      const known = remembered(question, region);
      return [...changed].some((place) => known.read.has(place))
        ? answer(question, region)
        : known.answer;
    };
  };
}

/** The same facts, and a note of each that is read. */
function watch<T extends object>(
  root: T,
  places: ReadonlyMap<object, number>,
  read: Set<string>,
): T {
  const made = new Map<object, object>();
  const wrap = (target: object): object => {
    const known = made.get(target);
    if (known !== undefined) return known;
    const index = places.get(target);
    const note = (member: string | symbol): void => {
      if (index !== undefined && typeof member === "string") read.add(`${index}.${member}`);
    };
    const proxy = new Proxy(target, {
      get(facts, member, receiver) {
        note(member);
        const value: unknown = Reflect.get(facts, member, receiver);
        return typeof value === "object" && value !== null ? wrap(value) : value;
      },
      has(facts, member) {
        note(member);
        return Reflect.has(facts, member);
      },
      ownKeys(facts) {
        note("*");
        return Reflect.ownKeys(facts);
      },
      getOwnPropertyDescriptor(facts, member) {
        note(member);
        return Reflect.getOwnPropertyDescriptor(facts, member);
      },
    });
    made.set(target, proxy);
    return proxy;
  };
  return wrap(root) as T;
}

import type { FactTypeName, Field } from "../model/facts/field.ts";
import { factSchema, factTypeIn } from "../model/facts/schema.ts";
import { answerTo } from "../model/question.ts";
import { scopes } from "../model/scope.ts";

/** A fact that policies can read, as pages and lists show it. */
export interface ListedFact {
  readonly name: string;
  /** `string, optional` */
  readonly type: string;
  readonly meaning: string;
  /** The API call it comes from; absent when it is derived from others. */
  readonly call?: string;
}

/** A noun of the fact model with everything that is known of such a thing. */
export interface ListedType {
  readonly type: FactTypeName;
  /** The variable that holds such a thing where a policy judges it, or asks for it. */
  readonly variable?: string;
  readonly facts: readonly ListedFact[];
}

/** Every fact there is, by noun. */
export const listedFacts = (): ListedType[] =>
  Object.entries(factSchema).map(([name, fields]) => {
    const type = name as FactTypeName;
    const variable = named.find((one) => one.type === type)?.variable;
    const facts = Object.entries(fields).map(listed);
    return { type, ...(variable !== undefined && { variable }), facts };
  });

const named = [...Object.values(scopes), ...Object.values(answerTo)];

const listed = ([name, { type, optional, says, call }]: [string, Field]): ListedFact => ({
  name,
  type: type + (optional ? ", optional" : ""),
  meaning: says,
  ...(call !== undefined && { call }),
});

/**
 * The facts that a name stands for: a noun or its variable for all of its own, `trail.bucket.` with
 * the beginning of a name for those behind that path, else every fact whose name begins so.
 */
export function factsNamed(name: string, all: readonly ListedType[]): ListedType[] {
  const steps = name.split(".");
  const start = steps.pop() ?? "";
  if (steps.length > 0) return below(steps, start, all);
  const whole = all.filter((one) => isCalled(one, start));
  return whole.length > 0 ? whole : narrowed(all, start);
}

/** A path that ends at a thing shows what that thing holds; one that ends at a fact, that fact. */
function below(steps: readonly string[], start: string, all: readonly ListedType[]): ListedType[] {
  const [root = "", ...members] = steps;
  let owner = all.find((one) => isCalled(one, root));
  for (const member of members) owner = owner && typeBehind(owner, member, all);
  if (owner === undefined) return [];
  const inner = typeBehind(owner, start, all);
  return inner === undefined ? narrowed([owner], start) : [inner];
}

function typeBehind({ type }: ListedType, member: string, all: readonly ListedType[]) {
  const fields = factSchema[type];
  const name = member.replace("[]", "");
  const inner = Object.hasOwn(fields, name) ? factTypeIn(fields[name]?.type ?? "") : undefined;
  return all.find((one) => one.type === inner);
}

const narrowed = (types: readonly ListedType[], start: string): ListedType[] =>
  types
    .map((one) => ({ ...one, facts: one.facts.filter(({ name }) => begins(name, start)) }))
    .filter(({ facts }) => facts.length > 0);

const begins = (name: string, start: string): boolean =>
  name.toLowerCase().startsWith(start.toLowerCase());

/** Scopes are written with hyphens, variables in camel case. */
function isCalled({ type, variable }: ListedType, name: string): boolean {
  const wanted = name.replaceAll("-", "").toLowerCase();
  return [type, variable].some((known) => known?.toLowerCase() === wanted);
}

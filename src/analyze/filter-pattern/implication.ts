import type { JsonObject } from "../../model/json.ts";
import { buildEvent } from "./build-event.ts";
import {
  completeRepresentatives,
  isTooOpen,
  type Possibility,
} from "./complete-representatives.ts";
import { type Concrete, concreteRepresentatives } from "./concrete-representatives.ts";
import { type Atom, type AtomTable, type Formula, type Place, tabulate } from "./conditions.ts";
import { kindsAt } from "./event-schema.ts";
import { matchesEvent } from "./matches-event.ts";
import { conditionsOf, type Expression, type JsonCondition } from "./pattern.ts";
import { readingsOf, type SearchRegex } from "./reading.ts";
import { type Answering, type Effort, search } from "./search.ts";
import { hasWildcard } from "./select-values.ts";
import { representTexts } from "./text-representatives.ts";

export type JsonExpression = Expression<JsonCondition>;

/** An event that is wanted and not avoided, in every reading of what AWS leaves open. */
export interface Counterexample {
  readonly kind: "event";
  readonly event: JsonObject;
}

/**
 * Whether every event that `wanted` matches is matched by one of the others: an event that shows the
 * opposite, "none" where there is no such event in any reading, or "open" where it hangs on what is
 * not known; "too-much" where the patterns are too tangled to tell.
 */
export type Implied = Counterexample | { readonly kind: "none" | "open" | "too-much" };

/** Expressions, given by their index. */
export interface Sides {
  readonly wanted: number;
  /** Filters whose matches are known. */
  readonly exact: readonly number[];
  /** Filters that match at most this. */
  readonly atMost: readonly number[];
  /** A filter might match anything, so that no event is surely missed. */
  readonly hasUnknown: boolean;
}

/** Expressions, made ready to be compared with each other. */
export interface Prepared {
  readonly expressions: readonly JsonExpression[];
  readonly table: AtomTable;
  readonly searchRegex: SearchRegex | undefined;
  readonly effort: Effort;
  readonly concreteAt: (place: number) => readonly (Concrete & Answering)[];
  /** Undefined where there are too many. */
  readonly possibleAt: (place: number) => readonly (Possibility & Answering)[] | undefined;
}

export function prepare(
  expressions: readonly JsonExpression[],
  searchRegex: SearchRegex | undefined,
): Prepared {
  const table = tabulate(expressions.map(asWholeFilter));
  const { atoms } = table;
  const placeAt = (index: number) => table.places[index] as Place;
  const textsAt = remembered((index) => representTexts(textLiterals(atoms, placeAt(index).atoms)));
  const concreteAt = remembered((index) =>
    concreteRepresentatives(atoms, placeAt(index), textsAt(index).texts, searchRegex).map(
      (concrete) => ({ ...concrete, wanted: concrete.sure, avoided: concrete.possible }),
    ),
  );
  const possibleAt = remembered((index) => {
    const { texts, isPartial } = textsAt(index);
    if (isPartial || isTooOpen(atoms, placeAt(index))) return undefined;
    return completeRepresentatives(atoms, placeAt(index), texts, searchRegex)?.map((way) => ({
      ...way,
      wanted: way.holds,
      avoided: way.holds,
    }));
  });
  return { expressions, table, searchRegex, effort: { steps: 0 }, concreteAt, possibleAt };
}

/** See `Implied`. */
export function decideImplication(prepared: Prepared, sides: Sides): Implied {
  const found = sides.hasUnknown ? "none" : findEvent(prepared, sides);
  if (typeof found !== "string") return found;
  const possibility = findPossibility(prepared, sides);
  return { kind: possibility === "open" && found === "too-much" ? found : possibility };
}

const formulasOf = (
  { table }: Prepared,
  wanted: number,
  avoided: readonly number[],
): { readonly wanted: Formula; readonly avoided: readonly Formula[] } => ({
  wanted: table.formulas[wanted] as Formula,
  avoided: avoided.map((index) => table.formulas[index] as Formula),
});

/** Where arrays and objects may stand, they may make the whole filter fail. */
function asWholeFilter(expression: JsonExpression): Expression<Atom> {
  const selectors = conditionsOf(expression)
    .filter(({ kind, selector }) => kind === "compare" && mayBeContainer(selector))
    .map(({ selector }) => selector);
  const comparable = selectors.map(
    (selector): Expression<Atom> => ({
      kind: "condition",
      condition: { kind: "comparable", selector },
    }),
  );
  return comparable.length === 0
    ? expression
    : { kind: "and", operands: [expression, ...comparable] };
}

const mayBeContainer = (selector: JsonCondition["selector"]): boolean =>
  hasWildcard(selector) || kindsAt(selector).includes("container");

const textLiterals = (atoms: readonly Atom[], ids: readonly number[]): readonly string[] =>
  ids.flatMap((id) => {
    const atom = atoms[id];
    return atom?.kind === "compare" && atom.literal.kind === "text" ? [atom.literal.text] : [];
  });

/** Looks for a record, and looks at what it has found once more. */
function findEvent(
  prepared: Prepared,
  { wanted, exact, atMost }: Sides,
): Counterexample | "none" | "too-much" {
  const { table, expressions, concreteAt, effort } = prepared;
  const avoided = [...exact, ...atMost];
  let event: JsonObject | undefined;
  const answer = search({
    table,
    ...formulasOf(prepared, wanted, avoided),
    choicesAt: concreteAt,
    effort,
    accept: (choices) => {
      const placements = [...choices].map(([index, { value }]) => ({
        selector: table.places[index]?.selector ?? [],
        value,
      }));
      event = buildEvent(placements);
      const required = expressions[wanted] as JsonExpression;
      const others = avoided.map((index) => expressions[index] as JsonExpression);
      return event !== undefined && isSurelyMissed(event, required, others, prepared.searchRegex);
    },
  });
  if (answer === "found" && event !== undefined) return { kind: "event", event };
  return answer === "too-much" ? "too-much" : "none";
}

function isSurelyMissed(
  event: JsonObject,
  required: JsonExpression,
  others: readonly JsonExpression[],
  searchRegex: SearchRegex | undefined,
): boolean {
  return readingsOf([required, ...others]).every((reading) => {
    const matches = (expression: JsonExpression) =>
      matchesEvent({ kind: "json", expression, doubts: [] }, event, { reading, searchRegex });
    return matches(required) === true && others.every((other) => matches(other) === false);
  });
}

/** Looks for a way to answer the atoms, realistic or not, in any reading. */
function findPossibility(
  prepared: Prepared,
  { wanted, exact }: Sides,
): "none" | "open" | "too-much" {
  let isTooMuch = false;
  const answer = search({
    table: prepared.table,
    effort: prepared.effort,
    ...formulasOf(prepared, wanted, exact),
    choicesAt: (index) => {
      const ways = isTooMuch ? [] : prepared.possibleAt(index);
      isTooMuch ||= ways === undefined;
      return ways ?? [];
    },
    accept: (choices) => isConsistent(prepared.table, choices),
  });
  if (answer === "found") return "open";
  return isTooMuch ? "too-much" : answer;
}

/** A field inside another one makes the other an array or object. */
function isConsistent(table: AtomTable, choices: ReadonlyMap<number, Possibility>): boolean {
  const chosen = [...choices].map(([index, { kind }]) => ({
    steps: (table.places[index]?.selector ?? []).map((step) => JSON.stringify(step)),
    kind,
  }));
  return chosen.every(
    (inner) =>
      inner.kind === "missing" ||
      chosen.every(
        (outer) =>
          outer.kind === "container" ||
          outer.steps.length >= inner.steps.length ||
          outer.steps.some((step, index) => step !== inner.steps[index]) ||
          outer.steps.some((step) => step.includes('"any-')),
      ),
  );
}

function remembered<Value>(make: (index: number) => Value): (index: number) => Value {
  const known = new Map<number, { readonly value: Value }>();
  return (index) => {
    const entry = known.get(index) ?? { value: make(index) };
    known.set(index, entry);
    return entry.value;
  };
}

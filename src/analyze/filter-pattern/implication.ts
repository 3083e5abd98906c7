import type { JsonObject } from "../../model/json.ts";
import { buildEvent } from "./build-event.ts";
import {
  completeRepresentatives,
  isTooOpen,
  type Possibility,
} from "./complete-representatives.ts";
import { type Concrete, concreteRepresentatives } from "./concrete-representatives.ts";
import { type Atom, type AtomTable, type Formula, tabulate } from "./conditions.ts";
import { kindsAt } from "./event-schema.ts";
import { matchesEvent } from "./matches-event.ts";
import { conditionsOf, type Expression, type JsonCondition } from "./pattern.ts";
import { allReadings, type SearchRegex } from "./reading.ts";
import { type Answering, search } from "./search.ts";
import { hasWildcard } from "./select-values.ts";
import { representTexts, type TextRepresentative } from "./text-representatives.ts";

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

export interface Sides {
  readonly wanted: JsonExpression;
  /** Filters whose matches are known. */
  readonly exact: readonly JsonExpression[];
  /** Filters that match at most this. */
  readonly atMost: readonly JsonExpression[];
  /** A filter might match anything, so that no event is surely missed. */
  readonly hasUnknown: boolean;
}

/** See `Implied`. */
export function decideImplication(sides: Sides, searchRegex: SearchRegex | undefined): Implied {
  const avoided = [...sides.exact, ...sides.atMost];
  const table = tabulate([sides.wanted, ...avoided].map(asWholeFilter));
  const [wanted, ...others] = table.formulas as readonly [Formula, ...Formula[]];
  const texts = table.places.map(({ atoms }) => representTexts(textLiterals(table.atoms, atoms)));
  if (texts.some((text) => text === undefined)) return { kind: "too-much" };
  const problem = { table, wanted, texts: texts as (readonly TextRepresentative[])[], searchRegex };

  const found = sides.hasUnknown
    ? "none"
    : findEvent({ ...problem, avoided: others }, [sides.wanted, avoided]);
  if (typeof found !== "string") return found;
  const exact = others.slice(0, sides.exact.length);
  const possibility = findPossibility({ ...problem, avoided: exact });
  return { kind: possibility === "open" && found === "too-much" ? found : possibility };
}

interface Problem {
  readonly table: AtomTable;
  readonly wanted: Formula;
  readonly avoided: readonly Formula[];
  readonly texts: readonly (readonly TextRepresentative[])[];
  readonly searchRegex: SearchRegex | undefined;
}

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
  { table, wanted, avoided, texts, searchRegex }: Problem,
  [required, others]: readonly [JsonExpression, readonly JsonExpression[]],
): Counterexample | "none" | "too-much" {
  let event: JsonObject | undefined;
  const answer = search<Concrete & Answering>({
    table,
    wanted,
    avoided,
    choicesAt: remembered((index) => {
      const place = table.places[index];
      if (place === undefined) return [];
      return concreteRepresentatives(table.atoms, place, texts[index] ?? [], searchRegex).map(
        (concrete) => ({ ...concrete, wanted: concrete.sure, avoided: concrete.possible }),
      );
    }),
    accept: (choices) => {
      const placements = [...choices].flatMap(([index, { value }]) => {
        const place = table.places[index];
        return place === undefined ? [] : [{ selector: place.selector, value }];
      });
      event = buildEvent(placements);
      return event !== undefined && isSurelyMissed(event, required, others, searchRegex);
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
  return allReadings.every((reading) => {
    const matches = (expression: JsonExpression) =>
      matchesEvent({ kind: "json", expression, doubts: [] }, event, { reading, searchRegex });
    return matches(required) === true && others.every((other) => matches(other) === false);
  });
}

/** Looks for a way to answer the atoms, realistic or not, in any reading. */
function findPossibility(problem: Problem): "none" | "open" | "too-much" {
  const { table, wanted, avoided, texts, searchRegex } = problem;
  let isTooMuch = false;
  const answer = search<Possibility & Answering>({
    table,
    wanted,
    avoided,
    choicesAt: remembered((index) => {
      const place = table.places[index];
      if (place === undefined || isTooMuch) return [];
      const ways = isTooOpen(table.atoms, place)
        ? undefined
        : completeRepresentatives(table.atoms, place, texts[index] ?? [], searchRegex);
      isTooMuch ||= ways === undefined;
      return (ways ?? []).map((way) => ({ ...way, wanted: way.holds, avoided: way.holds }));
    }),
    accept: (choices) => isConsistent(table, choices),
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
  const known = new Map<number, Value>();
  return (index) => {
    const value = known.get(index) ?? make(index);
    known.set(index, value);
    return value;
  };
}

import type { Atom, Place } from "./conditions.ts";
import { kindsAt, type ValueKind } from "./event-schema.ts";
import {
  type Answer,
  type Compared,
  keyOf,
  numberAnswers,
  subsets,
  textAnswers,
} from "./literal-answers.ts";
import type { Literal } from "./pattern.ts";
import type { SearchRegex } from "./reading.ts";
import { hasWildcard } from "./select-values.ts";
import { textMatchOf } from "./text-match.ts";
import type { TextRepresentative } from "./text-representatives.ts";

/** One way in which a place may answer its atoms, in one reading or other. */
export interface Possibility {
  readonly kind: "missing" | "container" | "value";
  readonly holds: ReadonlySet<number>;
}

/** More ways than this at one place are too many to try. */
const maxPossibilities = 4000;
/** Literals whose matches are left open; each doubles the ways. */
const maxOpenLiterals = 6;

/**
 * Every way in which a place may answer its atoms, in any reading, and perhaps some in which it
 * cannot; undefined when there are too many. What holds for all of these holds for all events.
 */
export function completeRepresentatives(
  atoms: readonly Atom[],
  place: Place,
  texts: readonly TextRepresentative[],
  searchRegex: SearchRegex | undefined,
): readonly Possibility[] | undefined {
  const distinct = new Map<string, Possibility>();
  const ways = hasWildcard(place.selector)
    ? wildcardWays(atoms, place)
    : plainWays(atoms, place, texts, searchRegex);
  for (const { kind, answer } of ways) {
    const holds = new Set(answer);
    const key = `${kind} ${[...holds].sort((a, b) => a - b).join()}`;
    if (!distinct.has(key)) distinct.set(key, { kind, holds });
    if (distinct.size > maxPossibilities) return undefined;
  }
  return distinct.size === 0 ? undefined : [...distinct.values()];
}

interface Way {
  readonly kind: Possibility["kind"];
  readonly answer: Answer;
}

/** Several values at once may answer the atoms in any way. Nothing comes out where it is too much. */
function* wildcardWays(atoms: readonly Atom[], place: Place): Generator<Way> {
  const absent = place.atoms.filter((id) => atoms[id]?.kind === "not-exists");
  const comparable = place.atoms.filter((id) => atoms[id]?.kind === "comparable");
  yield { kind: "missing", answer: [...absent, ...comparable] };
  const open = place.atoms.filter((id) => atoms[id]?.kind !== "not-exists");
  for (const answer of subsets(open)) yield { kind: "value", answer };
}

function* plainWays(
  atoms: readonly Atom[],
  place: Place,
  texts: readonly TextRepresentative[],
  searchRegex: SearchRegex | undefined,
): Generator<Way> {
  const kinds = kindsAt(place.selector);
  const idsOf: IdsOf = (test) => place.atoms.filter((id) => test(atoms[id] as Atom));
  const comparable = idsOf(({ kind }) => kind === "comparable");
  if (kinds.includes("missing")) {
    const absent = idsOf(({ kind }) => kind === "not-exists");
    yield { kind: "missing", answer: [...comparable, ...absent] };
  }
  if (kinds.includes("container")) {
    yield { kind: "container", answer: comparable };
    yield { kind: "container", answer: [] };
  }
  const compared = place.atoms.flatMap((id) => {
    const atom = atoms[id] as Atom;
    return atom.kind === "compare" ? [{ id, atom }] : [];
  });
  const isNumber = ({ atom }: Compared) => atom.literal.kind === "number";
  const asText = textAnswers(
    compared.filter((it) => !isNumber(it)),
    texts,
    searchRegex,
  );
  const asNumber = numberAnswers(compared.filter(isNumber));
  for (const kind of kinds) {
    const parts = [
      namedAnswers(kind, idsOf),
      kind === "string" ? asText.like : asText.any,
      kind === "number" ? asNumber.like : asNumber.any,
    ];
    for (const answer of products(parts))
      yield { kind: "value", answer: [...comparable, ...answer] };
  }
}

type IdsOf = (test: (atom: Atom) => boolean) => Answer;

/** One answer of each part, in every combination. */
function* products(parts: readonly (readonly Answer[])[]): Generator<Answer> {
  const [first, ...others] = parts;
  if (first === undefined) return yield [];
  for (const answer of first) {
    for (const rest of products(others)) yield [...answer, ...rest];
  }
}

function namedAnswers(kind: ValueKind, idsOf: IdsOf): readonly Answer[] {
  const is = (value: "null" | "true" | "false") =>
    idsOf((atom) => atom.kind === "is" && atom.value === value);
  if (kind === "null") return [is("null")];
  if (kind === "boolean") return [is("true"), is("false")];
  return kind === "string" || kind === "number" ? [[]] : [];
}

/** Whether more is left open at the place than can be tried. */
export function isTooOpen(atoms: readonly Atom[], place: Place): boolean {
  if (hasWildcard(place.selector)) return place.atoms.length > 2 * maxOpenLiterals;
  const open = new Set<string>();
  for (const id of place.atoms) {
    const atom = atoms[id];
    if (atom?.kind === "compare" && isOpen(atom.literal)) open.add(keyOf(atom.literal));
  }
  return open.size > maxOpenLiterals;
}

const isOpen = (literal: Literal): boolean =>
  literal.kind === "regex" || (literal.kind === "text" && textMatchOf(literal.text).hasInnerStar);

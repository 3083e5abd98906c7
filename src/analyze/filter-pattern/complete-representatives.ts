import type { Atom, Place } from "./conditions.ts";
import { kindsAt, type ValueKind } from "./event-schema.ts";
import { representNumbers } from "./number-representatives.ts";
import type { JsonCondition, Literal } from "./pattern.ts";
import { assumedReading, type SearchRegex } from "./reading.ts";
import { hasWildcard } from "./select-values.ts";
import { compareNumbers } from "./test-condition.ts";
import { matchesText, textMatchOf } from "./text-match.ts";
import type { TextRepresentative } from "./text-representatives.ts";

/** One way in which a place may answer its atoms, in one reading or other. */
export interface Possibility {
  readonly kind: "missing" | "container" | "value";
  readonly holds: ReadonlySet<number>;
}

type Comparing = Extract<JsonCondition, { kind: "compare" }>;
/** Atoms that hold. */
type Answer = readonly number[];

/** More ways than this at one place are too many to try. */
const maxPossibilities = 4000;
/** Literals whose matches are left open; each doubles the ways. */
const maxOpenLiterals = 6;

const assumed = { reading: assumedReading };

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

function* subsets(ids: readonly number[]): Generator<Answer> {
  for (let bits = 0; bits < 2 ** ids.length; bits += 1) {
    yield ids.filter((_, index) => Math.floor(bits / 2 ** index) % 2 === 1);
  }
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

interface Compared {
  readonly id: number;
  readonly atom: Comparing;
}

interface Answers {
  /** Of a value of the literals' own type. */
  readonly like: readonly Answer[];
  /** Of a value of any type: in one reading, no comparison holds; in another, every !=. */
  readonly any: readonly Answer[];
}

const withMismatch = (compared: readonly Compared[], like: readonly Answer[]): Answers => ({
  like,
  any: [...like, [], compared.filter(({ atom }) => atom.operator === "!=").map(({ id }) => id)],
});

function namedAnswers(kind: ValueKind, idsOf: IdsOf): readonly Answer[] {
  const is = (value: "null" | "true" | "false") =>
    idsOf((atom) => atom.kind === "is" && atom.value === value);
  if (kind === "null") return [is("null")];
  if (kind === "boolean") return [is("true"), is("false")];
  return kind === "string" || kind === "number" ? [[]] : [];
}

function textAnswers(
  compared: readonly Compared[],
  texts: readonly TextRepresentative[],
  searchRegex: SearchRegex | undefined,
): Answers {
  const literals = new Map(compared.map(({ atom }) => [keyOf(atom.literal), atom.literal]));
  const like = texts.flatMap((representative) =>
    [...matchSets([...literals.values()], representative, searchRegex)].map((matched) =>
      compared
        .filter(({ atom }) => matched.has(keyOf(atom.literal)) === (atom.operator === "="))
        .map(({ id }) => id),
    ),
  );
  const { any } = withMismatch(compared, like);
  return { like, any: [...any, ...asNumbers(compared)] };
}

/** In one reading, a text literal that spells a number is compared with numbers as one. */
function asNumbers(compared: readonly Compared[]): readonly Answer[] {
  const spelledNumber = ({ literal }: Comparing) =>
    literal.kind === "text" && literal.text.trim() !== "" ? Number(literal.text) : Number.NaN;
  const values = new Set(compared.map(({ atom }) => spelledNumber(atom)).filter(Number.isFinite));
  return [...values].map((value) =>
    compared
      .filter(({ atom }) => compareNumbers(atom.operator, value, spelledNumber(atom)))
      .map(({ id }) => id),
  );
}

const keyOf = (literal: Literal): string =>
  literal.kind === "regex" ? `%${literal.regex}` : `"${literal.text}`;

/** The literals that the represented strings match; every choice where that is left open. */
function* matchSets(
  literals: readonly Literal[],
  representative: TextRepresentative,
  searchRegex: SearchRegex | undefined,
): Generator<ReadonlySet<string>> {
  const matched: string[] = [];
  const open: string[] = [];
  for (const literal of literals) {
    const answer = matches(literal, representative, searchRegex);
    if (answer === undefined) open.push(keyOf(literal));
    else if (answer) matched.push(keyOf(literal));
  }
  const indexes = open.map((_, index) => index);
  for (const chosen of subsets(indexes)) {
    yield new Set([...matched, ...chosen.map((index) => open[index] as string)]);
  }
}

function matches(
  literal: Literal,
  { text, isExact }: TextRepresentative,
  searchRegex: SearchRegex | undefined,
): boolean | undefined {
  if (literal.kind === "regex") return isExact ? searchRegex?.(literal.regex, text) : undefined;
  const answer = matchesText(literal.text, text, assumed.reading.innerStar);
  if (!textMatchOf(literal.text).hasInnerStar) return answer;
  return isExact && matchesText(literal.text, text, "wildcard") === answer ? answer : undefined;
}

/** Numbers compare as numbers; in one reading = and != go by the spelling. */
function numberAnswers(compared: readonly Compared[]): Answers {
  const literals = compared.flatMap(({ atom }) =>
    atom.literal.kind === "number" ? [atom.literal] : [],
  );
  const like: Answer[] = [];
  const spelled: Answer[] = [];
  for (const value of representNumbers(literals.map((literal) => literal.value))) {
    like.push(numericAnswer(compared, value));
    const spellings = literals.filter((literal) => literal.value === value);
    for (const text of [undefined, ...spellings.map((literal) => literal.text)]) {
      spelled.push(numericAnswer(compared, value, { text }));
    }
  }
  const { any } = withMismatch(compared, like);
  return { like, any: compared.length === 0 ? [[]] : [...any, ...spelled] };
}

function numericAnswer(
  compared: readonly Compared[],
  value: number,
  spelling?: { readonly text: string | undefined },
): Answer {
  return compared
    .filter(({ atom: { operator, literal } }) => {
      if (literal.kind !== "number") return false;
      const isEquality = operator === "=" || operator === "!=";
      if (spelling === undefined || !isEquality)
        return compareNumbers(operator, value, literal.value);
      return (literal.text === spelling.text) === (operator === "=");
    })
    .map(({ id }) => id);
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

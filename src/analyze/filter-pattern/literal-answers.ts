import { representNumbers } from "./number-representatives.ts";
import type { JsonCondition, Literal } from "./pattern.ts";
import { assumedReading, type SearchRegex } from "./reading.ts";
import { compareNumbers } from "./test-condition.ts";
import { matchesText, textMatchOf } from "./text-match.ts";
import type { TextRepresentative } from "./text-representatives.ts";

type Comparing = Extract<JsonCondition, { kind: "compare" }>;

/** Atoms that hold. */
export type Answer = readonly number[];

/** An atom that compares, by its number. */
export interface Compared {
  readonly id: number;
  readonly atom: Comparing;
}

export interface Answers {
  /** Of a value of the literals' own type. */
  readonly like: readonly Answer[];
  /** Of a value of any type: in one reading, no comparison holds; in another, every !=. */
  readonly any: readonly Answer[];
}

const withMismatch = (compared: readonly Compared[], like: readonly Answer[]): Answers => ({
  like,
  any: [...like, [], compared.filter(({ atom }) => atom.operator === "!=").map(({ id }) => id)],
});

/** How values may answer comparisons with texts and regular expressions. */
export function textAnswers(
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

export const keyOf = (literal: Literal): string =>
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
  const answer = matchesText(literal.text, text, assumedReading.innerStar);
  if (!textMatchOf(literal.text).hasInnerStar) return answer;
  return isExact && matchesText(literal.text, text, "wildcard") === answer ? answer : undefined;
}

/** How values may answer comparisons with numbers; in one reading, = and != go by the spelling. */
export function numberAnswers(compared: readonly Compared[]): Answers {
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

/** Every choice among the ids. */
export function* subsets(ids: readonly number[]): Generator<Answer> {
  for (let bits = 0; bits < 2 ** ids.length; bits += 1) {
    yield ids.filter((_, index) => Math.floor(bits / 2 ** index) % 2 === 1);
  }
}

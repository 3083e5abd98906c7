import type { FieldSelector } from "../../model/facts/event-selector.ts";
import type { Truth } from "./truth.ts";

/** A field's value; undefined where the event lacks the field. */
export type FieldValue = string | undefined;

/** What a selector demands of one field of an event. */
export interface Condition {
  readonly field: string;
  readonly accepts: (value: FieldValue) => Truth;
  /** Steps that `accepts` takes. */
  readonly cost: number;
  /** The selector's own words; more than one where it names the field more than once. */
  readonly words: readonly FieldSelector[];
}

/**
 * How the six operators combine: the value must match any of Equals, StartsWith and EndsWith, if
 * there are any, and none of the others. A condition without operators is none that AWS documents.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
 */
export function toCondition(words: FieldSelector): Condition {
  const selects = matcher(words.equals, words.startsWith, words.endsWith);
  const refuses = matcher(words.notEquals, words.notStartsWith, words.notEndsWith);
  const accepts = (value: FieldValue): Truth => {
    if (selects === undefined && refuses === undefined) return "unknown";
    if (value === undefined) return acceptsAbsent(words.field, selects !== undefined);
    return !refuses?.matches(value) && (selects?.matches(value) ?? true);
  };
  const cost = 1 + ((selects?.lookUps ?? 0) + (refuses?.lookUps ?? 0)) / 4;
  return { field: words.field, accepts, cost, words: [words] };
}

/**
 * AWS does not document what a negative operator makes of an absent field, but for this one, which
 * is there only when it is true.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
function acceptsAbsent(field: string, isSelecting: boolean): Truth {
  if (isSelecting) return false;
  return field === "sessionCredentialFromConsole" ? true : "unknown";
}

/** Several conditions on one field: AWS does not document which counts, so only agreement does. */
export function toAgreement(conditions: readonly Condition[]): Condition {
  const [first] = conditions;
  if (first === undefined || conditions.length === 1) return first as Condition;
  return {
    field: first.field,
    cost: conditions.reduce((sum, { cost }) => sum + cost, 0),
    words: conditions.flatMap(({ words }) => words),
    accepts: (value) => {
      const truths = new Set(conditions.map(({ accepts }) => accepts(value)));
      return truths.size === 1 ? ([...truths][0] as Truth) : "unknown";
    },
  };
}

/** A condition of which AWS does not say what it does. */
export const undocumented = (condition: Condition): Condition => ({
  ...condition,
  accepts: () => "unknown",
});

interface Matcher {
  readonly matches: (value: string) => boolean;
  /** How many look-ups that takes. */
  readonly lookUps: number;
}

function matcher(
  equals: readonly string[],
  prefixes: readonly string[],
  suffixes: readonly string[],
): Matcher | undefined {
  if (equals.length + prefixes.length + suffixes.length === 0) return undefined;
  const exact = new Set(equals);
  const starts = byLength(prefixes);
  const ends = byLength(suffixes);
  return {
    lookUps: 1 + starts.length + ends.length,
    matches: (value) =>
      exact.has(value) ||
      starts.some(({ length, texts }) => texts.has(value.slice(0, length))) ||
      ends.some(({ length, texts }) => texts.has(value.slice(Math.max(0, value.length - length)))),
  };
}

/** One look-up for each length, however many texts there are. */
function byLength(
  texts: readonly string[],
): { readonly length: number; readonly texts: ReadonlySet<string> }[] {
  const lengths = new Map<number, Set<string>>();
  for (const text of texts) {
    const known = lengths.get(text.length);
    if (known) known.add(text);
    else lengths.set(text.length, new Set([text]));
  }
  return [...lengths].map(([length, sameLength]) => ({ length, texts: sameLength }));
}

const noValues = {
  equals: [],
  startsWith: [],
  endsWith: [],
  notEquals: [],
  notStartsWith: [],
  notEndsWith: [],
};

/** A condition in AWS's own form, from the operators that it uses. */
export const fieldSelector = (
  field: string,
  operators: Partial<Omit<FieldSelector, "field">>,
): FieldSelector => ({ field, ...noValues, ...operators });

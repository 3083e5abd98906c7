import { conditionsOf, type Expression, type JsonCondition } from "./pattern.ts";
import { hasWildcard } from "./select-values.ts";
import { type InnerStar, textMatchOf } from "./text-match.ts";

/** Whether the text holds a match of the regular expression; undefined when that cannot be said. */
export type SearchRegex = (regex: string, text: string) => boolean | undefined;

/**
 * One way to read what AWS leaves open. What it documents is the same in every reading.
 * TestMetricFilter would tell which one holds; nobody has published its answers.
 */
export interface Reading {
  /**
   * A literal and a value of different types (text and number, anything and null or a boolean):
   * neither = nor != holds, only != holds, or they are compared as spelled or as numbers.
   */
  readonly mismatch: "inapplicable" | "different" | "as-text" | "as-number";
  readonly innerStar: InnerStar;
  /** What != asks of the elements of `[*]`. */
  readonly wildcardDiffers: "some" | "all";
  /** An array or object where a value is compared fails the condition, or the whole filter. */
  readonly container: "condition" | "filter";
}

/** The reading closest to AWS's wording, for who has to decide whether an event matches. */
export const assumedReading: Reading = {
  mismatch: "inapplicable",
  innerStar: "character",
  wildcardDiffers: "some",
  container: "condition",
};

const mismatches = ["inapplicable", "different", "as-text", "as-number"] as const;
const innerStars = ["character", "wildcard"] as const;

/** Every reading of one condition on one value. */
export const conditionReadings: readonly Reading[] = mismatches.flatMap((mismatch) =>
  innerStars.map((innerStar) => ({ ...assumedReading, mismatch, innerStar })),
);

/** Every reading of a whole pattern. */
export const allReadings: readonly Reading[] = conditionReadings.flatMap((reading) =>
  (["some", "all"] as const).flatMap((wildcardDiffers) =>
    (["condition", "filter"] as const).map((container) => ({
      ...reading,
      wildcardDiffers,
      container,
    })),
  ),
);

/** The readings among which the expressions can tell a difference, whatever the event. */
export function readingsOf(expressions: readonly Expression<JsonCondition>[]): readonly Reading[] {
  const conditions = expressions.flatMap(conditionsOf);
  const hasInnerStar = conditions.some(
    (condition) =>
      condition.kind === "compare" &&
      condition.literal.kind === "text" &&
      textMatchOf(condition.literal.text).hasInnerStar,
  );
  const hasWildcards = conditions.some(({ selector }) => hasWildcard(selector));
  return allReadings.filter(
    ({ innerStar, wildcardDiffers }) =>
      (hasInnerStar || innerStar === assumedReading.innerStar) &&
      (hasWildcards || wildcardDiffers === assumedReading.wildcardDiffers),
  );
}

import type { Json } from "../../model/json.ts";
import { matchesFields, matchesTerms } from "./matches-line.ts";
import {
  conditionsOf,
  type Expression,
  type FilterPattern,
  type JsonCondition,
} from "./pattern.ts";
import { assumedReading } from "./reading.ts";
import { selectValues } from "./select-values.ts";
import { isContainer, type Semantics, testCondition } from "./test-condition.ts";
import { testExpression } from "./three-valued.ts";

/**
 * Whether a log event matches; undefined when that hangs on a regular expression and none can be
 * searched. An event is the parsed JSON, or the raw line as a string: JSON patterns match no line,
 * the other languages see JSON as one line without spaces.
 */
export function matchesEvent(
  pattern: FilterPattern,
  event: Json,
  semantics: Semantics = { reading: assumedReading },
): boolean | undefined {
  switch (pattern.kind) {
    case "everything":
      return true;
    case "json":
      return matchesJson(pattern.expression, event, semantics);
    case "terms":
      return matchesTerms(pattern.terms, lineOf(event), semantics);
    case "fields":
      return matchesFields(pattern.fields, lineOf(event), semantics);
  }
}

const lineOf = (event: Json): string => (typeof event === "string" ? event : JSON.stringify(event));

function matchesJson(
  expression: Expression<JsonCondition>,
  event: Json,
  semantics: Semantics,
): boolean | undefined {
  if (!isContainer(event)) return false;
  if (semantics.reading.container === "filter" && comparesContainer(expression, event)) {
    return false;
  }
  return testExpression(expression, (condition) =>
    testCondition(condition, selectValues(event, condition.selector), semantics),
  );
}

const comparesContainer = (expression: Expression<JsonCondition>, event: Json): boolean =>
  conditionsOf(expression).some(
    (condition) =>
      condition.kind === "compare" && selectValues(event, condition.selector).some(isContainer),
  );

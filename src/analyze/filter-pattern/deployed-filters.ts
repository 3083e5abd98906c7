import type { PatternError } from "./cursor.ts";
import type { JsonExpression } from "./implication.ts";
import { parseFilterPattern } from "./parse.ts";
import type { FilterPattern } from "./pattern.ts";

/** A metric filter, as DescribeMetricFilters shows it. */
export interface DeployedFilter {
  readonly filterPattern: string;
  /** Narrows the events that the pattern is tried on. */
  readonly fieldSelectionCriteria?: string;
  /** The pattern is tried on what a transformer makes of the events. */
  readonly applyOnTransformedLogs?: boolean;
}

/** A mistake in a pattern. */
export interface FilterError {
  /** Index of the filter; -1 is the required pattern. */
  readonly filter: number;
  readonly error: PatternError;
}

/** Filters, by what can be said of their matches. */
export interface Sorted {
  readonly exact: readonly JsonExpression[];
  readonly atMost: readonly JsonExpression[];
  /** Why filters cannot be judged by their conditions. */
  readonly unknown: readonly string[];
  readonly errors: readonly FilterError[];
}

/** The pattern as conditions on JSON; undefined for the languages that look at the line. */
export function toExpression(pattern: FilterPattern): JsonExpression | undefined {
  if (pattern.kind === "everything") return everything;
  return pattern.kind === "json" ? pattern.expression : undefined;
}

/** Always true: a conjunction of nothing. */
const everything: JsonExpression = { kind: "and", operands: [] };

const isNarrowed = ({ fieldSelectionCriteria }: DeployedFilter): boolean =>
  fieldSelectionCriteria !== undefined && fieldSelectionCriteria.trim() !== "";

/** Its pattern is not tried on the events as they are. */
export const isChanged = (filter: DeployedFilter): boolean =>
  isNarrowed(filter) || filter.applyOnTransformedLogs === true;

export function sortFilters(deployed: readonly DeployedFilter[]): Sorted {
  const exact: JsonExpression[] = [];
  const atMost: JsonExpression[] = [];
  const unknown: string[] = [];
  const errors: FilterError[] = [];
  for (const [index, filter] of deployed.entries()) {
    const parsed = parseFilterPattern(filter.filterPattern);
    if ("error" in parsed) {
      errors.push({ filter: index, error: parsed.error });
      continue;
    }
    const expression = toExpression(parsed.pattern);
    const reason = whyUnknown(filter, parsed.pattern);
    if (reason !== undefined) unknown.push(reason);
    else if (expression !== undefined) (isNarrowed(filter) ? atMost : exact).push(expression);
  }
  return { exact, atMost, unknown, errors };
}

function whyUnknown(filter: DeployedFilter, pattern: FilterPattern): string | undefined {
  if (filter.applyOnTransformedLogs === true) return "A filter looks at transformed events.";
  const [doubt] = pattern.doubts;
  if (doubt !== undefined) return `In a filter ${doubt}, which AWS does not document.`;
  return pattern.kind === "terms" || pattern.kind === "fields"
    ? "A filter looks at the text of the events, not at their fields."
    : undefined;
}

import type { JsonObject } from "../../model/json.ts";
import type { PatternError } from "./cursor.ts";
import { decideImplication, type Implied, type JsonExpression } from "./implication.ts";
import { parseFilterPattern } from "./parse.ts";
import type { Expression, FilterPattern, JsonCondition } from "./pattern.ts";
import type { SearchRegex } from "./reading.ts";

/** A metric filter, as DescribeMetricFilters shows it. */
export interface DeployedFilter {
  readonly filterPattern: string;
  /** Narrows the events that the pattern is tried on. */
  readonly fieldSelectionCriteria?: string;
  /** The pattern is tried on what a transformer makes of the events. */
  readonly applyOnTransformedLogs?: boolean;
}

export interface ComparisonOptions {
  /** Compares only events of this source, such as `ec2.amazonaws.com`. */
  readonly eventSource?: string;
  /** Linear-time search; without it, what hangs on a regular expression stays open. */
  readonly searchRegex?: SearchRegex;
}

/**
 * - `equivalent`: the filters together match the events that the required pattern matches.
 * - `covers`: they match all of these, and others (`extra`), or others cannot be ruled out.
 * - `misses`: the required pattern matches `witness`, and none of the filters does.
 * - `unsatisfiable`: one side can match no event at all; `why` says which.
 * - `invalid`: a pattern is not one, by the documented syntax, and without it nothing is covered.
 * - `inconclusive`: it hangs on what cannot be decided; `why` says on what.
 */
export type Verdict =
  | "equivalent"
  | "covers"
  | "misses"
  | "unsatisfiable"
  | "invalid"
  | "inconclusive";

export interface PatternComparison {
  readonly verdict: Verdict;
  /** A record that the required pattern matches and no filter does, in every reading. */
  readonly witness?: JsonObject;
  /** A record that a filter matches and the required pattern does not, in every reading. */
  readonly extra?: JsonObject;
  readonly why: readonly string[];
  /** Mistakes in the filters, by index; -1 is the required pattern. */
  readonly errors: readonly { readonly filter: number; readonly error: PatternError }[];
}

interface Sorted {
  readonly exact: readonly JsonExpression[];
  readonly atMost: readonly JsonExpression[];
  /** Why filters cannot be judged by their conditions. */
  readonly unknown: readonly string[];
  readonly errors: PatternComparison["errors"];
}

/**
 * Compares what a pattern is to match with what the filters on a log group match together. A verdict
 * other than `inconclusive` holds in every reading of what AWS does not document; see reading.ts.
 */
export function comparePatterns(
  required: string,
  deployed: readonly DeployedFilter[],
  options: ComparisonOptions = {},
): PatternComparison {
  const parsed = parseFilterPattern(required);
  if ("error" in parsed) {
    const { error } = parsed;
    return {
      verdict: "invalid",
      why: [`The required pattern is not valid: ${error.message}`],
      errors: [{ filter: -1, error }],
    };
  }
  const expression = toExpression(parsed.pattern);
  if (expression === undefined || parsed.pattern.doubts.length > 0) {
    return compareAsText(required, parsed.pattern, deployed);
  }
  return compareExpressions(expression, sortFilters(deployed), options);
}

/** The pattern as conditions on JSON; undefined for the languages that look at the line. */
function toExpression(pattern: FilterPattern): JsonExpression | undefined {
  if (pattern.kind === "everything") return everything;
  return pattern.kind === "json" ? pattern.expression : undefined;
}

/** Always true: a conjunction of nothing. */
const everything: Expression<JsonCondition> = { kind: "and", operands: [] };

function compareAsText(
  required: string,
  { doubts }: FilterPattern,
  deployed: readonly DeployedFilter[],
): PatternComparison {
  const isSame = deployed.some(
    (filter) => !isChanged(filter) && filter.filterPattern.trim() === required.trim(),
  );
  if (isSame)
    return { verdict: deployed.length === 1 ? "equivalent" : "covers", why: [], errors: [] };
  const why =
    doubts.length > 0
      ? `In the required pattern ${doubts.join(" and ")}, which AWS does not document.`
      : "The required pattern looks at the text of the events, not at their fields.";
  return { verdict: "inconclusive", why: [why], errors: [] };
}

const isNarrowed = ({ fieldSelectionCriteria }: DeployedFilter): boolean =>
  fieldSelectionCriteria !== undefined && fieldSelectionCriteria.trim() !== "";

const isChanged = (filter: DeployedFilter): boolean =>
  isNarrowed(filter) || filter.applyOnTransformedLogs === true;

function sortFilters(deployed: readonly DeployedFilter[]): Sorted {
  const exact: JsonExpression[] = [];
  const atMost: JsonExpression[] = [];
  const unknown: string[] = [];
  const errors: { filter: number; error: PatternError }[] = [];
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

function compareExpressions(
  expression: JsonExpression,
  sorted: Sorted,
  { eventSource, searchRegex }: ComparisonOptions,
): PatternComparison {
  const { exact, atMost, unknown, errors } = sorted;
  const within = (inner: JsonExpression) => withinSource(inner, eventSource);
  const wanted = within(expression);
  const decide = (from: JsonExpression, to: readonly JsonExpression[]) =>
    decideImplication({ wanted: from, exact: to, atMost: [], hasUnknown: false }, searchRegex);
  /** For each alone: what makes one filter fail leaves the others as they are. */
  const decideEach = (from: readonly JsonExpression[], to: readonly JsonExpression[]) =>
    worstOf(from, (filter) => decide(within(filter), to));

  const hasUnknown = unknown.length > 0;
  const missed = decideImplication({ wanted, exact, atMost, hasUnknown }, searchRegex);
  if (missed.kind === "none") {
    if (decide(wanted, []).kind === "none") {
      return {
        verdict: "unsatisfiable",
        why: ["The required pattern can match no event."],
        errors,
      };
    }
    return compareWider(decideEach(exact, [expression]), sorted);
  }
  if (errors.length > 0) return invalid(errors);
  if (missed.kind !== "event") return inconclusive(missed, sorted);
  const known = [...exact, ...atMost];
  const extra = decideEach(known, [expression]);
  const isDead = known.length > 0 && known.every((filter) => decide(filter, []).kind === "none");
  return {
    verdict: isDead ? "unsatisfiable" : "misses",
    witness: missed.event,
    ...(extra.kind === "event" && atMost.length === 0 ? { extra: extra.event } : {}),
    why: isDead ? ["The filters can match no event."] : [],
    errors,
  };
}

/** The first that shows an event; none only where all are. */
function worstOf(
  filters: readonly JsonExpression[],
  decide: (filter: JsonExpression) => Implied,
): Implied {
  let worst: Implied = { kind: "none" };
  for (const filter of filters) {
    const answer = decide(filter);
    if (answer.kind === "event") return answer;
    if (answer.kind !== "none") worst = answer;
  }
  return worst;
}

function withinSource(expression: JsonExpression, eventSource: string | undefined): JsonExpression {
  if (eventSource === undefined) return expression;
  const condition: JsonCondition = {
    kind: "compare",
    selector: [{ kind: "member", name: "eventSource" }],
    operator: "=",
    literal: { kind: "text", text: eventSource },
  };
  return { kind: "and", operands: [{ kind: "condition", condition }, expression] };
}

/** The required events are all matched; what else may be? */
function compareWider(extra: Implied, { atMost, unknown, errors }: Sorted): PatternComparison {
  if (extra.kind === "event") return { verdict: "covers", extra: extra.event, why: [], errors };
  const others = unknown.length + atMost.length + errors.length;
  if (extra.kind === "none" && others === 0) return { verdict: "equivalent", why: [], errors };
  return { verdict: "covers", why: ["Whether other events match as well is open."], errors };
}

function invalid(errors: Sorted["errors"]): PatternComparison {
  const why = errors.map(({ error }) => `A filter's pattern is not valid: ${error.message}`);
  return { verdict: "invalid", why, errors };
}

function inconclusive(missed: Implied, { atMost, unknown, errors }: Sorted): PatternComparison {
  const why = [...new Set(unknown)];
  if (atMost.length > 0) why.push("A filter looks only at events that its criteria select.");
  if (missed.kind === "too-much") why.push("The patterns are too complex to compare.");
  else if (why.length === 0) {
    why.push("It hangs on a regular expression or on what AWS does not document.");
  }
  return { verdict: "inconclusive", why, errors };
}

import type { JsonObject } from "../../model/json.ts";
import {
  type DeployedFilter,
  type FilterError,
  isChanged,
  type Sorted,
  sortFilters,
  toExpression,
} from "./deployed-filters.ts";
import {
  decideImplication,
  type Implied,
  type JsonExpression,
  type Prepared,
  prepare,
} from "./implication.ts";
import { parseFilterPattern } from "./parse.ts";
import type { FilterPattern, JsonCondition } from "./pattern.ts";
import type { SearchRegex } from "./reading.ts";

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
  readonly errors: readonly FilterError[];
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

function compareExpressions(
  expression: JsonExpression,
  sorted: Sorted,
  { eventSource, searchRegex }: ComparisonOptions,
): PatternComparison {
  const { exact, atMost, unknown, errors } = sorted;
  const all = [expression, ...exact, ...atMost].map((one) => withinSource(one, eventSource));
  const prepared = prepare(all, searchRegex);
  const filters = all.map((_, index) => index).slice(1);
  const sides = {
    exact: filters.slice(0, exact.length),
    atMost: filters.slice(exact.length),
    hasUnknown: unknown.length > 0,
  };
  const missed = decideImplication(prepared, { wanted: 0, ...sides });
  if (missed.kind === "none") {
    if (isDead(prepared, 0)) {
      const why = ["The required pattern can match no event."];
      return { verdict: "unsatisfiable", why, errors };
    }
    return compareWider(decideExtra(prepared, sides.exact), sorted);
  }
  if (errors.length > 0) return invalid(errors);
  if (missed.kind !== "event") return inconclusive(missed, sorted);
  const areDead = filters.length > 0 && filters.every((filter) => isDead(prepared, filter));
  const extra = decideExtra(prepared, sides.exact);
  return {
    verdict: areDead ? "unsatisfiable" : "misses",
    witness: missed.event,
    ...(extra.kind === "event" ? { extra: extra.event } : {}),
    why: areDead ? ["The filters can match no event."] : [],
    errors,
  };
}

const isDead = (prepared: Prepared, wanted: number): boolean =>
  decideImplication(prepared, { wanted, exact: [], atMost: [], hasUnknown: false }).kind === "none";

/** For each alone: what makes one filter fail leaves the others as they are. */
const decideExtra = (prepared: Prepared, filters: readonly number[]): Implied =>
  worstOf(filters, (wanted) =>
    decideImplication(prepared, { wanted, exact: [0], atMost: [], hasUnknown: false }),
  );

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

/** The first that shows an event; none only where all are. */
function worstOf(filters: readonly number[], decide: (filter: number) => Implied): Implied {
  let worst: Implied = { kind: "none" };
  for (const filter of filters) {
    const answer = decide(filter);
    if (answer.kind === "event") return answer;
    if (answer.kind !== "none") worst = answer;
  }
  return worst;
}

/** The required events are all matched; what else may be? */
function compareWider(extra: Implied, { atMost, unknown, errors }: Sorted): PatternComparison {
  if (extra.kind === "event") return { verdict: "covers", extra: extra.event, why: [], errors };
  const others = unknown.length + atMost.length + errors.length;
  if (extra.kind === "none" && others === 0) return { verdict: "equivalent", why: [], errors };
  return { verdict: "covers", why: ["Whether other events match as well is open."], errors };
}

function invalid(errors: readonly FilterError[]): PatternComparison {
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

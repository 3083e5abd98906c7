import type { MetricFilter } from "../../model/facts/log-group.ts";
import { comparePatterns, type PatternComparison } from "../filter-pattern/compare.ts";

/** Comparisons depend on the patterns alone, and the same ones come again in every account. */
const known = new Map<string, PatternComparison>();
const mostKnown = 10_000;

export function compareKnown(pattern: string, filters: readonly MetricFilter[]): PatternComparison {
  const deployed = filters.map(
    ({ filterPattern, fieldSelectionCriteria, applyOnTransformedLogs }) => ({
      filterPattern,
      applyOnTransformedLogs,
      ...(fieldSelectionCriteria !== undefined && { fieldSelectionCriteria }),
    }),
  );
  const key = JSON.stringify([pattern, deployed]);
  const found = known.get(key) ?? comparePatterns(pattern, deployed);
  if (known.size >= mostKnown) known.clear();
  known.set(key, found);
  return found;
}

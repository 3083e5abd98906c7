import type { Account } from "../../model/facts/account.ts";
import type { LogGroup } from "../../model/facts/log-group.ts";
import type { JsonObject } from "../../model/json.ts";
import type { AlarmQuestion } from "../../model/question.ts";
import type { PatternComparison } from "../filter-pattern/compare.ts";
import { compareKnown } from "./compared.ts";
import { type FilterWay, filterWays } from "./filters.ts";
import { broken, chain, holds, type Link, undecidable, unknown } from "./link.ts";
import { deliveryLinks } from "./trail.ts";

/** A way from events to people, and an event that gets lost on it. */
export interface Way {
  readonly links: readonly Link[];
  readonly witness?: JsonObject;
}

/** The way of the events that a pattern matches, through one log group. */
export function wayThrough(
  account: Account,
  group: LogGroup,
  { pattern, question, asOf }: { pattern: string; question: AlarmQuestion; asOf: Date },
): Way {
  const filtered = filteredWay(group, pattern, question);
  const links = chain(
    () => deliveryLinks(account, group, pattern, asOf),
    () => filtered.links,
  );
  return { links, ...(filtered.witness && { witness: filtered.witness }) };
}

const covers = ({ verdict }: PatternComparison): boolean =>
  verdict === "equivalent" || verdict === "covers";

/**
 * From the log group on. Filters count together, each with the alarm behind it: what none of those
 * that lead to someone matches gets lost.
 */
function filteredWay(group: LogGroup, pattern: string, question: AlarmQuestion): Way {
  const ways = filterWays(group, question);
  const alive = ways.filter(({ state }) => state === "holds");
  const isAlive = compare(pattern, alive);
  if (covers(isAlive)) return { links: followed(pattern, alive) };

  const perhaps = ways.filter(({ state }) => state !== "broken");
  const [unseen] = group.metricFilters.$unseen;
  if (unseen !== undefined) {
    const fact = `account.logGroups[${group.name}].metricFilters`;
    const says = `The metric filters of ${group.name} could not all be read.`;
    return { links: [unknown("metric filter", says, { fact, unknown: unseen })] };
  }
  const isPerhaps = compare(pattern, perhaps);
  if (covers(isPerhaps)) return { links: followed(pattern, perhaps) };
  // AWS took every pattern there is: one that is not understood may match anything.
  const isOpen = isPerhaps.verdict === "inconclusive" || isPerhaps.verdict === "invalid";
  if (isOpen) {
    const fact = `account.logGroups[${group.name}].metricFilters[].filterPattern`;
    return { links: [undecidable("metric filter", fact, isPerhaps.why.join(" "))] };
  }
  return lostWay(pattern, group, ways, isPerhaps);
}

const compare = (pattern: string, ways: readonly FilterWay[]): PatternComparison =>
  compareKnown(
    pattern,
    ways.map(({ filter }) => filter),
  );

/** The filters that are needed to match everything, with the links behind each. */
function followed(pattern: string, ways: readonly FilterWay[]): readonly Link[] {
  const single = ways.find((way) => covers(compare(pattern, [way])));
  const used = single ? [single] : needed(pattern, ways);
  return used.flatMap(({ filter, links }) => [matched(filter.filterName), ...links]);
}

/** Comparing is work: of very many filters all are named. */
const mostTried = 30;

/** Leaves out one filter after another that the others make up for. */
function needed(pattern: string, ways: readonly FilterWay[]): readonly FilterWay[] {
  if (ways.length > mostTried) return ways;
  return ways.reduce((kept, way) => {
    const others = kept.filter((one) => one !== way);
    return covers(compare(pattern, others)) ? others : kept;
  }, ways);
}

const matched = (filterName: string): Link =>
  holds("metric filter", `Metric filter ${filterName} matches them.`);

/** Either no filter matches the events, or one does and what is behind it is broken. */
function lostWay(
  pattern: string,
  { name }: LogGroup,
  ways: readonly FilterWay[],
  { witness, why }: PatternComparison,
): Way {
  const all = compare(pattern, ways);
  const lost = witness ?? all.witness;
  if (covers(all)) {
    const single = ways.filter((way) => covers(compare(pattern, [way])));
    const shown = single[0] ?? ways.find(({ state }) => state === "broken");
    const links = shown ? [matched(shown.filter.filterName), ...shown.links] : [];
    return { links, ...(lost && { witness: lost }) };
  }
  const says =
    ways.length === 0
      ? `Log group ${name} has no metric filter.`
      : `No metric filter of ${name} matches every such event${reason(all, why)}.`;
  return { links: [broken("metric filter", says)], ...(all.witness && { witness: all.witness }) };
}

const reason = ({ verdict, why }: PatternComparison, other: readonly string[]): string => {
  const [first] = why.length > 0 ? why : other;
  return verdict === "misses" || first === undefined ? "" : `: ${first.replace(/\.$/, "")}`;
};

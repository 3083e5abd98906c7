import type { Coverage, CoverageGap, MissingFact } from "../../model/coverage.ts";
import type { EventClass } from "../../model/event-class.ts";
import type { Account } from "../../model/facts/account.ts";
import { Budget, BudgetSpentError } from "./budget.ts";
import { type Cell, cellsIn } from "./cells.ts";
import { type Decision, decide } from "./decide.ts";
import { missesOf } from "./explain.ts";

/** Where, and as of when, coverage is asked for. */
export interface CoverageQuestion {
  /** The Regions that count; all of the account's, unless given. */
  readonly regions?: readonly string[];
  /** When deliveries are judged; without it, an error beside an earlier delivery leaves it open. */
  readonly asOf?: Date;
  /** Whether a trail whose log files do not arrive counts as recording nothing; it does by default. */
  readonly needsDelivery?: boolean;
  /** Steps that the answer may take. */
  readonly steps?: number;
}

/** Some 50 ms, whatever the selectors are. */
export const mostSteps = 80_000;

interface Findings {
  readonly by: Set<string>;
  readonly gaps: CoverageGap[];
  readonly missing: MissingFact[];
  /** Whether any events were asked about. */
  hasEvents: boolean;
}

/**
 * Whether the trails of an account together record every event of a class, in every Region where
 * such events occur: `covered`, a `gap` with an event that none of them records, or `undetermined`
 * with what would decide. Of a trail counts what it surely records: it logs, its deliveries in the
 * Region do not fail, and the event is in its reach. Never throws.
 */
export function coverageOf(
  account: Account,
  required: EventClass,
  question: CoverageQuestion = {},
): Coverage {
  const regions = question.regions ?? account.regions.$items.map(({ name }) => name);
  const findings: Findings = { by: new Set(), gaps: [], missing: [], hasEvents: false };
  const budget = new Budget(question.steps ?? mostSteps);
  const cells = cellsIn(account, required, regions, { needsDelivery: true, ...question });
  try {
    decideAll(cells, findings, budget);
  } catch (error) {
    if (!(error instanceof BudgetSpentError)) throw error;
    const detail = "the selectors have too many values to compare";
    const unknown = { $unknown: "undecidable", detail } as const;
    findings.missing.push({ fact: "account.trails[].eventSelectors", unknown });
  }
  if (findings.gaps.length > 0) return { outcome: "gap", gaps: findings.gaps };
  const unseen = question.regions === undefined ? account.regions.$unseen : [];
  const missing = distinct([
    ...findings.missing,
    ...unseen.map((unknown) => ({ fact: "account.regions", unknown })),
    ...(findings.hasEvents || findings.missing.length > 0 ? [] : [nowhere]),
  ]);
  return missing.length > 0
    ? { outcome: "undetermined", missing }
    : { outcome: "covered", by: [...findings.by].sort() };
}

/** Decides one cell after another; cells that are alike have the same gaps, each in its own Region. */
function decideAll(cells: readonly Cell[], findings: Findings, budget: Budget): void {
  const decided = new Map<string, readonly CoverageGap[]>();
  for (const cell of cells) {
    const known = cell.likeness === undefined ? undefined : decided.get(cell.likeness);
    if (known) findings.gaps.push(...known.map((gap) => moved(gap, cell)));
    else {
      const gaps = decideCell(cell, findings, budget);
      if (cell.likeness !== undefined) decided.set(cell.likeness, gaps);
    }
  }
}

function moved({ region: from, witness }: CoverageGap, { place, usual }: Cell): CoverageGap {
  const { region } = place;
  const resources = witness.resources?.map(({ ARN, ...resource }) => ({
    ...resource,
    ...(ARN && { ARN: ARN.replace(`:${from}:`, () => `:${region}:`) }),
  }));
  const there = { ...witness, awsRegion: region, ...(resources && { resources }) };
  return { region, witness: there, misses: missesOf(usual, there) };
}

function decideCell(cell: Cell, findings: Findings, budget: Budget): CoverageGap[] {
  const whole = cell.whole();
  if (whole === undefined) return decideParts(cell, findings, budget);
  findings.hasEvents = true;
  for (const trail of whole) findings.by.add(trail);
  return [];
}

function decideParts(cell: Cell, findings: Findings, budget: Budget): CoverageGap[] {
  const { place, parts, types } = cell;
  const gaps = new Map<string | undefined, CoverageGap>();
  for (const { scenario, standings, outlook } of parts()) {
    if (gaps.size === types) break;
    if (gaps.has(scenario.type)) continue;
    const decision = decide({ scenario, standings, place }, outlook, budget);
    if (decision === undefined) continue;
    note(decision, findings);
    if (decision.gap) gaps.set(scenario.type, decision.gap);
  }
  return [...gaps.values()];
}

function note({ by, gap, missing }: Decision, findings: Findings): void {
  findings.hasEvents = true;
  for (const trail of by) findings.by.add(trail);
  findings.missing.push(...missing);
  if (gap) findings.gaps.push(gap);
}

/** Where no event of the class can occur, nothing was shown. */
const nowhere: MissingFact = {
  fact: "account.regions",
  unknown: {
    $unknown: "undecidable",
    detail: "no event of this class occurs in the Regions that were looked at",
  },
};

function distinct(missing: readonly MissingFact[]): readonly MissingFact[] {
  const keyOf = ({ fact, unknown }: MissingFact): string =>
    `${fact} ${unknown.$unknown} ${unknown.detail} ${unknown.source?.region}`;
  return [...new Map(missing.map((one) => [keyOf(one), one])).values()];
}

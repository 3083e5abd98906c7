import type { CoverageGap, MissingFact } from "../../model/coverage.ts";
import type { Unknown } from "../../model/unknown.ts";
import type { Budget } from "./budget.ts";
import { isInside } from "./evaluator.ts";
import { dimensionsOf, type Entry, entriesOf, isSure, type Outlook, recordOf } from "./events.ts";
import { missesOf } from "./explain.ts";
import type { Place } from "./resource-arns.ts";
import type { Scenario } from "./scenarios.ts";
import { type Assignment, allOnes, type Dimension, findOutside } from "./search.ts";
import type { Standing } from "./standing.ts";

/** What is to say of the events of one scenario. */
export interface Decision {
  /** ARNs of the trails that surely record any of them. */
  readonly by: readonly string[];
  readonly gap?: CoverageGap;
  /** What would decide; empty where it is decided. */
  readonly missing: readonly MissingFact[];
}

/**
 * Whether the trails together record every event of a scenario. They do when nothing is outside of
 * what is surely recorded; they do not when an event that surely occurs is outside of all that may
 * be recorded. Such an event is tried on the selectors themselves before it is shown. Undefined when
 * there are no such events.
 */
export function decide(question: Case, outlook: Outlook, budget: Budget): Decision | undefined {
  const { scenario } = question;
  const { entries, whole } = outlook;
  if (whole.length > 0) return { by: whole, missing: [] };
  budget.spend(1 + entries.length / 4);
  const dimensions = dimensionsOf(scenario, outlook, budget);
  if (dimensions.some(({ classes }) => classes.length === 0)) return undefined;
  const sure = maskOf(entries, isSure);
  const by = trailsOf(
    entries,
    dimensions.reduce((mask, one) => mask & seenBy(one), sure),
  );
  const open = findOutside(dimensions, sure, (value) => value.sure, budget);
  if (open === undefined) return { by, missing: [] };
  const gap = scenario.occurs ? gapOf(question, entries, dimensions, budget) : undefined;
  return gap ? { by, gap, missing: [] } : { by, missing: missingFor(open, entries, scenario) };
}

const maskOf = (entries: readonly Entry[], test: (entry: Entry) => boolean): bigint =>
  entries.reduce((mask, entry, index) => (test(entry) ? mask | (1n << BigInt(index)) : mask), 0n);

/** The boxes that surely accept some value of the field. */
const seenBy = ({ classes }: Dimension): bigint =>
  classes.reduce((mask, { sure, isAny }) => (isAny ? mask : mask | sure), 0n);

const trailsOf = (entries: readonly Entry[], mask: bigint): readonly string[] => [
  ...new Set(
    entries
      .filter((_, index) => (mask >> BigInt(index)) & 1n)
      .flatMap(({ standing }) => standing.trail?.arn ?? []),
  ),
];

/** One scenario in one Region. */
export interface Case {
  readonly scenario: Scenario;
  readonly standings: readonly Standing[];
  readonly place: Place;
}

function gapOf(
  { scenario, standings, place }: Case,
  entries: readonly Entry[],
  dimensions: readonly Dimension[],
  budget: Budget,
): CoverageGap | undefined {
  const occurring = dimensions.map(({ field, classes }) => ({
    field,
    classes: classes.filter(({ occurs }) => occurs),
  }));
  const found = findOutside(occurring, allOnes(entries.length), (value) => value.may, budget);
  if (found === undefined) return undefined;
  const witness = recordOf(found, place, scenario.isDelivery);
  const isMissed = entriesOf(standings).every(({ box }) => isInside(box, witness) === false);
  if (!isMissed) return undefined;
  return { region: place.region, witness, misses: missesOf(standings, witness) };
}

/** What keeps an event that is not surely recorded from being a gap. */
function missingFor(
  open: Assignment,
  entries: readonly Entry[],
  { occurs }: Scenario,
): readonly MissingFact[] {
  const values = [...open.values()];
  const may = values.reduce((mask, value) => mask & value.may, allOnes(entries.length));
  const perhaps = entries.filter((_, index) => (may >> BigInt(index)) & 1n);
  if (perhaps.length > 0) return perhaps.flatMap(whyOpen);
  const unsure = [...open].filter(([, value]) => !value.occurs).map(([field]) => field);
  const detail =
    occurs && unsure.length > 0
      ? `selectors leave out values of ${unsure.join(", ")} of which it is not known whether they occur`
      : "selectors leave out events of which it is not known whether they occur";
  return [{ fact: "account.trails[].eventSelectors", unknown: undecidable(detail) }];
}

/** What leaves it open whether the box's events are recorded. */
export function whyOpen({ standing, box, missing }: Entry): readonly MissingFact[] {
  if (missing.length > 0) return missing;
  const fields = box.conditions.map(({ field }) => field).join(", ");
  const detail =
    box.doubt ?? `AWS does not document what selector ${box.selector} does with ${fields}`;
  return [{ fact: `${standing.path}.eventSelectors`, unknown: undecidable(detail) }];
}

const undecidable = (detail: string): Unknown => ({ $unknown: "undecidable", detail });

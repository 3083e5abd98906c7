import type { Duplicate, Duplicates, EventRecord, MissingFact } from "../../model/coverage.ts";
import type { Account } from "../../model/facts/account.ts";
import { Budget, BudgetSpentError } from "./budget.ts";
import { type Cell, cellsIn, type Part } from "./cells.ts";
import { mostSteps } from "./coverage.ts";
import { whyOpen } from "./decide.ts";
import { dimensionsOf, type Entry, isSure, recordOf } from "./events.ts";
import type { Place } from "./resource-arns.ts";
import type { Class, Dimension } from "./search.ts";

/**
 * AWS's list price for each further copy of management events, US East (N. Virginia).
 * https://aws.amazon.com/cloudtrail/pricing/
 */
const price = { pricePer100000: 2, priceSource: "https://aws.amazon.com/cloudtrail/pricing/" };

interface Found {
  readonly duplicates: Map<string, Duplicate>;
  readonly missing: Map<string, MissingFact>;
}

/**
 * Pairs of trails that record the same management events in the same Region. The first copy in each
 * Region is free; AWS bills every other, also where its delivery fails.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-manage-costs.html
 */
export function duplicateManagement(account: Account): Duplicates {
  const found: Found = { duplicates: new Map(), missing: new Map() };
  const budget = new Budget(mostSteps);
  const regions = account.regions.$items.map(({ name }) => name);
  const cells = cellsIn(account, { category: "Management" }, regions, { needsDelivery: false });
  try {
    compareAll(cells, found, budget);
  } catch (error) {
    if (!(error instanceof BudgetSpentError)) throw error;
    const detail = "the selectors have too many values to compare";
    const unknown = { $unknown: "undecidable", detail } as const;
    found.missing.set(detail, { fact: "account.trails[].eventSelectors", unknown });
  }
  const duplicates = [...found.duplicates.values()];
  const missing = [...found.missing.values()];
  const undecided = missing.length > 0 ? "undetermined" : "none";
  return { outcome: duplicates.length > 0 ? "found" : undecided, duplicates, missing, ...price };
}

/** What is known of a cell holds for those like it. */
function compareAll(cells: readonly Cell[], found: Found, budget: Budget): void {
  const alike = new Map<string | undefined, readonly Pair[]>();
  for (const cell of cells) {
    const pairs = alike.get(cell.likeness) ?? compareIn(cell, found, budget);
    if (cell.likeness !== undefined) alike.set(cell.likeness, pairs);
    for (const pair of pairs) addRegion(found, pair, cell.place);
  }
}

/** Compares the trails of a cell, two by two, until an event is found for each pair. */
function compareIn(cell: Cell, found: Found, budget: Budget): readonly Pair[] {
  const pairs = new Map<string, Pair>();
  const most = pairsAmong(cell);
  if (most === 0) return [];
  for (const part of cell.parts()) {
    if (pairs.size === most) break;
    comparePart(part, cell.place, { ...found, pairs, budget });
  }
  return [...pairs.values()];
}

interface Finding extends Found {
  readonly pairs: Map<string, Pair>;
  readonly budget: Budget;
}

function comparePart({ scenario, outlook }: Part, place: Place, found: Finding): void {
  const { entries } = outlook;
  const { pairs, budget } = found;
  const compared = { entries, dimensions: dimensionsOf(scenario, outlook, budget), place };
  for (const [a, b] of pairsOf(entries)) {
    budget.spend(1);
    const trails = trailsOf(entries[a], entries[b]);
    const key = trails.join(" ");
    const event = pairs.has(key) ? undefined : sharedEvent(compared, [a, b], found);
    if (event) pairs.set(key, { trails, witness: event });
  }
}

/** How many pairs of trails may record the same there; what was not seen may be any number. */
function pairsAmong({ usual }: Cell): number {
  const recording = usual.filter(({ boxes }) => boxes.length > 0);
  if (recording.some(({ trail }) => trail === undefined)) return Number.POSITIVE_INFINITY;
  return (recording.length * (recording.length - 1)) / 2;
}

type Pair = Omit<Duplicate, "regions">;

const trailsOf = (...entries: readonly (Entry | undefined)[]): Duplicate["trails"] => {
  const [one = "", other = ""] = entries.map((entry) => entry?.standing.trail?.arn ?? "").sort();
  return [one, other];
};

interface Compared {
  readonly entries: readonly Entry[];
  readonly dimensions: readonly Dimension[];
  readonly place: Place;
}

/** An event that two boxes surely hold; what leaves it open is noted. */
function sharedEvent(
  { entries, dimensions, place }: Compared,
  [a, b]: readonly [number, number],
  { missing }: Found,
): EventRecord | undefined {
  const both = [a, b].map((index) => ({
    entry: entries[index] as Entry,
    bit: 1n << BigInt(index),
  }));
  const pair = both.reduce((mask, { bit }) => mask | bit, 0n);
  const held = (mask: bigint): EventRecord | undefined =>
    inside(dimensions, ({ sure }) => (sure & mask) === mask, place);
  const event = held(pair);
  if (event && both.every(({ entry }) => isSure(entry))) return event;
  if (!inside(dimensions, ({ may }) => (may & pair) === pair, place)) return undefined;
  const open = both.filter(({ entry, bit }) => !isSure(entry) || !held(bit));
  for (const one of open.flatMap(({ entry }) => whyOpen(entry))) {
    missing.set(`${one.fact} ${one.unknown.$unknown} ${one.unknown.detail}`, one);
  }
  return undefined;
}

function addRegion({ duplicates }: Found, { trails, witness }: Pair, { region }: Place): void {
  const key = trails.join(" ");
  const known = duplicates.get(key);
  const regions = [...(known?.regions ?? []), region];
  duplicates.set(key, { trails, witness: known?.witness ?? witness, regions });
}

/** An event that occurs and that every field of allows. */
function inside(
  dimensions: readonly Dimension[],
  isAllowed: (value: Class) => boolean,
  place: Place,
): EventRecord | undefined {
  const values = dimensions.map(({ field, classes }) => ({
    field,
    value: classes.find((one) => isAllowed(one) && one.isAny !== true),
  }));
  if (values.some(({ value }) => value === undefined)) return undefined;
  return recordOf(new Map(values.map(({ field, value }) => [field, value as Class])), place);
}

/** Positions of entries of two different trails; what was not seen may be two trails by itself. */
const pairsOf = (entries: readonly Entry[]): readonly (readonly [number, number])[] =>
  entries.flatMap((a, first) =>
    entries.flatMap((b, second) =>
      (second > first && a.standing !== b.standing) || (second === first && !a.standing.trail)
        ? [[first, second] as const]
        : [],
    ),
  );

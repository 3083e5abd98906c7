import type { Coverage, CoverageGap, EventRecord, Miss } from "../../model/coverage.ts";
import { type EventClass, objectsOf } from "../../model/event-class.ts";
import type { Account } from "../../model/facts/account.ts";
import type { EventCoverage, EventGap } from "../../model/facts/event-coverage.ts";
import type { JsonObject } from "../../model/json.ts";
import type { EventsQuestion } from "../../model/question.ts";
import type { UnknownCause } from "../../model/unknown.ts";
import { type CoverageQuestion, coverageOf } from "../coverage/coverage.ts";
import { nameIn, whereIn } from "./words.ts";

/** Whether an account's trails record every event that is asked for. */
export function answerEvents(
  account: Account,
  question: EventsQuestion,
  options: CoverageQuestion,
): EventCoverage {
  const coverage = coverageOf(account, classOf(question, account.partition), options);
  const named = namedIn(coverage);
  const trails = account.trails.$items.filter(({ arn }) => named.has(arn));
  return { ...toFacts(coverage), trails };
}

/** ARNs of the trails that record something, or that are there to and do not. */
function namedIn(coverage: Coverage): ReadonlySet<string> {
  if (coverage.outcome === "covered") return new Set(coverage.by);
  if (coverage.outcome === "undetermined") return new Set();
  return new Set(
    coverage.gaps.flatMap(({ misses }) => misses.filter(isTelling)).map(({ trail }) => trail),
  );
}

/** A trail of another Region says nothing about this one. */
const isTelling = ({ isElsewhere }: Miss): boolean => isElsewhere !== true;

/** The same question is asked of every account; what follows from it alone is worked out once. */
const classes = new Map<string, EventClass>();
const mostClasses = 1000;

function classOf(question: EventsQuestion, partition: string): EventClass {
  const key = `${partition} ${JSON.stringify(question)}`;
  const known = classes.get(key) ?? toClass(question, partition);
  if (classes.size >= mostClasses) classes.clear();
  classes.set(key, known);
  return known;
}

/** A list without anything in it sets no condition. */
const some = <T>(list: readonly T[] | undefined): readonly T[] | undefined =>
  list === undefined || list.length === 0 ? undefined : list;

function toClass({ buckets, except, ...rest }: EventsQuestion, partition: string): EventClass {
  const objects = (names: readonly string[]) => ({
    startsWith: names.map((name) => objectsOf(partition, name)),
  });
  const wanted = some(buckets);
  const spared = some(except?.buckets);
  const lists = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => !Array.isArray(value) || value.length > 0),
  ) as unknown as Omit<EventsQuestion, "buckets" | "except">;
  return {
    ...lists,
    ...(wanted && { resourceArns: objects(wanted) }),
    ...(except && {
      except: {
        ...(some(except.eventSources) && { eventSources: except.eventSources ?? [] }),
        ...(spared && { resourceArns: objects(spared) }),
      },
    }),
  };
}

function toFacts(coverage: Coverage): Omit<EventCoverage, "trails"> {
  switch (coverage.outcome) {
    case "covered":
      return {
        isCovered: true,
        explanation: `Recorded by ${coverage.by.map(nameIn).join(", ") || "nobody, as there is nothing to record"}.`,
        gaps: [],
      };
    case "gap": {
      const gaps = together(coverage.gaps);
      const explanation = gaps[0] ? describeGap(gaps[0]) : "";
      return { isCovered: false, explanation, gaps };
    }
    case "undetermined":
      return {
        isCovered: undecided(coverage.missing),
        explanation: "What the trails record could not be decided.",
        gaps: [],
      };
  }
}

/** Unknown for the facts that would decide. */
export const undecided = (causes: readonly UnknownCause[]) =>
  ({ $unknown: causes[0]?.unknown.$unknown ?? "undecidable", causes }) as const;

/** The same gap in several Regions is one; that of another type of resource is another. */
function together(gaps: readonly CoverageGap[]): EventGap[] {
  const found = new Map<string, { regions: string[]; gap: CoverageGap }>();
  for (const gap of gaps) {
    const misses = describeMisses(gap.misses);
    const { eventSource, eventName, readOnly, resources } = gap.witness;
    const types = resources?.map(({ type }) => type);
    const key = JSON.stringify([eventSource, eventName, readOnly, types, misses]);
    const one = found.get(key) ?? { regions: [], gap };
    one.regions.push(gap.region);
    found.set(key, one);
  }
  return [...found.values()].map(({ regions, gap }) => ({
    regions,
    witness: gap.witness as unknown as JsonObject,
    misses: describeMisses(gap.misses),
  }));
}

/** What matters first; trails of other Regions are only counted. */
function describeMisses(misses: readonly Miss[]): string[] {
  if (misses.length === 0) return ["there is no trail"];
  const telling = misses.filter(isTelling).map(describeMiss);
  const others = misses.length - telling.length;
  if (others === 0) return telling;
  const [only] = misses.filter((miss) => !isTelling(miss));
  if (others === 1 && only !== undefined) return [...telling, describeMiss(only)];
  return [...telling, `${others} trails record other Regions only`];
}

/** `trail main, selector 2 (data): readOnly is true, and the selector wants Equals false`. */
function describeMiss({ name, selector, selectorName, why }: Miss): string {
  const place = selector === undefined ? "" : `, selector ${selector + 1}`;
  return `trail ${name}${place}${selectorName ? ` (${selectorName})` : ""}: ${why}`;
}

/** One sentence that a person understands at once. */
function describeGap({ regions, witness, misses }: EventGap): string {
  const record = witness as unknown as EventRecord;
  const [resource] = record.resources ?? [];
  const on = resource?.ARN ? ` on ${resource.ARN}` : resource?.type ? ` on ${resource.type}` : "";
  const kind = record.readOnly === undefined ? "" : record.readOnly ? "read " : "write ";
  const event = [record.eventSource, record.eventName].filter(Boolean).join(" ");
  const subject = event || `any ${kind}${record.eventCategory} event`;
  return `No trail records ${subject}${on} in ${whereIn(regions)}: ${misses[0]}.`;
}

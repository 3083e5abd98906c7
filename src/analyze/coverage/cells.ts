import type { EventClass } from "../../model/event-class.ts";
import type { Account } from "../../model/facts/account.ts";
import type { EventSelector } from "../../model/facts/event-selector.ts";
import { partitionById } from "../../model/partition.ts";
import { type Box, boxesOf } from "./box.ts";
import { type Outlook, outlookOn, wholeAmong } from "./events.ts";
import type { Place } from "./resource-arns.ts";
import { type Scenario, scenariosOf, typesOf } from "./scenarios.ts";
import { type Judging, type Spot, type Standing, standingsIn } from "./standing.ts";

/** The events of a class in one Region. */
export interface Cell {
  readonly place: Place;
  /** What the trails can add where no special rule holds. */
  readonly usual: readonly Standing[];
  /** Cells with the same likeness have the same answer. */
  readonly likeness?: string;
  /** The scenarios that occur there, and what the trails can add to each. */
  readonly parts: () => Iterable<Part>;
  /** How many resource types they are of. */
  readonly types: number;
  /**
   * ARNs of trails that surely record every event of the class, whatever it is; undefined where
   * that takes a closer look.
   */
  readonly whole: () => readonly string[] | undefined;
}

export interface Part {
  readonly scenario: Scenario;
  readonly standings: readonly Standing[];
  /** What those can record of events of the scenario's type; shared by all of that type. */
  readonly outlook: Outlook;
}

/**
 * Services whose events are recorded in one Region of the partition, and which only some trails get.
 * STS is one where its global endpoint is called, which is there.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events
 */
const globalSources = ["iam.amazonaws.com", "cloudfront.amazonaws.com", "sts.amazonaws.com"];

const isElsewhereToo = (source: string): boolean => source === "sts.amazonaws.com";

export function cellsIn(
  account: Account,
  required: EventClass,
  regions: readonly string[],
  circumstances: Omit<Judging, "boxesOf">,
): readonly Cell[] {
  const standingsOf = onceEachSpot(account, circumstances);
  const partition = partitionById(account.partition);
  const globalRegion = partition.globalEventsRegion ?? partition.leaderRegion;
  return regions.map((region) => {
    const place: Place = { partition: account.partition, region, account: account.id };
    const isGlobalRegion = region === globalRegion;
    const standings = (spot: Omit<Spot, "region">): readonly Standing[] =>
      standingsOf({ region, ...spot });
    const usual = standings({ isGlobal: false, isDelivery: false });
    const spots = new Map<string, readonly Standing[]>([["false false", usual]]);
    const outlooks = new Map<string, Outlook>();
    const at = (isGlobal: boolean, isDelivery: boolean): readonly Standing[] => {
      const key = `${isGlobal} ${isDelivery}`;
      const there = spots.get(key) ?? standings({ isGlobal, isDelivery });
      spots.set(key, there);
      return there;
    };
    function* parts(): Generator<Part> {
      for (const scenario of scenariosOf(required, place)) {
        const isGlobal = isGlobalIn(required, scenario, isGlobalRegion);
        if (isGlobal === undefined) continue;
        const isDelivery = scenario.isDelivery === true;
        const there = at(isGlobal, isDelivery);
        const of = `${isGlobal} ${isDelivery} ${scenario.type}`;
        const outlook = outlooks.get(of) ?? outlookOn(there, scenario);
        outlooks.set(of, outlook);
        yield { scenario, standings: there, outlook };
      }
    }
    const isSpecial = isGlobalRegion && required.category === "Management";
    const likeness = isSpecial ? undefined : likenessOf(required, usual);
    const whole = () => wholeOf(required, isSpecial ? [usual, at(true, false)] : [usual]);
    const types = typesOf(required).length;
    return { place, usual, parts, types, whole, ...(likeness !== undefined && { likeness }) };
  });
}

/**
 * The trails that record everything of the class in each of several spots. Of a class that is
 * narrowed it is not sure that any event occurs.
 */
function wholeOf(
  required: EventClass,
  spots: readonly (readonly Standing[])[],
): readonly string[] | undefined {
  const { eventSources, eventNames, resourceArns, errorCodes } = required;
  const isNarrowed = [eventSources, eventNames, resourceArns, errorCodes].some(Boolean);
  if (isNarrowed || required.includesCloudTrailDeliveries === true) return undefined;
  const all = spots.flatMap((standings) =>
    typesOf(required).map((type) => wholeAmong(standings, required.category, type)),
  );
  return all.every((trails) => trails.length > 0) ? [...new Set(all.flat())] : undefined;
}

const boxesKnown = new WeakMap<readonly EventSelector[], readonly Box[]>();

function boxesOnce(selectors: readonly EventSelector[]): readonly Box[] {
  const boxes = boxesKnown.get(selectors) ?? boxesOf(selectors);
  boxesKnown.set(selectors, boxes);
  return boxes;
}

type Spots = Map<string, readonly Standing[]>;
const spotsKnown = new WeakMap<Account, Spots>();

/** Every question about an account asks how its trails stand; that is worked out once. */
function onceEachSpot(account: Account, { asOf, needsDelivery }: Omit<Judging, "boxesOf">) {
  const known: Spots = spotsKnown.get(account) ?? new Map();
  spotsKnown.set(account, known);
  const judging: Judging = { needsDelivery, boxesOf: boxesOnce, ...(asOf && { asOf }) };
  return (spot: Spot): readonly Standing[] => {
    const { region, isGlobal, isDelivery } = spot;
    const key = `${region} ${isGlobal} ${isDelivery} ${needsDelivery} ${asOf?.getTime()}`;
    const standings = known.get(key) ?? standingsIn(account, spot, judging);
    known.set(key, standings);
    return standings;
  };
}

/** Whether its events are those of a global service; undefined where they are recorded elsewhere. */
function isGlobalIn(
  { category }: EventClass,
  { source }: Scenario,
  isGlobalRegion: boolean,
): boolean | undefined {
  if (category !== "Management" || !source || !globalSources.includes(source)) return false;
  if (isGlobalRegion) return true;
  return isElsewhereToo(source) ? false : undefined;
}

/**
 * Regions with the same trails are alike, unless the Region itself is part of the events: in the
 * ARNs of most resources.
 */
function likenessOf(required: EventClass, standings: readonly Standing[]): string | undefined {
  const { category, resourceTypes, eventSources, resourceArns, except } = required;
  const isOfNoArn = resourceArns === undefined && except?.resourceArns === undefined;
  if (category === "Data" && isOfNoArn && standings.every((one) => recordsNone(one, category))) {
    return "none";
  }
  const isOfObjects = resourceTypes?.every((type) => type === "AWS::S3::Object") === true;
  if (category === "Data" && !isOfObjects) return undefined;
  if (eventSources?.some((source) => globalSources.includes(source))) return undefined;
  if (required.includesCloudTrailDeliveries === true) return undefined;
  if (standings.some(({ missing }) => missing.length > 0)) return undefined;
  return standings.map(({ out }) => (out === undefined ? "+" : "-")).join("");
}

/** Surely nothing of the category: then it is the same whatever the Region in an ARN. */
const recordsNone = ({ boxes, missing }: Standing, category: string): boolean =>
  missing.length === 0 &&
  boxes.every(({ conditions }) =>
    conditions.some(
      ({ field, accepts }) => field === "eventCategory" && accepts(category) === false,
    ),
  );

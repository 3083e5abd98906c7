import type { EventClass } from "../../model/event-class.ts";
import type { Account } from "../../model/facts/account.ts";
import { boxesOf } from "./box.ts";
import { type Outlook, outlookOn } from "./events.ts";
import { globalRegionOf, globalSources, isElsewhereToo } from "./global-services.ts";
import type { Place } from "./resource-arns.ts";
import { type Scenario, scenariosOf } from "./scenarios.ts";
import { type Judging, type Spot, type Standing, standingsIn } from "./standing.ts";

/** The events of a class in one Region. */
export interface Cell {
  readonly place: Place;
  /** What the trails can add where no special rule holds. */
  readonly usual: readonly Standing[];
  /** Cells with the same likeness have the same answer. */
  readonly likeness?: string;
  /** The scenarios that occur there, and what the trails can add to each. */
  readonly parts: () => readonly Part[];
}

export interface Part {
  readonly scenario: Scenario;
  readonly standings: readonly Standing[];
  /** What those can record of events of the scenario's type; shared by all of that type. */
  readonly outlook: Outlook;
}

export function cellsIn(
  account: Account,
  required: EventClass,
  regions: readonly string[],
  circumstances: Omit<Judging, "boxesOf">,
): readonly Cell[] {
  const judging = { ...circumstances, boxesOf: onceEach(boxesOf) };
  const globalRegion = globalRegionOf(account.partition);
  return regions.map((region) => {
    const place: Place = { partition: account.partition, region, account: account.id };
    const isGlobalRegion = region === globalRegion;
    const standings = (spot: Omit<Spot, "region">): readonly Standing[] =>
      standingsIn(account, { region, ...spot }, judging);
    const usual = standings({ isGlobal: false, isDelivery: false });
    const spots = new Map<string, readonly Standing[]>([["false false", usual]]);
    const outlooks = new Map<string, Outlook>();
    const parts = (): readonly Part[] =>
      scenariosOf(required, place).flatMap((scenario) => {
        const isGlobal = isGlobalIn(required, scenario, isGlobalRegion);
        if (isGlobal === undefined) return [];
        const isDelivery = scenario.isDelivery === true;
        const key = `${isGlobal} ${isDelivery}`;
        const there = spots.get(key) ?? standings({ isGlobal, isDelivery });
        spots.set(key, there);
        const of = `${key} ${scenario.type}`;
        const outlook = outlooks.get(of) ?? outlookOn(there, scenario);
        outlooks.set(of, outlook);
        return [{ scenario, standings: there, outlook }];
      });
    const isSpecial = isGlobalRegion && required.category === "Management";
    const likeness = isSpecial ? undefined : likenessOf(required, usual);
    return { place, usual, parts, ...(likeness !== undefined && { likeness }) };
  });
}

function onceEach<Key, T>(make: (key: Key) => T): (key: Key) => T {
  const made = new Map<Key, T>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
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
  const { category, resourceTypes, eventSources } = required;
  const isOfObjects = resourceTypes?.every((type) => type === "AWS::S3::Object") === true;
  if (category === "Data" && !isOfObjects) return undefined;
  if (eventSources?.some((source) => globalSources.includes(source))) return undefined;
  if (required.includesCloudTrailDeliveries === true) return undefined;
  if (standings.some(({ missing }) => missing.length > 0)) return undefined;
  return standings.map(({ out }) => (out === undefined ? "+" : "-")).join("");
}

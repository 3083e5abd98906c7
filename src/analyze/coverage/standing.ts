import type { MissingFact } from "../../model/coverage.ts";
import type { Account } from "../../model/facts/account.ts";
import type { EventSelector } from "../../model/facts/event-selector.ts";
import { sourceOf } from "../../model/facts/provenance.ts";
import type { Trail } from "../../model/facts/trail.ts";
import { type Fact, isUnknown, type Unseen } from "../../model/unknown.ts";
import type { Box } from "./box.ts";
import { type Doubt, deliveryDoubts } from "./delivery.ts";

/** Where events are recorded. */
export interface Spot {
  readonly region: string;
  /** Events of global services, which only some trails get. */
  readonly isGlobal: boolean;
  /** CloudTrail's own deliveries, which only some trails record. */
  readonly isDelivery: boolean;
}

/** What a trail, or trails that were not seen, may record in one spot. */
export interface Standing {
  readonly trail?: Trail;
  /** Where its facts are: `account.trails[main]`. */
  readonly path: string;
  readonly boxes: readonly Box[];
  /** Why the trail does not count; it has no boxes then. */
  readonly out?: string;
  /** That is because it is one of another Region. */
  readonly isElsewhere?: true;
  /** What would tell whether it counts, or what it records; empty where both are sure. */
  readonly missing: readonly MissingFact[];
}

export interface Judging {
  /** When the status of deliveries is judged. */
  readonly asOf?: Date;
  /** Whether failing deliveries count against a trail. */
  readonly needsDelivery: boolean;
  readonly boxesOf: (selectors: readonly EventSelector[]) => readonly Box[];
}

/** What each trail can add to what is recorded in a spot, those that were not seen included. */
export function standingsIn(account: Account, spot: Spot, judging: Judging): readonly Standing[] {
  const { $items, $unseen } = account.trails;
  return [
    ...$items.map((trail) => standingOf(trail, account, spot, judging)),
    ...$unseen.filter((unseen) => isPerhapsIn(unseen, spot)).map(unseenStanding),
  ];
}

/** Accepts everything: what may be recorded by a trail of which nothing is known. */
const anything: readonly Box[] = [{ selector: 0, conditions: [] }];

const unseenStanding = (unknown: Unseen<Trail>): Standing => ({
  path: "account.trails",
  boxes: anything,
  missing: [{ fact: "account.trails", unknown }],
});

/** Trails that are not multi-Region can only be where they could not be listed. */
function isPerhapsIn({ known, regions }: Unseen<Trail>, { region }: Spot): boolean {
  return known?.isMultiRegionTrail !== false || regions === undefined || regions.includes(region);
}

function standingOf(trail: Trail, account: Account, spot: Spot, judging: Judging): Standing {
  const doubts = [
    ...scopeDoubts(trail, spot),
    ...factDoubts("isLogging", trail.isLogging, "it is switched off"),
    ...memberDoubts(trail, account),
    ...(judging.needsDelivery ? deliveryDoubts(trail, spot.region, judging.asOf) : []),
  ];
  const path = trailPath(account, trail);
  for (const doubt of doubts) {
    if ("out" in doubt) return { trail, path, boxes: [], ...doubt, missing: [] };
  }
  const missing = doubts.flatMap((doubt) =>
    "fact" in doubt
      ? [{ fact: doubt.fact.replace(/^trail\b/, () => path), unknown: doubt.unknown }]
      : [],
  );
  const { eventSelectors } = trail;
  if (!isUnknown(eventSelectors))
    return { trail, path, boxes: judging.boxesOf(eventSelectors), missing };
  const unread = { fact: `${path}.eventSelectors`, unknown: eventSelectors };
  return { trail, path, boxes: anything, missing: [...missing, unread] };
}

/** The trail's place among the facts, by the name that tells it apart. */
function trailPath({ trails }: Account, { arn, name }: Trail): string {
  const isShared = trails.$items.some((other) => other.name === name && other.arn !== arn);
  return `account.trails[${isShared ? arn : name}]`;
}

/**
 * Multi-Region trails record every enabled Region, others their home Region; events of global
 * services have a rule of their own.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html
 */
function scopeDoubts(trail: Trail, { region, isGlobal, isDelivery }: Spot): Doubt[] {
  const { recordsGlobalServiceEvents, isMultiRegionTrail, homeRegion, recursiveLogging } = trail;
  if (isDelivery && !recursiveLogging) {
    return [{ out: "it leaves out CloudTrail's own deliveries (recursive logging is off)" }];
  }
  if (isGlobal) {
    const why = "it gets no events of global services";
    return factDoubts("recordsGlobalServiceEvents", recordsGlobalServiceEvents, why);
  }
  if (homeRegion === region) return [];
  const only = `it records ${homeRegion} only`;
  return isMultiRegionTrail === false
    ? [{ out: only, isElsewhere: true }]
    : factDoubts("isMultiRegionTrail", isMultiRegionTrail, only);
}

/**
 * An organization's trail whose home Region has to be opted in to gets events from the members that
 * did so only.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html
 */
function memberDoubts(trail: Trail, account: Account): Doubt[] {
  const { isOwned, isOrganizationTrail, homeRegion } = trail;
  const { $items, $unseen } = account.regions;
  if (isOwned || isOrganizationTrail === false) return [];
  if ($items.some(({ name }) => name === homeRegion)) return [];
  const isGuess = sourceOf(account, "regions")?.call === "built-in list";
  const [unseen] = $unseen;
  if (unseen === undefined && !isGuess) {
    return [{ out: `its home Region ${homeRegion} is not enabled in this account` }];
  }
  const detail = `whether ${homeRegion}, the trail's home Region, is enabled`;
  return [{ fact: "account.regions", unknown: unseen ?? { $unknown: "not-collected", detail } }];
}

function factDoubts(fact: string, value: Fact<boolean>, out: string): Doubt[] {
  if (value === true) return [];
  return value === false ? [{ out }] : [{ fact: `trail.${fact}`, unknown: value }];
}

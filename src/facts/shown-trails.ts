import { parseArn } from "../model/arn.ts";
import type { Trail } from "../model/facts/trail.ts";
import type { JsonObject } from "../model/json.ts";
import type { Unseen } from "../model/unknown.ts";
import { type Answer, notAsked, notReturned, refused } from "./calls.ts";
import { type Context, type Sourced, summarize } from "./context.ts";
import { objects, resolved, text, unresolvedIn } from "./read.ts";
import type { TrailShown } from "./trail.ts";

export interface ShownTrails {
  readonly trails: readonly TrailShown[];
  readonly unseen: readonly Unseen<Trail>[];
  readonly notes: readonly string[];
}

/**
 * Every trail that any Region shows, once: shadows fall together with the trail itself, whose home
 * Region knows best. Regions that did not answer may hold more trails, though no multi-Region ones:
 * those show in every enabled Region.
 */
export function shownTrails(context: Context): ShownTrails {
  const { account, calls, regions } = context;
  const skipped = account.regionsSkipped ?? [];
  const listings = [...regions, ...skipped].flatMap((region): RegionListing[] => {
    const wanted = { service: "cloudtrail", operation: "DescribeTrails", region };
    const isSkipped = skipped.includes(region);
    const answers = calls.lastAndDeclared(wanted);
    if (answers.length === 0) return [{ region, answer: undefined, isSkipped }];
    return answers.map((answer) => ({ region, answer, isSkipped }));
  });
  const answered = listings.filter(({ answer }) => isListed(answer));
  const shown = new Map<string, TrailShown>();
  for (const { region, answer } of answered) {
    for (const trail of toShown(account.account, answer as Answer)) {
      if (!shown.has(trail.arn) || trail.homeRegion === region) shown.set(trail.arn, trail);
    }
  }
  const trails = [...shown.values()].sort((a, b) => (a.arn < b.arn ? -1 : 1));
  const deleted = trails.filter((trail) => isDeleted(context, trail));
  const unknowns = listings.flatMap((listing) => whyUnseen(context, listing));
  return {
    trails: trails.filter((trail) => !deleted.includes(trail)),
    unseen: [
      ...summarize<Trail>(unknowns, answered.length > 0 ? { isMultiRegionTrail: false } : {}),
      ...unresolvedTrails(answered.map(({ answer }) => answer as Answer)),
      ...undeclaredTrails(context),
    ],
    notes: deleted.map(({ arn }) => `${arn} was deleted while the account was being read.`),
  };
}

/** Trails that a change declares, perhaps, or without telling which: each once. */
function unresolvedTrails(answers: readonly Answer[]): Unseen<Trail>[] {
  const unseen = answers.flatMap(({ output }) => unresolvedIn(output, "trailList"));
  return [...new Map(unseen.map((unknown) => [unknown.detail, unknown])).values()];
}

/** Trails that the account may have beside those that a change declares. */
const undeclaredTrails = ({ account: { undeclared } }: Context): Unseen<Trail>[] =>
  undeclared === undefined ? [] : [{ $unknown: "undeclared", detail: undeclared }];

function toShown(account: string, { output, source }: Answer): TrailShown[] {
  return objects(resolved(output, "trailList"), "trailList").flatMap((description) => {
    const arn = text(description, "TrailARN");
    const parsed = parseArn(arn ?? "");
    if (arn === undefined || parsed === undefined) return [];
    return {
      arn,
      accountId: parsed.account,
      homeRegion: text(description, "HomeRegion") ?? parsed.region,
      isOwned: parsed.account === account,
      description,
      source,
    };
  });
}

/** Only the home Region of an owned trail can say that it is gone. */
function isDeleted({ calls }: Context, { arn, homeRegion, isOwned }: TrailShown): boolean {
  const status = calls.one({
    service: "cloudtrail",
    operation: "GetTrailStatus",
    region: homeRegion,
    matches: ({ Name }: JsonObject) => Name === arn,
  });
  return isOwned && status?.error?.code === "TrailNotFoundException";
}

const isListed = (answer: Answer | undefined): boolean =>
  Array.isArray(answer?.output?.["trailList"]);

interface RegionListing {
  readonly region: string;
  readonly answer: Answer | undefined;
  /** Left out on the user's request. */
  readonly isSkipped: boolean;
}

function whyUnseen(
  { calls, account }: Context,
  { region, answer, isSkipped }: RegionListing,
): Sourced[] {
  if (isListed(answer) || account.undeclared !== undefined) return [];
  const source = answer?.source ?? { call: "cloudtrail:DescribeTrails", region };
  if (answer?.output !== undefined) return [{ ...notReturned(source), source }];
  if (answer?.error !== undefined) return [{ ...refused(answer.error, source), source }];
  const unknown = notAsked(calls, source);
  return [{ ...unknown, source, ...(isSkipped && { $unknown: "not-requested" as const }) }];
}

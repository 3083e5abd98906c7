import { managementEvents } from "../analyze/management-events.ts";
import type { EventSelector } from "../model/facts/event-selector.ts";
import type { ManagementEvents } from "../model/facts/trail.ts";
import type { JsonObject } from "../model/json.ts";
import { type Fact, isUnknown, type Source } from "../model/unknown.ts";
import { type Reading, read, type Wanted } from "./calls.ts";
import type { Context } from "./context.ts";
import { listed, objects, text, texts } from "./read.ts";
import { toSelectors } from "./selectors.ts";
import type { TrailShown } from "./trail.ts";

interface FactRead<T> {
  readonly fact: Fact<T>;
  readonly source: Source;
}

export const readEventSelectors = (
  context: Context,
  shown: TrailShown,
): FactRead<readonly EventSelector[]> =>
  readOfTrail(context, shown, ofTrail("GetEventSelectors", shown), { value: toSelectors });

/** What follows from the selectors; unknown where AWS does not document what they do. */
export function toManagementEvents({
  fact,
  source,
}: FactRead<readonly EventSelector[]>): Fact<ManagementEvents> {
  if (isUnknown(fact)) return fact;
  return (
    managementEvents(fact) ?? {
      $unknown: "undecidable",
      detail: "a selector narrows management events in a way that AWS does not document",
      source,
    }
  );
}

/** Insights on management events; `InsightNotEnabledException` says that there are none. */
export function readInsightTypes(context: Context, shown: TrailShown): FactRead<readonly string[]> {
  return readOfTrail(context, shown, ofTrail("GetInsightSelectors", shown), {
    value: (output) =>
      listed(output, "InsightSelectors")
        ?.filter((selector) => {
          const categories = texts(selector, "EventCategories");
          return categories.length === 0 || categories.includes("Management");
        })
        .flatMap((selector) => text(selector, "InsightType") ?? []),
    errors: { InsightNotEnabledException: [] },
  });
}

export function readTags(
  context: Context,
  shown: TrailShown,
): FactRead<{ readonly [key: string]: string }> {
  const wanted = {
    service: "cloudtrail",
    operation: "ListTags",
    matches: (input: JsonObject) => texts(input, "ResourceIdList").includes(shown.arn),
  };
  return readOfTrail(context, shown, wanted, {
    value: (output) => {
      const resource = listed(output, "ResourceTagList")?.find(
        (tagged) => text(tagged, "ResourceId") === shown.arn,
      );
      if (resource === undefined) return undefined;
      return Object.fromEntries(
        objects(resource, "TagsList").map((tag) => [
          text(tag, "Key") ?? "",
          text(tag, "Value") ?? "",
        ]),
      );
    },
  });
}

const ofTrail = (operation: string, { arn, description }: TrailShown): Wanted => ({
  service: "cloudtrail",
  operation,
  matches: ({ TrailName }) => TrailName === arn || TrailName === text(description, "Name"),
});

/** A member account may not ask everything of the organization's trail; that is a reason of its own. */
function readOfTrail<T>(
  { calls }: Context,
  { isOwned }: TrailShown,
  wanted: Wanted,
  reading: Reading<T>,
): FactRead<T> {
  const { fact, source } = read(calls, wanted, reading);
  if (isOwned || !isUnknown(fact)) return { fact, source };
  const { permission: _, ...rest } = fact;
  return { source, fact: { ...rest, $unknown: "org-trail-in-member" } };
}

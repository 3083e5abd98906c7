import { from } from "../model/facts/provenance.ts";
import type { TrailStatus } from "../model/facts/trail.ts";
import type { JsonObject } from "../model/json.ts";
import { present } from "../model/present.ts";
import { type Fact, isUnknown, type Listing, type Source } from "../model/unknown.ts";
import { notReturned, read } from "./calls.ts";
import { type Context, type Sourced, summarize } from "./context.ts";
import { membersOf } from "./members.ts";
import { flag, text, unlessUnresolved } from "./read.ts";
import type { TrailShown } from "./trail.ts";

interface StatusRead {
  readonly fact: Fact<TrailStatus>;
  /** A change tells it before there is any status. */
  readonly isLogging: Fact<boolean>;
  readonly source: Source;
}

export const homeStatus = (context: Context, shown: TrailShown): StatusRead =>
  readStatus(context, shown, shown.homeRegion);

/** The status in every Region where the trail is; Regions that did not answer are unseen. */
export function readStatuses(
  context: Context,
  shown: TrailShown,
  isMultiRegion: boolean,
): Listing<TrailStatus> {
  const skipped = isMultiRegion ? (context.account.regionsSkipped ?? []) : [];
  const regions = isMultiRegion ? [...context.regions, ...skipped] : [];
  const all = [...new Set([shown.homeRegion, ...regions])].sort();
  const statuses = all.map((region) => readStatus(context, shown, region));
  const unknowns = statuses.flatMap(({ fact, source }): Sourced[] => {
    if (!isUnknown(fact)) return [];
    const isSkipped = fact.$unknown === "not-collected" && skipped.includes(source.region);
    return [{ ...fact, source, ...(isSkipped && { $unknown: "not-requested" as const }) }];
  });
  return {
    $items: statuses.flatMap(({ fact }) => (isUnknown(fact) ? [] : [fact])),
    $unseen: summarize<TrailStatus>(unknowns),
  };
}

function readStatus({ calls }: Context, shown: TrailShown, region: string): StatusRead {
  const name = text(shown.description, "Name");
  const wanted = {
    service: "cloudtrail",
    operation: "GetTrailStatus",
    region,
    matches: (input: JsonObject) => input["Name"] === shown.arn || input["Name"] === name,
  };
  const { fact, source } = read<JsonObject>(calls, wanted, { value: (output) => output });
  if (isUnknown(fact)) return { fact, isLogging: fact, source };
  const isLogging = membersOf({ fact, source }).told(() => flag(fact, "IsLogging"));
  // One member that is open leaves the whole open: it would pass for one that is absent.
  const status = unlessUnresolved(source, () =>
    from({ "*": source }, toStatus(fact, region, source)),
  );
  return { source, isLogging, fact: status };
}

const toStatus = (output: JsonObject, region: string, source: Source): TrailStatus =>
  present({
    region,
    isLogging: flag(output, "IsLogging") ?? notReturned(source),
    startLoggingTime: text(output, "StartLoggingTime"),
    stopLoggingTime: text(output, "StopLoggingTime"),
    latestDeliveryTime: text(output, "LatestDeliveryTime"),
    latestDeliveryError: text(output, "LatestDeliveryError"),
    latestDigestDeliveryTime: text(output, "LatestDigestDeliveryTime"),
    latestDigestDeliveryError: text(output, "LatestDigestDeliveryError"),
    latestCloudWatchLogsDeliveryTime: text(output, "LatestCloudWatchLogsDeliveryTime"),
    latestCloudWatchLogsDeliveryError: text(output, "LatestCloudWatchLogsDeliveryError"),
    latestNotificationTime: text(output, "LatestNotificationTime"),
    latestNotificationError: text(output, "LatestNotificationError"),
  });

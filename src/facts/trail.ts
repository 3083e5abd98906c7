import type { Bucket } from "../model/facts/bucket.ts";
import type { DeliveryRole } from "../model/facts/delivery-role.ts";
import type { EventRule } from "../model/facts/event-rule.ts";
import type { Key } from "../model/facts/key.ts";
import type { LogGroup } from "../model/facts/log-group.ts";
import { from } from "../model/facts/provenance.ts";
import type { Topic } from "../model/facts/topic.ts";
import type { Trail } from "../model/facts/trail.ts";
import type { JsonObject } from "../model/json.ts";
import { partitionById } from "../model/partition.ts";
import { present } from "../model/present.ts";
import { type Fact, isUnknown, type Listing, type Source } from "../model/unknown.ts";
import { toldBy } from "./calls.ts";
import type { Context } from "./context.ts";
import { membersOf } from "./members.ts";
import { isOptInRegion } from "./opt-in-region.ts";
import { flag, text } from "./read.ts";
import {
  readEventSelectors,
  readInsightTypes,
  readTags,
  toManagementEvents,
} from "./trail-details.ts";
import { homeStatus, readStatuses } from "./trail-status.ts";

/** One trail as DescribeTrails shows it, and where it was shown. */
export interface TrailShown {
  readonly arn: string;
  readonly accountId: string;
  readonly homeRegion: string;
  readonly isOwned: boolean;
  readonly description: JsonObject;
  readonly source: Source;
}

/** Facts of the things that trails point at, made once each. */
export interface Destinations {
  readonly bucket: (name: string) => Bucket;
  readonly key: (id: string, region: string) => Key;
  readonly logGroup: (arn: string) => LogGroup | undefined;
  readonly role: (arn: string, logGroupArn: string) => DeliveryRole;
  readonly topic: (arn: string) => Topic;
  readonly eventRules: (region: string) => Listing<EventRule>;
}

export function trailFacts(context: Context, shown: TrailShown, destinations: Destinations): Trail {
  const { arn, accountId, homeRegion, isOwned, description, source } = shown;
  const described = membersOf({ fact: description, source });
  const told = (name: string): Fact<boolean> => described.told(() => flag(description, name));
  const isMultiRegionTrail = told("IsMultiRegionTrail");
  const includeGlobalServiceEvents = told("IncludeGlobalServiceEvents");
  const statuses = readStatuses(context, shown, isMultiRegionTrail === true);
  const status = homeStatus(context, shown);
  const selectors = readEventSelectors(context, shown);
  const insights = readInsightTypes(context, shown);
  const tags = readTags(context, shown);
  const home = homeRegionFacts(context, homeRegion, destinations);
  const linked = linkedFacts(shown, destinations);
  const members = present({
    name: text(description, "Name") ?? arn,
    arn,
    accountId,
    isOwned,
    homeRegion,
    isMultiRegionTrail,
    isOrganizationTrail: told("IsOrganizationTrail"),
    includeGlobalServiceEvents,
    recordsGlobalServiceEvents: recordsGlobal(context, shown, {
      includeGlobalServiceEvents,
      isMultiRegionTrail,
    }),
    logFileValidationEnabled: told("LogFileValidationEnabled"),
    ...linked,
    s3KeyPrefix: text(description, "S3KeyPrefix"),
    recursiveLogging: flag(description, "RecursiveLogging") ?? true,
    isLogging: status.isLogging,
    status: status.fact,
    statuses,
    eventSelectors: selectors.fact,
    managementEvents: toManagementEvents(selectors),
    insightTypes: insights.fact,
    tags: tags.fact,
    ...home.facts,
  });
  return from<Trail>(
    {
      "*": source,
      members: {
        isLogging: status.source,
        status: status.source,
        statuses: status.source,
        eventSelectors: selectors.source,
        managementEvents: selectors.source,
        insightTypes: insights.source,
        tags: tags.source,
        ...home.sources,
      },
    },
    members,
  );
}

/** What its home Region means for a trail. */
function homeRegionFacts(context: Context, region: string, { eventRules }: Destinations) {
  const optIn = isOptInRegion(context, region);
  const listRules = { service: "eventbridge", operation: "ListRules", region };
  return {
    facts: { isHomedInOptInRegion: optIn.fact, eventRules: eventRules(region) },
    sources: {
      isHomedInOptInRegion: optIn.source,
      eventRules: toldBy(context.calls, listRules),
    },
  };
}

/** What the trail names, and the facts behind each name. */
function linkedFacts(
  { description, source, homeRegion }: TrailShown,
  { bucket, key, logGroup, role, topic }: Destinations,
) {
  const { optional } = membersOf({ fact: description, source });
  const named = (name: string): Fact<string> | undefined => optional(() => text(description, name));
  const kmsKeyId = named("KmsKeyId");
  const s3BucketName = named("S3BucketName");
  const snsTopicArn = named("SnsTopicARN");
  const cloudWatchLogsRoleArn = named("CloudWatchLogsRoleArn");
  const cloudWatchLogsLogGroupArn = named("CloudWatchLogsLogGroupArn");
  return {
    kmsKeyId,
    key: behind(kmsKeyId, (id) => key(id, homeRegion)),
    s3BucketName,
    bucket: behind(s3BucketName, bucket),
    snsTopicArn,
    topic: behind(snsTopicArn, topic),
    cloudWatchLogsLogGroupArn,
    logGroup: behind(cloudWatchLogsLogGroupArn, logGroup),
    cloudWatchLogsRoleArn,
    cloudWatchLogsRole: behind(cloudWatchLogsRoleArn, (arn) =>
      behind(cloudWatchLogsLogGroupArn ?? "", (group) => role(arn, group)),
    ),
  };
}

const behind = <T>(
  name: Fact<string> | undefined,
  facts: (name: string) => Fact<T> | undefined,
): Fact<T> | undefined => (name === undefined || isUnknown(name) ? name : facts(name));

/**
 * The flag alone is not enough: a single-Region trail gets global service events only in the Region
 * where they are recorded, which AWS documents for the commercial partition.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events
 */
function recordsGlobal(
  { account }: Context,
  { homeRegion }: TrailShown,
  trail: Pick<Trail, "includeGlobalServiceEvents" | "isMultiRegionTrail">,
): Fact<boolean> {
  if (trail.includeGlobalServiceEvents !== true) return trail.includeGlobalServiceEvents;
  if (trail.isMultiRegionTrail !== false) return trail.isMultiRegionTrail;
  const { globalEventsRegion } = partitionById(account.partition);
  return globalEventsRegion === undefined
    ? {
        $unknown: "undecidable",
        detail: `AWS does not document where ${account.partition} records global service events`,
      }
    : homeRegion === globalEventsRegion;
}

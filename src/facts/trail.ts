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
import type { Fact, Listing, Source } from "../model/unknown.ts";
import { notReturned, toldBy } from "./calls.ts";
import type { Context } from "./context.ts";
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
  const told = (member: string): Fact<boolean> => flag(description, member) ?? notReturned(source);
  const isMultiRegionTrail = told("IsMultiRegionTrail");
  const includeGlobalServiceEvents = told("IncludeGlobalServiceEvents");
  const statuses = readStatuses(context, shown, isMultiRegionTrail === true);
  const status = homeStatus(context, shown);
  const selectors = readEventSelectors(context, shown);
  const insights = readInsightTypes(context, shown);
  const tags = readTags(context, shown);
  const home = homeRegionFacts(context, homeRegion, destinations);
  const linked = linkedFacts(description, homeRegion, destinations);
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
function linkedFacts(description: JsonObject, region: string, destinations: Destinations) {
  const kmsKeyId = text(description, "KmsKeyId");
  const s3BucketName = text(description, "S3BucketName");
  const snsTopicArn = text(description, "SnsTopicARN");
  const cloudWatchLogsRoleArn = text(description, "CloudWatchLogsRoleArn");
  const cloudWatchLogsLogGroupArn = text(description, "CloudWatchLogsLogGroupArn");
  return {
    kmsKeyId,
    key: kmsKeyId === undefined ? undefined : destinations.key(kmsKeyId, region),
    s3BucketName,
    bucket: s3BucketName === undefined ? undefined : destinations.bucket(s3BucketName),
    snsTopicArn,
    topic: snsTopicArn === undefined ? undefined : destinations.topic(snsTopicArn),
    cloudWatchLogsLogGroupArn,
    logGroup:
      cloudWatchLogsLogGroupArn === undefined
        ? undefined
        : destinations.logGroup(cloudWatchLogsLogGroupArn),
    cloudWatchLogsRoleArn,
    cloudWatchLogsRole:
      cloudWatchLogsRoleArn === undefined
        ? undefined
        : destinations.role(cloudWatchLogsRoleArn, cloudWatchLogsLogGroupArn ?? ""),
  };
}

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

import type { CallLine } from "../../model/recording.ts";
import { isUnknown } from "../../model/unknown.ts";
import { notDeployed, type Resolved, unresolved } from "../resolved.ts";
import { answer, type Output } from "./answer.ts";
import type { Identified, Lifting } from "./lifting.ts";
import { or } from "./values.ts";

/**
 * What DescribeTrails says of a declared trail; unresolved as a whole where it cannot be told which
 * trail it is, or where its files will be.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudtrail-trail.html
 */
export function describeTrail(trail: Identified, lifting: Lifting): Output | Resolved {
  const { name, arn, region, exists, properties } = trail;
  const { S3KeyPrefix, IsMultiRegionTrail } = properties;
  const open = [exists, name, arn, region, S3KeyPrefix].find(isUnknown);
  if (open !== undefined) return unresolved(`${trail.address}: ${open.detail}`);
  return {
    Name: name,
    S3BucketName: properties["S3BucketName"],
    S3KeyPrefix,
    SnsTopicARN: topicArn(lifting, region, properties["SnsTopicName"]),
    IncludeGlobalServiceEvents: globalServiceEvents(trail),
    IsMultiRegionTrail: or(IsMultiRegionTrail, false),
    HomeRegion: region,
    TrailARN: arn,
    LogFileValidationEnabled: or(properties["EnableLogFileValidation"], false),
    CloudWatchLogsLogGroupArn: groupArn(properties["CloudWatchLogsLogGroupArn"]),
    CloudWatchLogsRoleArn: properties["CloudWatchLogsRoleArn"],
    KmsKeyId: keyArn(lifting, region, properties["KMSKeyId"]),
    HasCustomEventSelectors: Boolean(selectorsOf(trail)),
    IsOrganizationTrail: or(properties["IsOrganizationTrail"], false),
  };
}

/** A trail of all Regions must have them; the template reference names no default for the others. */
function globalServiceEvents({ properties, address }: Identified): Resolved {
  const { IncludeGlobalServiceEvents: declared, IsMultiRegionTrail } = properties;
  if (declared !== undefined) return declared;
  return IsMultiRegionTrail === true || unresolved(`IncludeGlobalServiceEvents of ${address}`);
}

const isArn = (value: string): boolean => value.startsWith("arn:");

/** CloudTrail takes a topic by its name too, and tells its ARN. */
function topicArn(
  { partition, account }: Lifting,
  region: Resolved,
  topic: Resolved | undefined,
): Resolved | undefined {
  if (typeof topic !== "string" || isArn(topic)) return topic;
  return `arn:${partition}:sns:${region}:${account}:${topic}`;
}

const groupArn = (group: Resolved | undefined): Resolved | undefined =>
  typeof group === "string" ? `${group.replace(/:\*$/, "")}:*` : group;

/** CloudTrail takes a key by its id or alias too, and tells its ARN. */
function keyArn(
  { partition, account }: Lifting,
  region: Resolved,
  key: Resolved | undefined,
): Resolved | undefined {
  if (typeof key !== "string" || isArn(key)) return key;
  const resource = key.startsWith("alias/") ? key : `key/${key}`;
  return `arn:${partition}:kms:${region}:${account}:${resource}`;
}

/** What CloudTrail answers about one trail; its status in each of `regions` where it records. */
export function trailAnswers(
  trail: Identified,
  lifting: Lifting,
  regions: readonly string[],
): CallLine[] {
  const { arn, region: home, properties } = trail;
  if (typeof arn !== "string" || typeof home !== "string") return [];
  const told = (
    operation: string,
    input: CallLine["input"],
    output: Parameters<typeof answer>[3],
  ) => answer(lifting, trail, { service: "cloudtrail", operation, input }, output);
  const status = told("GetTrailStatus", { Name: arn }, statusOf(trail));
  const covered = properties["IsMultiRegionTrail"] === true ? regions : [];
  const insights = properties["InsightSelectors"];
  const none = Array.isArray(insights) ? insights.length === 0 : insights === undefined;
  return [
    ...[...new Set([home, ...covered])].map((region) => ({ ...status, region })),
    told("GetEventSelectors", { TrailName: arn }, selectorsOf(trail) ?? everyManagementEvent),
    told(
      "GetInsightSelectors",
      { TrailName: arn },
      none ? { none: "InsightNotEnabledException" } : { InsightSelectors: insights },
    ),
    told("ListTags", { ResourceIdList: [arn] }, tagsOf(trail)),
  ];
}

const tagsOf = ({ arn, properties: { Tags: tags = [] } }: Identified): Output => ({
  ResourceTagList: [{ ResourceId: arn, TagsList: tags }],
});

/** Whether it is switched on is declared; what it has delivered is not. */
function statusOf({ address, properties }: Identified): Output {
  const later = notDeployed(`what ${address} delivers`);
  return {
    IsLogging: properties["IsLogging"] ?? unresolved(`IsLogging of ${address}`),
    ...{ StartLoggingTime: later, StopLoggingTime: later },
    ...{ LatestDeliveryTime: later, LatestDeliveryError: later },
  };
}

function selectorsOf({ properties }: Identified): Output | undefined {
  const { EventSelectors, AdvancedEventSelectors } = properties;
  const isThere = (value: Resolved | undefined): boolean =>
    isUnknown(value) || (Array.isArray(value) && value.length > 0);
  if (isThere(AdvancedEventSelectors)) return { AdvancedEventSelectors };
  return isThere(EventSelectors) ? { EventSelectors } : undefined;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html */
const everyManagementEvent: Output = {
  EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true }],
};

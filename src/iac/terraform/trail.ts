import { isObject, type JsonObject } from "../../model/json.ts";
import type { CallLine } from "../../model/recording.ts";
import { answer } from "../answer.ts";
import { UnresolvedError } from "../attribute.ts";
import { blocksOf, flagOf, regionOf, stringOf } from "./declared.ts";
import { arnIn, bucketIn, type Place } from "./identity.ts";
import type { Plan, Planned } from "./plan.ts";

/** A trail that is known as far as DescribeTrails tells. */
export interface LiftedTrail {
  readonly arn: string;
  readonly region: string;
  readonly address: string;
  readonly description: JsonObject;
  readonly resource: Planned;
}

/** Throws where an attribute is unresolved: a description without it would pass for one that has none. */
export function liftTrail(plan: Plan, place: Place, resource: Planned): LiftedTrail {
  const region = regionOf(plan, resource);
  const name = stringOf(resource, "name");
  const bucket = bucketIn(plan, resource, "s3_bucket_name");
  if (name === undefined || bucket === undefined) throw new UnresolvedError(resource.address);
  const arn = `arn:${place.partition}:cloudtrail:${region}:${place.account}:trail/${name}`;
  const pointer = (argument: string, type: string) =>
    arnIn({ plan, place }, resource, argument, type);
  const topic = pointer("sns_topic_name", "aws_sns_topic");
  const logGroup = pointer("cloud_watch_logs_group_arn", "aws_cloudwatch_log_group");
  const isAdvanced = blocksOf(resource, "advanced_event_selector").length > 0;
  const description = {
    Name: name,
    S3BucketName: bucket,
    S3KeyPrefix: stringOf(resource, "s3_key_prefix"),
    SnsTopicARN: topic?.startsWith("arn:") === false ? topicNamed(place, region, topic) : topic,
    IncludeGlobalServiceEvents: flagOf(resource, "include_global_service_events"),
    IsMultiRegionTrail: flagOf(resource, "is_multi_region_trail"),
    HomeRegion: region,
    TrailARN: arn,
    LogFileValidationEnabled: flagOf(resource, "enable_log_file_validation"),
    CloudWatchLogsLogGroupArn: logGroup && `${logGroup.replace(/:\*$/, "")}:*`,
    CloudWatchLogsRoleArn: pointer("cloud_watch_logs_role_arn", "aws_iam_role"),
    KmsKeyId: pointer("kms_key_id", "aws_kms_key"),
    HasCustomEventSelectors: isAdvanced || blocksOf(resource, "event_selector").length > 0,
    IsOrganizationTrail: flagOf(resource, "is_organization_trail"),
  };
  return { arn, region, address: resource.address, description, resource };
}

const topicNamed = ({ partition, account }: Place, region: string, name: string): string =>
  `arn:${partition}:sns:${region}:${account}:${name}`;

/** What CloudTrail answers about one trail, in every Region of the change. */
export function callsOfTrail(
  { account }: Place,
  { arn, region, address, resource }: LiftedTrail,
  regions: readonly string[],
): CallLine[] {
  const service = "cloudtrail";
  const asked = { account, region, address, service, input: { TrailName: arn } };
  return [
    ...regions.map((each) =>
      answer({ ...asked, region: each, input: { Name: arn } }, "GetTrailStatus", () => ({
        IsLogging: flagOf(resource, "enable_logging"),
        $unresolved: `deliveries of ${address}`,
      })),
    ),
    answer(asked, "GetEventSelectors", () => selectorsOf(resource)),
    answer({ ...asked, input: { ResourceIdList: [arn] } }, "ListTags", () => ({
      ResourceTagList: [{ ResourceId: arn, TagsList: tagsOf(resource) }],
    })),
  ];
}

/** A new trail without selectors records management events; of an old one, the plan does not tell. */
function selectorsOf(resource: Planned): JsonObject {
  const basic = blocksOf(resource, "event_selector").map((block) => ({
    ReadWriteType: block["read_write_type"],
    IncludeManagementEvents: block["include_management_events"],
    ExcludeManagementEventSources: block["exclude_management_event_sources"],
    DataResources: listIn(block, "data_resource").map(({ type, values }) => ({
      Type: type,
      Values: values,
    })),
  }));
  if (basic.length > 0) return { EventSelectors: basic };
  const advanced = blocksOf(resource, "advanced_event_selector").map((block) => ({
    Name: block["name"],
    FieldSelectors: listIn(block, "field_selector").map((field) => ({
      Field: field["field"],
      Equals: field["equals"] ?? undefined,
      NotEquals: field["not_equals"] ?? undefined,
      StartsWith: field["starts_with"] ?? undefined,
      NotStartsWith: field["not_starts_with"] ?? undefined,
      EndsWith: field["ends_with"] ?? undefined,
      NotEndsWith: field["not_ends_with"] ?? undefined,
    })),
  }));
  if (advanced.length > 0) return { AdvancedEventSelectors: advanced };
  if (!resource.isNew) throw new UnresolvedError(`${resource.address}.event_selector`);
  return { EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true }] };
}

function listIn(block: JsonObject, member: string): readonly JsonObject[] {
  const value = block[member];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** With the provider's default tags, where it has planned them. */
function tagsOf(resource: Planned): JsonObject[] {
  const name =
    "tags_all" in resource.after || "tags_all" in resource.afterUnknown ? "tags_all" : "tags";
  if (resource.afterUnknown[name] === true)
    throw new UnresolvedError(`${resource.address}.${name}`);
  const marks = resource.afterUnknown[name];
  if (marks && Object.keys(marks).length > 0)
    throw new UnresolvedError(`${resource.address}.${name}`);
  return Object.entries(resource.after[name] ?? {}).map(([Key, Value]) => ({ Key, Value }));
}

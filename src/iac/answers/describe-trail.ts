import { isUnknown } from "../../model/unknown.ts";
import { type Resolved, unresolved } from "../resolved.ts";
import type { Output } from "./answer.ts";
import type { Identified, Lifting } from "./lifting.ts";
import { selectorsOf } from "./trail-selectors.ts";

/**
 * What DescribeTrails says of a declared trail; unresolved as a whole where it cannot be told which
 * trail it is, or where its files will be.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudtrail-trail.html
 */
export function describeTrail(trail: Identified, lifting: Lifting): Output | Resolved {
  const { name, arn, region, exists, properties } = trail;
  const { S3KeyPrefix, IsMultiRegionTrail, KMSKeyId: key } = properties;
  const open = [exists, name, arn, region, S3KeyPrefix].find(isUnknown);
  if (open !== undefined) return unresolved(`${trail.address}: ${open.detail}`);
  const arnIn = toArn(lifting, region);
  return {
    Name: name,
    S3BucketName: properties["S3BucketName"],
    S3KeyPrefix,
    SnsTopicARN: arnIn("sns", properties["SnsTopicName"]),
    IncludeGlobalServiceEvents: globalServiceEvents(trail),
    IsMultiRegionTrail: IsMultiRegionTrail ?? false,
    HomeRegion: region,
    TrailARN: arn,
    LogFileValidationEnabled: properties["EnableLogFileValidation"] ?? false,
    CloudWatchLogsLogGroupArn: groupArn(properties["CloudWatchLogsLogGroupArn"]),
    CloudWatchLogsRoleArn: properties["CloudWatchLogsRoleArn"],
    KmsKeyId: arnIn("kms", key, keyResource(key)),
    HasCustomEventSelectors: Boolean(selectorsOf(trail)),
    IsOrganizationTrail: properties["IsOrganizationTrail"] ?? false,
  };
}

/** A trail of all Regions must have them; the template reference names no default for the others. */
function globalServiceEvents({ properties, address }: Identified): Resolved {
  const { IncludeGlobalServiceEvents: declared, IsMultiRegionTrail } = properties;
  if (declared !== undefined) return declared;
  return IsMultiRegionTrail === true || unresolved(`IncludeGlobalServiceEvents of ${address}`);
}

/** CloudTrail takes a topic by its name, and a key by its id or alias, and tells the ARN. */
const toArn =
  ({ partition, account }: Lifting, region: Resolved) =>
  (service: string, given: Resolved | undefined, resource = given): Resolved | undefined =>
    typeof given !== "string" || given.startsWith("arn:")
      ? given
      : `arn:${partition}:${service}:${region}:${account}:${resource}`;

const groupArn = (group: Resolved | undefined): Resolved | undefined =>
  typeof group === "string" ? `${group.replace(/:\*$/, "")}:*` : group;

const keyResource = (key: Resolved | undefined): Resolved | undefined =>
  typeof key !== "string" || key.startsWith("alias/") ? key : `key/${key}`;

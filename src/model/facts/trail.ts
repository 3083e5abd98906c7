import type { Fact, Listing } from "../unknown.ts";
import type { Bucket } from "./bucket.ts";
import type { DeliveryRole } from "./delivery-role.ts";
import type { EventRule } from "./event-rule.ts";
import type { EventSelector } from "./event-selector.ts";
import { type FieldsOf, field, optional } from "./field.ts";
import type { Key } from "./key.ts";
import type { LogGroup } from "./log-group.ts";
import type { Topic } from "./topic.ts";

/**
 * A trail, once, at its home Region, however many Regions and accounts show it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Trail.html
 */
export interface Trail {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly isOwned: boolean;
  readonly homeRegion: string;
  readonly isHomedInOptInRegion: Fact<boolean>;
  readonly isMultiRegionTrail: Fact<boolean>;
  readonly isOrganizationTrail: Fact<boolean>;
  readonly includeGlobalServiceEvents: Fact<boolean>;
  readonly recordsGlobalServiceEvents: Fact<boolean>;
  readonly logFileValidationEnabled: Fact<boolean>;
  readonly kmsKeyId?: Fact<string>;
  readonly s3BucketName?: Fact<string>;
  readonly s3KeyPrefix?: string;
  readonly snsTopicArn?: Fact<string>;
  readonly cloudWatchLogsLogGroupArn?: Fact<string>;
  readonly cloudWatchLogsRoleArn?: Fact<string>;
  readonly recursiveLogging: boolean;
  readonly isLogging: Fact<boolean>;
  readonly status: Fact<TrailStatus>;
  readonly statuses: Listing<TrailStatus>;
  readonly eventSelectors: Fact<readonly EventSelector[]>;
  readonly managementEvents: Fact<ManagementEvents>;
  readonly insightTypes: Fact<readonly string[]>;
  readonly tags: Fact<{ readonly [key: string]: string }>;
  readonly bucket?: Fact<Bucket>;
  readonly key?: Fact<Key>;
  readonly logGroup?: Fact<LogGroup>;
  readonly cloudWatchLogsRole?: Fact<DeliveryRole>;
  readonly topic?: Fact<Topic>;
  readonly eventRules: Listing<EventRule>;
}

const describe = "cloudtrail:DescribeTrails";
const status = "cloudtrail:GetTrailStatus";

export const trailFields: FieldsOf<Trail> = {
  arn: field("string", "ARN; its account is the owner's", describe),
  name: field("string", "Name", describe),
  accountId: field("string", "The account that owns the trail", describe),
  isOwned: field(
    "bool",
    "The judged account owns it; false for an organization trail in a member",
    describe,
  ),
  homeRegion: field("string", "The Region it was created in", describe),
  isHomedInOptInRegion: field(
    "bool",
    "That Region is off in new accounts until it is enabled",
    "account:ListRegions",
  ),
  isMultiRegionTrail: field("bool", "It records every enabled Region", describe),
  isOrganizationTrail: field("bool", "It records every account of the organization", describe),
  includeGlobalServiceEvents: field("bool", "The flag of that name", describe),
  recordsGlobalServiceEvents: field(
    "bool",
    "It really gets them: flag set, and multi-Region or homed where they are recorded",
    describe,
  ),
  logFileValidationEnabled: field("bool", "It delivers signed digest files", describe),
  kmsKeyId: optional("string", "Key that encrypts the log files (SSE-KMS)", describe),
  s3BucketName: optional("string", "Log bucket", describe),
  s3KeyPrefix: optional("string", "Prefix before AWSLogs/", describe),
  snsTopicArn: optional("string", "Topic that is told of each delivery", describe),
  cloudWatchLogsLogGroupArn: optional("string", "Log group that gets a copy", describe),
  cloudWatchLogsRoleArn: optional("string", "Role for that copy", describe),
  recursiveLogging: field("bool", "It also records CloudTrail's own deliveries", describe),
  isLogging: field("bool", "It is switched on, as its home Region says", status),
  status: field("TrailStatus", "Status in the home Region", status),
  statuses: field("list<TrailStatus>", "Status in every Region where the trail is", status),
  eventSelectors: field(
    "list<EventSelector>",
    "What it records: an event is recorded when any of them selects it",
    "cloudtrail:GetEventSelectors",
  ),
  managementEvents: field(
    "ManagementEvents",
    "What its selectors record of the management events",
    "cloudtrail:GetEventSelectors",
  ),
  insightTypes: field(
    "list<string>",
    "Insight types on management events",
    "cloudtrail:GetInsightSelectors",
  ),
  tags: field("map<string, string>", "Tags", "cloudtrail:ListTags"),
  bucket: optional("Bucket", "The log bucket"),
  key: optional("Key", "The key behind kmsKeyId"),
  logGroup: optional("LogGroup", "The log group behind cloudWatchLogsLogGroupArn"),
  cloudWatchLogsRole: optional("DeliveryRole", "The role behind cloudWatchLogsRoleArn"),
  topic: optional("Topic", "The topic behind snsTopicArn"),
  eventRules: field(
    "list<EventRule>",
    "EventBridge rules in its home Region that may match CloudTrail's own API calls",
    "eventbridge:ListRules",
  ),
};

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html, in one Region. */
export interface TrailStatus {
  readonly region: string;
  readonly isLogging: Fact<boolean>;
  readonly startLoggingTime?: string;
  readonly stopLoggingTime?: string;
  readonly latestDeliveryTime?: string;
  readonly latestDeliveryError?: string;
  readonly latestDigestDeliveryTime?: string;
  readonly latestDigestDeliveryError?: string;
  readonly latestCloudWatchLogsDeliveryTime?: string;
  readonly latestCloudWatchLogsDeliveryError?: string;
  readonly latestNotificationTime?: string;
  readonly latestNotificationError?: string;
}

export const trailStatusFields: FieldsOf<TrailStatus> = {
  region: field("string", "The Region that answered", status),
  isLogging: field("bool", "It is switched on", status),
  startLoggingTime: optional("timestamp", "Last StartLogging", status),
  stopLoggingTime: optional("timestamp", "Last StopLogging", status),
  latestDeliveryTime: optional("timestamp", "Last log file in the bucket", status),
  latestDeliveryError: optional("string", "S3's last error", status),
  latestDigestDeliveryTime: optional("timestamp", "Last digest file in the bucket", status),
  latestDigestDeliveryError: optional("string", "S3's last error for a digest file", status),
  latestCloudWatchLogsDeliveryTime: optional("timestamp", "Last event in the log group", status),
  latestCloudWatchLogsDeliveryError: optional("string", "CloudWatch Logs' last error", status),
  latestNotificationTime: optional("timestamp", "Last message to the topic", status),
  latestNotificationError: optional("string", "SNS's last error", status),
};

/** What the union of a trail's selectors records of the management events. */
export interface ManagementEvents {
  readonly recordsReads: boolean;
  readonly recordsWrites: boolean;
  readonly excludedEventSources: readonly string[];
}

const selectors = "cloudtrail:GetEventSelectors";

export const managementEventsFields: FieldsOf<ManagementEvents> = {
  recordsReads: field("bool", "Read events are recorded, but for the excluded sources", selectors),
  recordsWrites: field(
    "bool",
    "Write events are recorded, but for the excluded sources",
    selectors,
  ),
  excludedEventSources: field(
    "list<string>",
    "Event sources of which something that others record is left out",
    selectors,
  ),
};

import type { Fact, Listing } from "../unknown.ts";
import type { Alarm } from "./alarm.ts";
import type { Bucket, PublicAccessBlock } from "./bucket.ts";
import type { EventDataStore } from "./event-data-store.ts";
import { type FieldsOf, field } from "./field.ts";
import type { IamPolicy, PolicyEntity } from "./iam-policy.ts";
import type { Key } from "./key.ts";
import type { LogGroup } from "./log-group.ts";
import type { Organization } from "./organization.ts";
import type { Region } from "./region.ts";
import type { Topic } from "./topic.ts";
import type { Trail } from "./trail.ts";

/** One AWS account, joined: everything a policy can see. */
export interface Account {
  readonly id: string;
  readonly partition: string;
  readonly regions: Listing<Region>;
  readonly trails: Listing<Trail>;
  readonly buckets: Listing<Bucket>;
  readonly keys: Listing<Key>;
  readonly logGroups: Listing<LogGroup>;
  readonly alarms: Listing<Alarm>;
  readonly topics: Listing<Topic>;
  readonly eventDataStores: Listing<EventDataStore>;
  readonly publicAccessBlock: Fact<PublicAccessBlock>;
  readonly organizations: Listing<Organization>;
  readonly fullAccessEntities: Listing<PolicyEntity>;
  readonly iamPolicies: Listing<IamPolicy>;
}

export const accountFields: FieldsOf<Account> = {
  id: field("string", "Account id"),
  partition: field("string", "aws, aws-cn, aws-us-gov …"),
  regions: field("list<Region>", "Enabled Regions", "account:ListRegions"),
  trails: field(
    "list<Trail>",
    "Trails that record this account, the organization's included",
    "cloudtrail:DescribeTrails",
  ),
  buckets: field("list<Bucket>", "Log buckets of the trails", "cloudtrail:DescribeTrails"),
  keys: field("list<Key>", "Keys of the trails", "cloudtrail:DescribeTrails"),
  logGroups: field("list<LogGroup>", "Log groups of the trails", "cloudtrail:DescribeTrails"),
  alarms: field(
    "list<Alarm>",
    "Alarms on metrics of those log groups",
    "cloudwatch:DescribeAlarms",
  ),
  topics: field("list<Topic>", "Topics of the trails and alarms", "cloudwatch:DescribeAlarms"),
  eventDataStores: field(
    "list<EventDataStore>",
    "CloudTrail Lake event data stores",
    "cloudtrail:ListEventDataStores",
  ),
  publicAccessBlock: field(
    "PublicAccessBlock",
    "The account's own S3 settings",
    "s3-control:GetPublicAccessBlock",
  ),
  organizations: field(
    "list<Organization>",
    "The organization that it belongs to, if any",
    "organizations:DescribeOrganization",
  ),
  fullAccessEntities: field(
    "list<PolicyEntity>",
    "Who AWSCloudTrail_FullAccess is attached to",
    "iam:ListEntitiesForPolicy",
  ),
  iamPolicies: field(
    "list<IamPolicy>",
    "Its own policies that allow actions of CloudTrail by name",
    "iam:GetAccountAuthorizationDetails",
  ),
};

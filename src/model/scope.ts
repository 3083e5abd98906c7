import type { Account } from "./facts/account.ts";
import type { FactTypeName } from "./facts/field.ts";

/** What one finding of a policy is about. */
export interface Scope {
  /** Name of the variable that holds the judged thing in CEL and in messages. */
  readonly variable: string;
  readonly type: FactTypeName;
  /** The account's list of such things; absent when the account itself is judged. */
  readonly list?: keyof Account;
  /** CloudFormation's name for the type. */
  readonly resourceType: string;
}

const account: Scope = { variable: "account", type: "Account", resourceType: "AWS::::Account" };

export const scopes = {
  account,
  region: {
    variable: "region",
    type: "Region",
    list: "regions",
    resourceType: "AWS::::Account",
  },
  trail: {
    variable: "trail",
    type: "Trail",
    list: "trails",
    resourceType: "AWS::CloudTrail::Trail",
  },
  bucket: { variable: "bucket", type: "Bucket", list: "buckets", resourceType: "AWS::S3::Bucket" },
  key: { variable: "key", type: "Key", list: "keys", resourceType: "AWS::KMS::Key" },
  "log-group": {
    variable: "logGroup",
    type: "LogGroup",
    list: "logGroups",
    resourceType: "AWS::Logs::LogGroup",
  },
  alarm: {
    variable: "alarm",
    type: "Alarm",
    list: "alarms",
    resourceType: "AWS::CloudWatch::Alarm",
  },
  topic: { variable: "topic", type: "Topic", list: "topics", resourceType: "AWS::SNS::Topic" },
  "event-data-store": {
    variable: "eventDataStore",
    type: "EventDataStore",
    list: "eventDataStores",
    resourceType: "AWS::CloudTrail::EventDataStore",
  },
  organization: {
    variable: "organization",
    type: "Organization",
    list: "organizations",
    resourceType: "AWS::Organizations::Organization",
  },
} as const satisfies Record<string, Scope>;

export type ScopeName = keyof typeof scopes;

export const scopeOf = (name: ScopeName): Scope => scopes[name];

export const scopeNames = Object.keys(scopes) as readonly ScopeName[];

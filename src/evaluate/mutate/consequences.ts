import type { Account } from "../../model/facts/account.ts";
import type { Alarm } from "../../model/facts/alarm.ts";
import type { EventRule } from "../../model/facts/event-rule.ts";
import type { EventSelector } from "../../model/facts/event-selector.ts";
import type { MetricFilter } from "../../model/facts/log-group.ts";
import type { ManagementEvents, Trail } from "../../model/facts/trail.ts";
import { isUnknown, type Listing } from "../../model/unknown.ts";
import { itemsOf } from "./fact-objects.ts";

/** What a trail's selectors record of the management events; undefined where that is not decided. */
export type ManagementEventsOf = (
  selectors: readonly EventSelector[],
) => ManagementEvents | undefined;

type Mutable<T> = { -readonly [member in keyof T]: T[member] };

type Consequence = (account: Mutable<Account>, managementEventsOf: ManagementEventsOf) => void;

const trailsOf = ({ trails }: Account) => itemsOf(trails) as Mutable<Trail>[];

function kept<T>(list: Listing<T>, isKept: (item: T) => boolean): Listing<T> {
  return { ...list, $items: list.$items.filter(isKept) };
}

const selectorsChanged: Consequence = (account, managementEventsOf) => {
  for (const trail of trailsOf(account)) {
    if (isUnknown(trail.eventSelectors)) continue;
    trail.managementEvents = managementEventsOf(trail.eventSelectors) ?? {
      $unknown: "undecidable",
    };
  }
};

const statusChanged: Consequence = (account) => {
  for (const trail of trailsOf(account)) {
    if (!isUnknown(trail.status)) trail.isLogging = trail.status.isLogging;
  }
};

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events */
const reachChanged: Consequence = (account) => {
  for (const trail of trailsOf(account)) {
    const isReached = trail.isMultiRegionTrail === true || trail.homeRegion === "us-east-1";
    trail.recordsGlobalServiceEvents = trail.includeGlobalServiceEvents === true && isReached;
  }
};

const ownerChanged: Consequence = (account) => {
  for (const trail of trailsOf(account)) trail.isOwned = trail.accountId === account.id;
  for (const key of account.keys.$items as Mutable<Account["keys"]["$items"][number]>[]) {
    key.isOwned = key.accountId === account.id;
  }
};

/** What a trail names, and the facts behind the name. */
const linked = [
  ["s3BucketName", "bucket"],
  ["kmsKeyId", "key"],
  ["cloudWatchLogsLogGroupArn", "logGroup"],
  ["cloudWatchLogsRoleArn", "cloudWatchLogsRole"],
  ["snsTopicArn", "topic"],
] as const;

/** Things stand in the account because trails name them. */
const trailsChanged: Consequence = (account) => {
  const trails = trailsOf(account);
  for (const trail of trails) {
    for (const [name, thing] of linked) if (trail[name] === undefined) delete trail[thing];
  }
  const names = new Set(trails.map(({ s3BucketName }) => s3BucketName));
  const keys = new Set(trails.map(({ kmsKeyId }) => kmsKeyId));
  const groups = new Set(trails.map((trail) => trail.cloudWatchLogsLogGroupArn));
  account.buckets = kept(account.buckets, ({ name }) => names.has(name));
  account.keys = kept(account.keys, ({ arn }) => keys.has(arn));
  account.logGroups = kept(account.logGroups, ({ arn }) => groups.has(arn));
  alarmsChanged(account, () => undefined);
};

const isOn = ({ metrics }: Alarm, { metricName, metricNamespace }: MetricFilter): boolean =>
  metrics.some(({ name, namespace }) => name === metricName && namespace === metricNamespace);

/** Alarms stand in the account because they watch the metric of a filter. */
const alarmsChanged: Consequence = (account) => {
  const filters = account.logGroups.$items.flatMap(({ metricFilters }) => metricFilters.$items);
  for (const filter of filters as Mutable<MetricFilter>[]) {
    filter.alarms = kept(account.alarms, (alarm) => isOn(alarm, filter));
  }
  account.alarms = kept(account.alarms, (alarm) => filters.some((filter) => isOn(alarm, filter)));
};

const actionsChanged: Consequence = (account) => {
  for (const alarm of account.alarms.$items as Mutable<Alarm>[]) {
    alarm.topics = kept(alarm.topics, ({ arn }) => alarm.alarmActions.includes(arn));
  }
};

const patternChanged: Consequence = (account) => {
  for (const { eventRules } of account.regions.$items) {
    for (const rule of eventRules.$items as Mutable<EventRule>[]) {
      if (rule.eventPattern.includes("aws.cloudtrail")) continue;
      rule.matches = {
        stopLogging: false,
        deleteTrail: false,
        updateTrail: false,
        putEventSelectors: false,
      };
    }
  }
};

const rulesChanged: Consequence = (account) => {
  for (const trail of trailsOf(account)) {
    const home = account.regions.$items.find(({ name }) => name === trail.homeRegion);
    if (home !== undefined) trail.eventRules = home.eventRules;
  }
};

/** What follows from a fact, by the type of its object or by its own name. */
const consequences: { readonly [fact: string]: Consequence } = {
  EventSelector: selectorsChanged,
  DataResource: selectorsChanged,
  FieldSelector: selectorsChanged,
  AlarmMetric: alarmsChanged,
  "Trail.eventSelectors": selectorsChanged,
  "TrailStatus.isLogging": statusChanged,
  "Trail.isMultiRegionTrail": reachChanged,
  "Trail.includeGlobalServiceEvents": reachChanged,
  "Trail.homeRegion": reachChanged,
  "Trail.accountId": ownerChanged,
  "Key.accountId": ownerChanged,
  "Account.trails": trailsChanged,
  "Trail.s3BucketName": trailsChanged,
  "Trail.kmsKeyId": trailsChanged,
  "Trail.cloudWatchLogsLogGroupArn": trailsChanged,
  "Trail.cloudWatchLogsRoleArn": trailsChanged,
  "Trail.snsTopicArn": trailsChanged,
  "Account.alarms": alarmsChanged,
  "LogGroup.metricFilters": alarmsChanged,
  "MetricFilter.metricName": alarmsChanged,
  "MetricFilter.metricNamespace": alarmsChanged,
  "Alarm.metrics": alarmsChanged,
  "Alarm.alarmActions": actionsChanged,
  "EventRule.eventPattern": patternChanged,
  "Account.regions": rulesChanged,
  "Region.eventRules": rulesChanged,
};

/** Changes, after a fact has changed, what follows from it, so that the account stays possible. */
export function settle(
  account: Account,
  fact: string,
  managementEventsOf: ManagementEventsOf,
): void {
  const [type = ""] = fact.split(".");
  const consequence = consequences[fact] ?? consequences[type];
  consequence?.(account, managementEventsOf);
}

import type { Account } from "../model/facts/account.ts";
import type { Alarm } from "../model/facts/alarm.ts";
import type { Bucket } from "../model/facts/bucket.ts";
import type { EventRule } from "../model/facts/event-rule.ts";
import type { Key } from "../model/facts/key.ts";
import type { LogGroup } from "../model/facts/log-group.ts";
import { from } from "../model/facts/provenance.ts";
import type { Topic, TopicUse } from "../model/facts/topic.ts";
import { partitionById } from "../model/partition.ts";
import type { AccountRecording } from "../model/recording.ts";
import type { Listing, Source, Unknown, Unseen } from "../model/unknown.ts";
import {
  alarmFacts,
  alarmsOnMetric,
  type DescribedAlarm,
  type RegionAlarms,
  regionAlarms,
} from "./alarm.ts";
import { bucketFacts } from "./bucket.ts";
import { Calls, toldBy } from "./calls.ts";
import { type Context, summarize } from "./context.ts";
import { deliveryRoleFacts } from "./delivery-role.ts";
import { eventDataStores } from "./event-data-store.ts";
import { eventRules } from "./event-rule.ts";
import { fullAccessEntities, iamPolicies } from "./iam.ts";
import { keyFacts } from "./key.ts";
import { type AlarmsOn, logGroupFacts } from "./log-group.ts";
import { organizations } from "./organization.ts";
import { readPublicAccessBlock } from "./public-access-block.ts";
import { text, whereTold } from "./read.ts";
import { regionFacts, regionsSkipped, unknownRegions } from "./region.ts";
import { usableRegions } from "./regions.ts";
import { type ShownTrails, shownTrails } from "./shown-trails.ts";
import { topicFacts } from "./topic.ts";
import { topicUseFacts } from "./topic-use.ts";
import { type Destinations, type TrailShown, trailFacts } from "./trail.ts";

/** An account's facts, and what a reader should know of how they were learned. */
export interface AccountFacts {
  readonly account: Account;
  readonly notes: readonly string[];
}

/** Joins the answers about one account to facts. Pure: the same recording gives the same facts. */
export function accountFacts(recording: AccountRecording): AccountFacts {
  const calls = new Calls(recording);
  const usable = usableRegions(recording.account, calls);
  // Nothing is known of an account that was not entered, not even its Regions.
  const isEntered = recording.account.regions.length > 0;
  const regions = isEntered ? usable : [partitionById(recording.account.partition).leaderRegion];
  const context: Context = { account: recording.account, calls, regions };
  const shown = shownTrails(context);
  const block = readPublicAccessBlock(calls, {
    service: "s3-control",
    operation: "GetPublicAccessBlock",
  });
  const made = destinationsOf(context, shown, block.fact);
  const trails = shown.trails.map((trail) => trailFacts(context, trail, made.destinations));
  const pointedAt = <T>(items: Iterable<T>, more: readonly Unknown[] = []): Listing<T> => ({
    $items: [...items],
    $unseen: [...shown.unseen.map(({ known: _, ...unknown }) => unknown as Unseen<T>), ...more],
  });
  const regionSource = {
    call: recording.account.regionsFrom ?? "account:ListRegions",
    region: partitionById(recording.account.partition).leaderRegion,
  };
  const account = from<Account>(
    { "*": regionSource, members: { publicAccessBlock: block.source, ...companionSources(calls) } },
    {
      id: recording.account.account,
      partition: recording.account.partition,
      regions: {
        $items: usable.map((name) =>
          regionFacts(context, name, {
            source: regionSource,
            eventRules: made.destinations.eventRules(name),
          }),
        ),
        $unseen: isEntered ? regionsSkipped(context) : [unknownRegions(calls)],
      },
      trails: { $items: trails, $unseen: shown.unseen },
      buckets: pointedAt(made.buckets.values()),
      keys: pointedAt(distinct([...made.keys.values()])),
      logGroups: pointedAt(made.logGroups.values()),
      alarms: pointedAt(watching(made.logGroups.values()), unseenAlarms(made.logGroups.values())),
      topics: pointedAt(made.topics.values(), unseenAlarms(made.logGroups.values())),
      eventDataStores: eventDataStores(context),
      publicAccessBlock: block.fact,
      organizations: organizations(context),
      fullAccessEntities: fullAccessEntities(context),
      iamPolicies: iamPolicies(context),
    },
  );
  return { account, notes: [...(recording.account.notes ?? []), ...shown.notes] };
}

/** The calls that list what is no trail's. */
const companionSources = (calls: Calls) => ({
  organizations: toldBy(calls, { service: "organizations", operation: "DescribeOrganization" }),
  fullAccessEntities: toldBy(calls, { service: "iam", operation: "ListEntitiesForPolicy" }),
  iamPolicies: toldBy(calls, { service: "iam", operation: "GetAccountAuthorizationDetails" }),
});

interface Made {
  readonly destinations: Destinations;
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly keys: ReadonlyMap<string, Key>;
  readonly logGroups: ReadonlyMap<string, LogGroup>;
  readonly topics: ReadonlyMap<string, Topic>;
}

/** Each bucket, key, log group and topic is made once, when a trail or alarm first names it. */
function destinationsOf(
  context: Context,
  { trails }: ShownTrails,
  accountPublicAccessBlock: Account["publicAccessBlock"],
): Made {
  const buckets = new Map<string, Bucket>();
  const keys = new Map<string, Key>();
  const logGroups = new Map<string, LogGroup>();
  const topics = new Map<string, Topic>();
  const rules = new Map<string, Listing<EventRule>>();
  const inRegion = new Map<string, RegionAlarms>();
  const alarms = new Map<DescribedAlarm, Alarm>();
  const naming = namingIn(trails);

  const topicNamed = (arn: string): Topic =>
    topicFacts(context, { arn, ...naming("SnsTopicARN", arn) });
  const topic = (arn: string): Topic => once(topics, arn, () => topicNamed(arn));
  const useOf = (topicArn: string, arn: string): TopicUse =>
    topicUseFacts(context, topicArn, { service: "cloudwatch.amazonaws.com", arn });
  const alarmsOn: AlarmsOn = (metric) => {
    const { region } = metric;
    const described = once(inRegion, region, () => regionAlarms(context, region));
    return alarmsOnMetric(described.alarms, metric, (found) =>
      once(alarms, found, () => alarmFacts(found, described.compositeAlarms, { topic, useOf })),
    );
  };

  // A rule's topic is no subject of its own: it is here as far as others had it read.
  const topicOfRule = (arn: string): Topic | undefined =>
    topics.get(arn) ?? (isRead(context, arn) ? topicNamed(arn) : undefined);

  const destinations: Destinations = {
    topic,
    role: (arn, logGroupArn) =>
      deliveryRoleFacts(context, {
        ...{ arn, logGroupArn },
        source: naming("CloudWatchLogsRoleArn", arn).source,
      }),
    eventRules: (region) => once(rules, region, () => eventRules(context, region, topicOfRule)),
    bucket: (name) =>
      once(buckets, name, () =>
        bucketFacts(context, {
          name,
          ...naming("S3BucketName", name),
          accountPublicAccessBlock,
        }),
      ),
    key: (id, region) =>
      once(keys, id, () => keyFacts(context, { id, region, ...naming("KmsKeyId", id) })),
    logGroup: (arn) => {
      const { source } = naming("CloudWatchLogsLogGroupArn", arn);
      const made = logGroups.get(arn) ?? logGroupFacts(context, { arn, source }, alarmsOn);
      if (made !== undefined) logGroups.set(arn, made);
      return made;
    },
  };
  return { destinations, buckets, keys, logGroups, topics };
}

/** The trails that name something, and the call that told of the first of them. */
const namingIn = (trails: readonly TrailShown[]) => (member: string, value: string) => {
  const found = trails.filter(({ description }) => whereTold(text, description, member) === value);
  const source = found[0]?.source ?? { call: "cloudtrail:DescribeTrails", region: "" };
  return { trails: found, source };
};

const isRead = ({ calls }: Context, topicArn: string): boolean =>
  calls.one({
    service: "sns",
    operation: "GetTopicAttributes",
    matches: ({ TopicArn }) => TopicArn === topicArn,
  }) !== undefined;

function once<Key, T>(made: Map<Key, T>, key: Key, make: () => T): T {
  const known = made.get(key);
  if (known !== undefined) return known;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}

/** Two names of one key, an alias and its ARN, are one key. */
function distinct(keys: readonly Key[]): Key[] {
  return [...new Map(keys.map((key) => [key.arn, key])).values()];
}

/** What kept alarms, and so the topics that they call, from being found. */
function unseenAlarms(groups: Iterable<LogGroup>): readonly Unknown[] {
  const unseen = [...groups].flatMap(({ metricFilters }) => [
    ...metricFilters.$unseen,
    ...metricFilters.$items.flatMap(({ alarms }) => alarms.$unseen),
  ]);
  return summarize(unseen.map(({ known: _, ...one }) => ({ source: nowhere, ...one })));
}

const nowhere: Source = { call: "cloudwatch:DescribeAlarms", region: "" };

function watching(groups: Iterable<LogGroup>): Set<Alarm> {
  return new Set(
    [...groups].flatMap(({ metricFilters }) =>
      metricFilters.$items.flatMap(({ alarms }) => alarms.$items),
    ),
  );
}

import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { CallLine } from "../../model/recording.ts";
import type { Identified } from "../answers/lifting.ts";

type Identify = (item: Json) => string | undefined;

const by =
  (member: string): Identify =>
  (item) => {
    const id = isObject(item) ? item[member] : undefined;
    return typeof id === "string" ? id : undefined;
  };

const itself: Identify = (item) => (typeof item === "string" ? item : undefined);

/** The calls that list things, by the members that hold them, and what tells one from another. */
const lists: { readonly [call: string]: { readonly [member: string]: Identify } } = {
  "cloudtrail:DescribeTrails": { trailList: by("TrailARN") },
  "cloudtrail:ListEventDataStores": { EventDataStores: by("EventDataStoreArn") },
  "cloudwatch-logs:DescribeMetricFilters": { metricFilters: by("filterName") },
  "cloudwatch:DescribeAlarms": { MetricAlarms: by("AlarmName"), CompositeAlarms: by("AlarmName") },
  "eventbridge:ListRules": { Rules: by("Name") },
  "eventbridge:ListTargetsByRule": { Targets: by("Id") },
  "kms:ListAliases": { Aliases: by("AliasName") },
  "sns:ListSubscriptionsByTopic": { Subscriptions: by("SubscriptionArn") },
  "iam:ListRolePolicies": { PolicyNames: itself },
  "iam:ListAttachedRolePolicies": { AttachedPolicies: by("PolicyArn") },
  "iam:GetAccountAuthorizationDetails": { Policies: by("Arn") },
};

const nameOf = ({ service, operation }: Pick<CallLine, "service" | "operation">): string =>
  `${service}:${operation}`;

export const isList = (call: Pick<CallLine, "service" | "operation">): boolean =>
  Object.hasOwn(lists, nameOf(call));

/** What a page lists, told apart from what other pages of the same list do. */
export function itemsOf(call: CallLine): readonly string[] {
  const members = lists[nameOf(call)] ?? {};
  return Object.entries(members).flatMap(([member, identify]) =>
    listIn(call.output, member).flatMap((item) => keyOf(member, identify(item))),
  );
}

/** The same page without some of its items. */
export function withoutItems(call: CallLine, gone: ReadonlySet<string>): CallLine {
  const members = lists[nameOf(call)];
  if (members === undefined || call.output === undefined) return call;
  const kept = Object.entries(members)
    .filter(([member]) => Array.isArray(call.output?.[member]))
    .map(([member, identify]) => [
      member,
      listIn(call.output, member).filter(
        (item) => !keyOf(member, identify(item)).some((key) => gone.has(key)),
      ),
    ]);
  return { ...call, output: { ...call.output, ...Object.fromEntries(kept) } };
}

/** How a thing that a change takes away is listed, by its type: the call, the member, and by what. */
const listedBy: {
  readonly [type: string]: readonly [call: string, member: string, id: "name" | "arn"];
} = {
  "AWS::CloudTrail::Trail": ["cloudtrail:DescribeTrails", "trailList", "arn"],
  "AWS::CloudTrail::EventDataStore": ["cloudtrail:ListEventDataStores", "EventDataStores", "arn"],
  "AWS::Logs::MetricFilter": ["cloudwatch-logs:DescribeMetricFilters", "metricFilters", "name"],
  "AWS::CloudWatch::Alarm": ["cloudwatch:DescribeAlarms", "MetricAlarms", "name"],
  "AWS::CloudWatch::CompositeAlarm": ["cloudwatch:DescribeAlarms", "CompositeAlarms", "name"],
  "AWS::Events::Rule": ["eventbridge:ListRules", "Rules", "name"],
  "AWS::KMS::Alias": ["kms:ListAliases", "Aliases", "name"],
  "AWS::SNS::Subscription": ["sns:ListSubscriptionsByTopic", "Subscriptions", "arn"],
  "AWS::IAM::ManagedPolicy": ["iam:GetAccountAuthorizationDetails", "Policies", "arn"],
};

/** The page without a thing that a change takes away. */
export function withoutThing(
  call: CallLine,
  type: string,
  thing: Pick<Identified, "name" | "arn" | "region" | "properties">,
): CallLine {
  const [listing, member, id] = listedBy[type] ?? [];
  if (listing !== nameOf(call) || member === undefined || id === undefined) return call;
  // Trails show in other Regions as well; what has only a name is another thing there.
  const isElsewhere = typeof thing.region === "string" && thing.region !== call.region;
  if (id === "name" && isElsewhere) return call;
  const group = thing.properties["LogGroupName"];
  const isOfAnother = "logGroupName" in call.input && call.input["logGroupName"] !== group;
  return isOfAnother ? call : withoutItems(call, new Set(keyOf(member, String(thing[id]))));
}

const listIn = (output: JsonObject | undefined, member: string): readonly Json[] => {
  const value = output?.[member];
  return Array.isArray(value) ? value : [];
};

const keyOf = (member: string, id: string | undefined): readonly string[] =>
  id === undefined ? [] : [`${member} ${id}`];

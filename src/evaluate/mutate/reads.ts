import type { FactPath } from "../../model/fact-path.ts";
import type { FactTypeName } from "../../model/facts/field.ts";
import { factSchema, factTypeIn } from "../../model/facts/schema.ts";
import type { Policy } from "../../model/policy.ts";
import type { Question } from "../../model/question.ts";
import { scopeOf } from "../../model/scope.ts";

/** What decides which events trails record. A type stands for all its facts. */
const recorded = [
  "Account.regions",
  "Region.name",
  "Account.trails",
  "Trail.accountId",
  "Trail.isOwned",
  "Trail.homeRegion",
  "Trail.isHomedInOptInRegion",
  "Trail.isMultiRegionTrail",
  "Trail.isOrganizationTrail",
  "Trail.includeGlobalServiceEvents",
  "Trail.recordsGlobalServiceEvents",
  "Trail.isLogging",
  "Trail.status",
  "Trail.statuses",
  "TrailStatus.isLogging",
  "Trail.eventSelectors",
  "EventSelector",
  "DataResource",
  "FieldSelector",
];

/** What the answers to questions may depend on, and nothing else. */
const restsOn: { readonly [kind in Question["kind"]]: readonly string[] } = {
  events: recorded,
  duplicates: recorded,
  alarm: [
    ...recorded,
    "Trail.cloudWatchLogsLogGroupArn",
    "TrailStatus.latestCloudWatchLogsDeliveryError",
    "Account.logGroups",
    "LogGroup.exists",
    "LogGroup.logGroupClass",
    "LogGroup.metricFilters",
    "MetricFilter",
    "Alarm",
    "AlarmMetric",
    "CompositeAlarm",
    "Topic.exists",
    "TopicUse",
    "Topic.subscriptions",
    "Subscription",
    "EventRule",
    "EventTarget",
    "Region.eventRules",
  ],
};

/** The facts that a policy's verdict may depend on: `Trail.isLogging`, or a type for all of its. */
export function factsBehind(policy: Policy): ReadonlySet<string> {
  const { ask, params = {} } = policy;
  const kind = ask?.(params).kind;
  return new Set([...readDirectly(policy), ...(kind ? restsOn[kind] : [])]);
}

/** Whether any of these facts, `Trail.isLogging`, is among those behind a policy. */
export const isAnyBehind = (facts: ReadonlySet<string>, behind: ReadonlySet<string>): boolean =>
  [...facts].some((fact) => behind.has(fact) || behind.has(fact.slice(0, fact.indexOf("."))));

/** Every fact on the way of what a policy names, and the list that it judges. */
function readDirectly({ reads, scope }: Policy): readonly string[] {
  const { variable, type, list } = scopeOf(scope);
  const named = reads.flatMap((path) => stepsOf(path, path[0] === variable ? type : "Account"));
  return list ? [`Account.${list}`, ...named] : named;
}

function stepsOf([, ...members]: FactPath, root: FactTypeName): string[] {
  const steps: string[] = [];
  let type: FactTypeName | undefined = root;
  for (const member of members.filter((one) => !one.startsWith("["))) {
    if (type === undefined) break;
    const fields: { readonly [name: string]: { readonly type: string } } = factSchema[type];
    steps.push(`${type}.${member}`);
    type = factTypeIn(fields[member]?.type ?? "");
  }
  return steps;
}

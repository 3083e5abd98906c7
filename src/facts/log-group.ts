import { parseArn } from "../model/arn.ts";
import type { Alarm } from "../model/facts/alarm.ts";
import type { LogGroup, MetricFilter } from "../model/facts/log-group.ts";
import { from } from "../model/facts/provenance.ts";
import type { JsonObject } from "../model/json.ts";
import { present } from "../model/present.ts";
import { isUnknown, type Listing, type Source, type Unknown } from "../model/unknown.ts";
import { read } from "./calls.ts";
import type { Context } from "./context.ts";
import { membersOf } from "./members.ts";
import { readPages } from "./pages.ts";
import { flag, listed, number, object, objects, text, texts } from "./read.ts";

/** Alarms on a metric, in a Region. */
export type AlarmsOn = (metric: {
  readonly region: string;
  readonly namespace: string;
  readonly name: string;
}) => Listing<Alarm>;

export interface LogGroupNamed {
  readonly arn: string;
  /** The call that told of the trail. */
  readonly source: Source;
}

/** The log group that a trail names; undefined for what is no ARN of a log group. */
export function logGroupFacts(
  context: Context,
  { arn, source: namedBy }: LogGroupNamed,
  alarmsOn: AlarmsOn,
): LogGroup | undefined {
  const parsed = parseArn(arn);
  const name = parsed?.resource.match(/^log-group:(.+?)(:\*)?$/)?.[1];
  if (parsed === undefined || name === undefined) return undefined;
  const place = { arn, name, accountId: parsed.account, region: parsed.region };
  if (parsed.account !== context.account.account) return foreignLogGroup(place);

  const { fact, source } = read<readonly JsonObject[]>(
    context.calls,
    {
      service: "cloudwatch-logs",
      operation: "DescribeLogGroups",
      region: parsed.region,
      matches: ({ logGroupNamePrefix }) => logGroupNamePrefix === name,
    },
    { value: (output) => listed(output, "logGroups") },
  );
  // The search is by prefix: only the exact name is the group.
  const found = isUnknown(fact)
    ? undefined
    : fact.find((group) => text(group, "logGroupName") === name);
  const { told, optional } = membersOf({ fact, source });
  return from<LogGroup>(
    {
      "*": source,
      members: { arn: namedBy, name: namedBy, accountId: namedBy, region: namedBy },
    },
    present({
      ...place,
      exists: isUnknown(fact) ? fact : found !== undefined,
      retentionInDays: optional(() => number(found, "retentionInDays")),
      logGroupClass: told(() => text(found, "logGroupClass") ?? (found && "STANDARD")),
      kmsKeyId: optional(() => text(found, "kmsKeyId")),
      deletionProtectionEnabled: told(() => flag(found, "deletionProtectionEnabled")),
      metricFilters: readFilters(context, place, alarmsOn),
    }),
  );
}

type Place = Pick<LogGroup, "arn" | "name" | "accountId" | "region">;

/** CloudWatch Logs answers only to the account that owns the group. */
function foreignLogGroup(place: Place): LogGroup {
  const unknown: Unknown = {
    $unknown: "cross-account",
    detail: `log group of ${place.accountId}`,
  };
  return {
    ...place,
    exists: unknown,
    retentionInDays: unknown,
    logGroupClass: unknown,
    kmsKeyId: unknown,
    deletionProtectionEnabled: unknown,
    metricFilters: { $items: [], $unseen: [unknown] },
  };
}

function readFilters(
  { calls }: Context,
  { name, region }: Place,
  alarmsOn: AlarmsOn,
): Listing<MetricFilter> {
  const wanted = {
    service: "cloudwatch-logs",
    operation: "DescribeMetricFilters",
    region,
    matches: ({ logGroupName }: JsonObject) => logGroupName === name,
  };
  return readPages(calls, wanted, (output, source) =>
    listed(output, "metricFilters")?.map((filter) => {
      const [transformation] = objects(filter, "metricTransformations");
      const metricName = text(transformation, "metricName") ?? "";
      const metricNamespace = text(transformation, "metricNamespace") ?? "";
      return from<MetricFilter>(
        { "*": source },
        present({
          filterName: text(filter, "filterName") ?? "",
          filterPattern: text(filter, "filterPattern") ?? "",
          metricName,
          metricNamespace,
          metricValue: text(transformation, "metricValue") ?? "",
          defaultValue: number(transformation, "defaultValue"),
          unit: text(transformation, "unit"),
          dimensions: dimensionsOf(filter, transformation),
          fieldSelectionCriteria: text(filter, "fieldSelectionCriteria"),
          applyOnTransformedLogs: flag(filter, "applyOnTransformedLogs") ?? false,
          alarms: alarmsOn({ region, namespace: metricNamespace, name: metricName }),
        }),
      );
    }),
  );
}

/** Those that the filter fills from the event, and those that CloudWatch Logs knows by itself. */
function dimensionsOf(
  filter: JsonObject,
  transformation: JsonObject | undefined,
): MetricFilter["dimensions"] {
  const system = texts(filter, "emitSystemFieldDimensions").map((name) => [name, name]);
  const own = Object.entries(object(transformation, "dimensions") ?? {}).filter(
    ([, field]) => typeof field === "string",
  );
  return Object.fromEntries([...own, ...system]) as MetricFilter["dimensions"];
}

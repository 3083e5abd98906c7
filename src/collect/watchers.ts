import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";
import type { MetricFilter } from "@aws-sdk/client-cloudwatch-logs";
import type { Recorded } from "../aws/operation.ts";
import { parseArn } from "../model/arn.ts";
import type { Ask } from "./ask.ts";
import type { TrailSeen } from "./cloudtrail.ts";

/**
 * Follows each trail's log group to its metric filters, the alarms on their metrics and the topics
 * those call, and adds the topics that the trails themselves notify.
 */
export async function collectWatchers(
  ask: Ask,
  account: string,
  trails: readonly TrailSeen[],
): Promise<void> {
  const groups = ownLogGroups(account, trails);
  const regions = [...new Set(groups.map(({ region }) => region))];
  const alarmed = await Promise.all(
    regions.map((region) =>
      collectRegion(
        ask,
        region,
        groups.filter((group) => group.region === region).map(({ name }) => name),
      ),
    ),
  );
  const ofTrails = new Set(trails.flatMap(({ SnsTopicARN }) => SnsTopicARN || []));
  const topics = new Set([...alarmed.flat(), ...ofTrails]);
  if (topics.size === 0) return;
  const { collectTopic } = await import("./sns.ts");
  await Promise.all(
    [...topics].map(async (topic) => {
      const key = await collectTopic(ask, topic);
      if (key !== undefined) await collectTopicKey(ask, account, topic, key);
    }),
  );
}

/** CloudTrail and CloudWatch can only notify an encrypted topic if the topic's key lets them. */
async function collectTopicKey(
  ask: Ask,
  account: string,
  topic: string,
  key: string,
): Promise<void> {
  if (key.endsWith("alias/aws/sns")) return;
  const { collectKeyPolicy } = await import("./kms.ts");
  const region = parseArn(key)?.region || parseArn(topic)?.region || "";
  await collectKeyPolicy(ask, key, { account, region });
}

/** CloudWatch Logs answers only for the caller's own groups. */
function ownLogGroups(account: string, trails: readonly TrailSeen[]) {
  return trails.flatMap(({ CloudWatchLogsLogGroupArn }) => {
    const arn = parseArn(CloudWatchLogsLogGroupArn ?? "");
    const name = arn?.resource.match(/^log-group:(.+?)(:\*)?$/)?.[1];
    return arn && name && arn.account === account ? [{ region: arn.region, name }] : [];
  });
}

/** ARNs of the topics that alarms on these groups' metrics call. */
async function collectRegion(
  ask: Ask,
  region: string,
  groupNames: readonly string[],
): Promise<string[]> {
  const { collectLogGroup } = await import("./cloudwatch-logs.ts");
  const filters = await Promise.all(
    [...new Set(groupNames)].map((name) => collectLogGroup(ask, region, name)),
  );
  const metrics = new Set(filters.flat().flatMap(metricsOf));
  if (metrics.size === 0) return [];
  const { collectAlarms } = await import("./cloudwatch.ts");
  const { alarms, compositeAlarms } = await collectAlarms(ask, region);
  const watching = alarms.filter((alarm) => watchedBy(alarm).some((metric) => metrics.has(metric)));
  // Which composite alarms they set off is for later to say; here, whatever may be called is read.
  const composites = watching.length > 0 ? compositeAlarms : [];
  return [...watching, ...composites]
    .flatMap(({ AlarmActions }) => AlarmActions ?? [])
    .filter((action) => parseArn(action)?.service === "sns");
}

const metricName = (namespace = "", name = ""): string => `${namespace}/${name}`;

const metricsOf = ({ metricTransformations }: Recorded<MetricFilter>): string[] =>
  (metricTransformations ?? []).map(({ metricNamespace, metricName: name }) =>
    metricName(metricNamespace, name),
  );

const watchedBy = ({ Namespace, MetricName, Metrics }: Recorded<MetricAlarm>): string[] => [
  metricName(Namespace, MetricName),
  ...(Metrics ?? []).map(({ MetricStat }) =>
    metricName(MetricStat?.Metric?.Namespace, MetricStat?.Metric?.MetricName),
  ),
];

import type { Alarm } from "../../model/facts/alarm.ts";
import type { MetricFilter } from "../../model/facts/log-group.ts";
import { breaches, comparisonOf, type Limit } from "./comparison.ts";
import { bestOf, broken, holds, type Link, undecidable } from "./link.ts";
import { growth, type Range, withMatches, withoutMatches } from "./metric-values.ts";
import { whyQuietTrouble } from "./quiet-periods.ts";
import {
  fedMetrics,
  perhaps,
  type Refusal,
  surely,
  type Watched,
  watchedAlone,
  whyUnseen,
} from "./watched-metric.ts";

/**
 * Whether `events` matches in one period, and any more, set an alarm off.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 */
export function alarmLink(filter: MetricFilter, alarm: Alarm, events: number): Link {
  const links = fedMetrics(filter, alarm).map((metric) => {
    const watched = watchedAlone(metric, alarm);
    if (watched === undefined) {
      return toLink(alarm, perhaps("what it makes of its metrics is not decided"));
    }
    return toLink(alarm, whyUnseen(filter, metric) ?? whySilent(filter, alarm, watched, events));
  });
  const [best] = bestOf(links.map((link) => [link])) ?? [];
  return best ?? toLink(alarm, perhaps("which metric it watches is not known"));
}

function toLink({ name }: Alarm, refusal: Refusal | undefined): Link {
  if (refusal === undefined) return holds("alarm", `Alarm ${name} goes off.`);
  return refusal.isSure
    ? broken("alarm", `Alarm ${name} ${refusal.why}.`)
    : undecidable("alarm", `account.alarms[${name}]`, `Alarm ${name}: ${refusal.why}.`);
}

/** One match adds so much to the metric, or undefined where that depends on the event. */
function valueOfMatch({ metricValue }: MetricFilter): number | undefined {
  const value = Number(metricValue);
  return metricValue.trim() === "" || !Number.isFinite(value) ? undefined : value;
}

/** Why an alarm that sees the metric stays as it is; undefined where it goes off. */
function whySilent(
  filter: MetricFilter,
  alarm: Alarm,
  watched: Watched,
  events: number,
): Refusal | undefined {
  const { metric } = watched;
  const { threshold } = alarm;
  const value = valueOfMatch(filter);
  const comparison = comparisonOf(alarm.comparisonOperator);
  if (value === undefined) return perhaps("what one event adds depends on the event");
  if (!(metric.period >= 60)) {
    return perhaps(`its period of ${metric.period} seconds is shorter than a filter's minute`);
  }
  if (threshold === undefined) return perhaps("it has no fixed threshold");
  if (comparison === undefined) {
    return perhaps(`comparison ${alarm.comparisonOperator} is not decided`);
  }
  const limit = { ...comparison, threshold };
  return (
    whyOutOfReach(limit, metric.statistic, value, withMatches(filter, metric, value, events)) ??
    whyQuietTrouble(alarm, limit, {
      quiet: withoutMatches(filter, metric, watched.fill),
      isFilled: watched.fill !== undefined,
    })
  );
}

/** Why events do not bring the statistic over the threshold. */
function whyOutOfReach(
  limit: Limit,
  statistic: string,
  value: number,
  reached: Range | undefined,
): Refusal | undefined {
  if (reached === undefined) return perhaps(`statistic ${statistic} is not decided`);
  const { direction, words, threshold } = limit;
  const breach = breaches(limit, reached);
  if (breach === "none") {
    const most = direction === 1 ? reached.most : reached.least;
    return surely(`needs more than that: ${most} is not ${words} ${threshold}`);
  }
  if (breach === "some") return perhaps("minutes without a match change what it compares");
  return growth(statistic, value) === -direction
    ? surely("goes off with few events, and stays silent with many")
    : undefined;
}

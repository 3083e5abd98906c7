import type { LogGroup, MetricFilter } from "../../model/facts/log-group.ts";
import type { AlarmQuestion } from "../../model/question.ts";
import { actionLinks } from "./action.ts";
import { alarmLink } from "./alarm.ts";
import { bestOf, broken, chain, type Link, stateOf, unknown } from "./link.ts";

/** A filter, and the best way from its metric to whoever is told. */
export interface FilterWay {
  readonly filter: MetricFilter;
  readonly links: readonly Link[];
  readonly state: Link["state"];
}

export const filterWays = (
  { metricFilters }: LogGroup,
  question: AlarmQuestion,
): readonly FilterWay[] =>
  metricFilters.$items.map((filter) => {
    const links = wayOf(filter, question);
    return { filter, links, state: stateOf(links) };
  });

function wayOf(filter: MetricFilter, question: AlarmQuestion): readonly Link[] {
  const { maxThreshold = 1, requireSubscription = true } = question;
  const { alarms, metricNamespace, metricName } = filter;
  const ways = alarms.$items.map((alarm) =>
    chain(
      () => [alarmLink(filter, alarm, maxThreshold)],
      () => actionLinks(alarm, requireSubscription),
    ),
  );
  const best = bestOf(ways);
  const [unseen] = alarms.$unseen;
  if (unseen !== undefined && (best === undefined || stateOf(best) === "broken")) {
    const fact = `account.logGroups[].metricFilters[${filter.filterName}].alarms`;
    const says = `The alarms on ${metricNamespace}/${metricName} could not all be read.`;
    return [unknown("alarm", says, { fact, unknown: unseen })];
  }
  return best ?? [broken("alarm", `Metric ${metricNamespace}/${metricName} has no alarm.`)];
}

import type { Alarm } from "../../model/facts/alarm.ts";
import { breaches, type Limit } from "./comparison.ts";
import type { Range } from "./metric-values.ts";
import { perhaps, type Refusal, surely } from "./watched-metric.ts";

interface Quiet {
  /** The statistic of a period without an event; undefined where it has no value. */
  readonly quiet: Range | undefined;
  /** Metric math puts a value where there is none. */
  readonly isFilled: boolean;
}

/**
 * Why the periods without an event keep an alarm from going off with one: it is in ALARM already, or
 * one period is not enough.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function whyQuietTrouble(
  alarm: Alarm,
  limit: Limit,
  { quiet, isFilled }: Quiet,
): Refusal | undefined {
  if (quiet === undefined) return whenMissing(alarm);
  switch (breaches(limit, quiet)) {
    case "all":
      return surely("is in ALARM all the time, also without an event");
    case "some":
      return perhaps("it may be in ALARM without an event");
    case "none":
      return whenCalm(alarm, isFilled);
  }
}

/** Nothing but matches gives the metric a value. */
function whenMissing({ treatMissingData, datapointsToAlarm }: Alarm): Refusal | undefined {
  switch (treatMissingData) {
    case "breaching":
      return surely("is in ALARM all the time, because missing data counts as breaching");
    case "ignore":
      return surely("stays in ALARM after the first event, because missing data changes nothing");
    case "notBreaching":
      return datapointsToAlarm > 1 ? surely(tooMany(datapointsToAlarm)) : undefined;
    case "missing":
      return datapointsToAlarm > 1
        ? perhaps(`it ${tooMany(datapointsToAlarm)}, or of those that have a value`)
        : undefined;
    default:
      return perhaps(`what missing data does, ${treatMissingData}, is not decided`);
  }
}

/** Periods without a match have a value that does not breach, unless there were no logs at all. */
function whenCalm(
  { treatMissingData, datapointsToAlarm }: Alarm,
  isFilled: boolean,
): Refusal | undefined {
  if (datapointsToAlarm <= 1) return undefined;
  const isSure = isFilled || ["notBreaching", "ignore"].includes(treatMissingData);
  return isSure ? surely(tooMany(datapointsToAlarm)) : perhaps(`it ${tooMany(datapointsToAlarm)}`);
}

const tooMany = (periods: number): string => `needs ${periods} periods with such events`;

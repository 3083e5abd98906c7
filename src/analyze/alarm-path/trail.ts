import type { EventClass } from "../../model/event-class.ts";
import type { Account } from "../../model/facts/account.ts";
import type { LogGroup } from "../../model/facts/log-group.ts";
import type { Trail } from "../../model/facts/trail.ts";
import { isUnknown } from "../../model/unknown.ts";
import { coverageOf } from "../coverage/coverage.ts";
import { requiredEvents } from "../filter-pattern/required-events.ts";
import { bestOf, broken, chain, holds, type Link, undecidable, unknown } from "./link.ts";

/** Whether everything that a pattern could match reaches a log group, which can have filters. */
export function deliveryLinks(
  account: Account,
  group: LogGroup,
  pattern: string,
  asOf: Date,
): readonly Link[] {
  const feeding = account.trails.$items.filter(
    ({ cloudWatchLogsLogGroupArn }) => cloudWatchLogsLogGroupArn === group.arn,
  );
  const through = (trails: readonly Trail[]): readonly Link[] =>
    chain(
      () => [trailLink(account, trails, pattern, asOf)],
      () => trails.flatMap(logsDeliveryLink),
      () => [groupLink(group)],
    );
  // A trail that does not get through does no harm where the others are enough.
  const delivering = feeding.filter(
    ({ status }) => isUnknown(status) || status.latestCloudWatchLogsDeliveryError === undefined,
  );
  if (delivering.length === feeding.length) return through(feeding);
  return bestOf([...(delivering.length > 0 ? [through(delivering)] : []), through(feeding)]) ?? [];
}

function trailLink(account: Account, feeding: readonly Trail[], pattern: string, asOf: Date): Link {
  const names = feeding.map(({ name }) => name).join(", ");
  const trails = { $items: feeding, $unseen: [] };
  const required = classOf(pattern);
  const coverage = coverageOf({ ...account, trails }, required, { asOf, needsDelivery: false });
  switch (coverage.outcome) {
    case "covered":
      return holds("trail", `Trail ${names} records the events in every Region.`);
    case "undetermined":
      return unknown(
        "trail",
        `What trail ${names} records could not be decided.`,
        ...coverage.missing,
      );
    case "gap": {
      const [gap] = coverage.gaps;
      const why = gap?.misses.map((miss) => miss.why)[0] ?? "no trail is there";
      const { eventSource = "", eventName = "" } = gap?.witness ?? {};
      const event = `${eventSource} ${eventName}`.trim() || "the events";
      return broken("trail", `Trail ${names} does not record ${event} in ${gap?.region}: ${why}.`);
    }
  }
}

/**
 * Whether CloudTrail sends the events to EventBridge, which takes a trail that is logging. Whether it
 * must be one that records these very events, AWS does not say.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export function sendingLink(account: Account, pattern: string, asOf: Date): Link {
  const { $items, $unseen } = account.trails;
  const required = classOf(pattern);
  const coverage = coverageOf(account, required, { asOf, needsDelivery: false });
  if (coverage.outcome === "covered") return holds("trail", "A trail records the events.");
  if (coverage.outcome === "undetermined") {
    return unknown("trail", "What the trails record could not be decided.", ...coverage.missing);
  }
  if ($unseen.length === 0 && $items.every(({ isLogging }) => isLogging === false)) {
    return broken("trail", "EventBridge gets nothing of CloudTrail's, as no trail is logging.");
  }
  const [gap] = coverage.gaps;
  const detail = `Whether EventBridge gets what no trail records in ${gap?.region} is not documented.`;
  return undecidable("trail", "account.trails", detail);
}

/**
 * The management events that a pattern can match. A name without a source stands for events of
 * other services than the two that trails may leave out, unless the pattern names them.
 */
function classOf(pattern: string): EventClass {
  const { eventNames, eventSources } = requiredEvents(pattern) ?? {};
  return {
    category: "Management",
    ...(eventNames && { eventNames }),
    ...(eventSources && { eventSources }),
    ...(eventNames && !eventSources && { except: { eventSources: sourcesOftenExcluded } }),
  };
}

const sourcesOftenExcluded = ["kms.amazonaws.com", "rdsdata.amazonaws.com"];

function logsDeliveryLink({ name, status }: Trail): readonly Link[] {
  if (isUnknown(status)) {
    const says = `Whether trail ${name} reaches CloudWatch Logs could not be read.`;
    return [unknown("delivery", says, { fact: `account.trails[${name}].status`, unknown: status })];
  }
  const { latestCloudWatchLogsDeliveryError: error } = status;
  return error === undefined
    ? []
    : [broken("delivery", `CloudWatch Logs refuses what trail ${name} sends: ${error}.`)];
}

function groupLink({ name, exists, logGroupClass }: LogGroup): Link {
  const fact = (member: string): string => `account.logGroups[${name}].${member}`;
  const place = "log group";
  if (isUnknown(exists)) {
    const says = `Log group ${name} could not be read.`;
    return unknown(place, says, { fact: fact("exists"), unknown: exists });
  }
  if (!exists) return broken(place, `Log group ${name} does not exist.`);
  if (isUnknown(logGroupClass)) {
    const says = `The class of log group ${name} could not be read.`;
    return unknown(place, says, { fact: fact("logGroupClass"), unknown: logGroupClass });
  }
  return logGroupClass === "STANDARD"
    ? holds(place, `They go to log group ${name}.`)
    : broken(place, `Log group ${name} is of class ${logGroupClass}, which has no metric filters.`);
}

import type { Account } from "../../model/facts/account.ts";
import type { EventRule, EventTarget } from "../../model/facts/event-rule.ts";
import type { Region } from "../../model/facts/region.ts";
import type { AlarmQuestion } from "../../model/question.ts";
import { isUnknown } from "../../model/unknown.ts";
import { cloudTrailEvent } from "../cloudtrail-event.ts";
import { globalRegionOf } from "../coverage/global-services.ts";
import { matchesEventPattern, parseEventPattern } from "../event-pattern.ts";
import type { Decided } from "../three-valued.ts";
import { bestOf, broken, chain, holds, type Link, stateOf, undecidable, unknown } from "./link.ts";
import { type SentEvents, sentEvents } from "./sent-events.ts";
import { topicLinks } from "./topic.ts";
import { sendingLink } from "./trail.ts";

const place = "event rule";

/**
 * The way of the events that a pattern matches through EventBridge: in every Region where they
 * occur, an enabled rule on the default bus matches them and has a target.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export const wayThroughEventBridge = (
  account: Account,
  { pattern, question, asOf }: { pattern: string; question: AlarmQuestion; asOf: Date },
): readonly Link[] =>
  chain(
    () => [sendingLink(account, pattern, asOf)],
    () => ruleLinks(account, sentEvents(pattern), question.requireSubscription ?? true),
  );

function ruleLinks(
  account: Account,
  events: readonly SentEvents[],
  requireSubscription: boolean,
): readonly Link[] {
  const found = account.regions.$items.flatMap((region) =>
    events.flatMap((sent) => {
      const isSure = occursIn(sent, region.name === globalRegionOf(account.partition));
      if (isSure === false) return [];
      const links = wayOf(sent, region, account.id, requireSubscription);
      return [isSure ? links : perhapsElsewhere(links, sent, region)];
    }),
  );
  const missing = account.regions.$unseen.map((unseen) => [
    unknown(place, "The Regions could not all be looked at.", {
      fact: "account.regions",
      unknown: unseen,
    }),
  ]);
  return worstOf([...found, ...missing]);
}

/** Undefined where that is not documented. */
function occursIn({ occur }: SentEvents, isGlobalRegion: boolean): Decided {
  if (isGlobalRegion || occur === "everywhere") return true;
  return occur === "global" ? false : undefined;
}

/** A way that is broken where nothing may ever come along breaks nothing for sure. */
function perhapsElsewhere(
  links: readonly Link[],
  { says }: SentEvents,
  { name }: Region,
): readonly Link[] {
  if (stateOf(links) !== "broken") return links;
  const detail = `Whether ${says} occurs in ${name}, where no rule leads on, is not documented.`;
  return [undecidable(place, `account.regions[${name}].eventRules`, detail)];
}

/** All are needed: the first that is broken, else the first in doubt, else each rule once. */
function worstOf(ways: readonly (readonly Link[])[]): readonly Link[] {
  const worst =
    ways.find((way) => stateOf(way) === "broken") ?? ways.find((way) => stateOf(way) === "unknown");
  if (worst !== undefined) return worst;
  const [first] = ways;
  if (first === undefined) {
    return [undecidable(place, "account.regions", "No such event occurs where was looked.")];
  }
  const [rule, ...rest] = first;
  const others = new Set(ways.map((way) => way[0]?.says)).size - 1;
  return [holds(place, `${rule?.says}${others > 0 ? ` So do ${others} more.` : ""}`), ...rest];
}

/** The best rule of a Region for these events. */
function wayOf(
  sent: SentEvents,
  region: Region,
  account: string,
  requireSubscription: boolean,
): readonly Link[] {
  const { $items, $unseen } = region.eventRules;
  const ways = $items.flatMap((rule) => {
    const link = ruleLink(rule, sent, account);
    return link === undefined
      ? []
      : [
          chain(
            () => [link],
            () => targetLinks(rule, requireSubscription),
          ),
        ];
  });
  const best = bestOf(ways);
  const [unseen] = $unseen;
  if (unseen !== undefined && (best === undefined || stateOf(best) === "broken")) {
    const says = `The EventBridge rules in ${region.name} could not all be read.`;
    const fact = `account.regions[${region.name}].eventRules`;
    return [unknown(place, says, { fact, unknown: unseen })];
  }
  return best ?? [broken(place, `No EventBridge rule in ${region.name} matches ${sent.says}.`)];
}

const factOf = ({ region, name }: EventRule): string =>
  `account.regions[${region}].eventRules[${name}]`;

/** Whether a rule gets the events; undefined where it surely matches something else. */
function ruleLink(rule: EventRule, sent: SentEvents, account: string): Link | undefined {
  const { name, region, state } = rule;
  const doesMatch = matches(rule, sent, account);
  if (doesMatch === false) return undefined;
  if (doesMatch === undefined) {
    const detail = `Whether EventBridge rule ${name} in ${region} matches all of ${sent.says} is not decided.`;
    return undecidable(place, `${factOf(rule)}.eventPattern`, detail);
  }
  if (isUnknown(state)) {
    const says = `Whether EventBridge rule ${name} in ${region} is enabled could not be read.`;
    return unknown(place, says, { fact: `${factOf(rule)}.state`, unknown: state });
  }
  return stateLink(rule, state, sent);
}

function matches({ eventPattern, region }: EventRule, sent: SentEvents, account: string): Decided {
  const pattern = parseEventPattern(eventPattern);
  const { source, record } = sent;
  const [first, ...others] = sent.detailTypes.map((detailType) =>
    matchesEventPattern(pattern, cloudTrailEvent({ account, region, source, detailType, record })),
  );
  return others.every((other) => other === first) ? first : undefined;
}

/** A rule that is only enabled gets no read-only calls. */
function stateLink(rule: EventRule, state: string, { hasReads, says }: SentEvents): Link {
  const { name, region } = rule;
  if (state === "DISABLED")
    return broken(place, `EventBridge rule ${name} in ${region} is disabled.`);
  const isEnabled = state === "ENABLED";
  if (
    state === "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" ||
    (isEnabled && hasReads === false)
  ) {
    return holds(place, `EventBridge rule ${name} in ${region} matches them.`);
  }
  if (isEnabled && hasReads) {
    const why = `does not get those of ${says} that only read`;
    return broken(place, `EventBridge rule ${name} in ${region} ${why}.`);
  }
  const detail = `Whether EventBridge rule ${name} in ${region} gets ${says}, with state ${state}, is not decided.`;
  return undecidable(place, `${factOf(rule)}.state`, detail);
}

function targetLinks(rule: EventRule, requireSubscription: boolean): readonly Link[] {
  const { $items, $unseen } = rule.targets;
  const best = bestOf($items.map((target) => targetWay(rule, target, requireSubscription)));
  const [unseen] = $unseen;
  const fact = `${factOf(rule)}.targets`;
  if (unseen !== undefined && (best === undefined || stateOf(best) === "broken")) {
    const says = `The targets of EventBridge rule ${rule.name} could not all be read.`;
    return [unknown("target", says, { fact, unknown: unseen })];
  }
  return best ?? [broken("target", `EventBridge rule ${rule.name} has no target.`)];
}

function targetWay(
  rule: EventRule,
  { arn, topic, topicUse: use }: EventTarget,
  requireSubscription: boolean,
): readonly Link[] {
  if (!requireSubscription) return [holds("target", `It calls ${arn}.`)];
  if (topic === undefined) {
    const detail = `Whether ${arn} tells anyone is not known.`;
    return [undecidable("target", `${factOf(rule)}.targets[${arn}]`, detail)];
  }
  const caller = `${factOf(rule)}.targets[${arn}]`;
  return topicLinks({ service: "EventBridge", topic, use, caller });
}

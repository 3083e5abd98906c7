import type { Alarm, CompositeAlarm } from "../../model/facts/alarm.ts";
import type { Topic } from "../../model/facts/topic.ts";
import { isUnknown } from "../../model/unknown.ts";
import { goesOffWith, parseAlarmRule } from "../alarm-rule.ts";
import { bestOf, broken, chain, holds, type Link, undecidable, unknown } from "./link.ts";

/** From an alarm in ALARM to whoever is told: its own actions, or those of a composite alarm. */
export function actionLinks(alarm: Alarm, requireSubscription: boolean): readonly Link[] {
  const own = links(alarm, requireSubscription);
  const composites = alarm.compositeAlarms.$items.map((composite) =>
    chain(
      () => [compositeLink(alarm, composite)],
      () => links(composite, requireSubscription),
    ),
  );
  return bestOf([own, ...composites]) ?? own;
}

function compositeLink({ name, arn }: Alarm, composite: CompositeAlarm): Link {
  const rule = parseAlarmRule(composite.alarmRule);
  const place = "composite alarm";
  if (rule === undefined) {
    const detail = `the rule of composite alarm ${composite.name} is not understood`;
    return undecidable(place, `account.alarms[${name}].compositeAlarms`, detail);
  }
  return goesOffWith(rule, [name, arn])
    ? holds(place, `Composite alarm ${composite.name} goes off with it.`)
    : broken(place, `Composite alarm ${composite.name} does not go off with ${name} alone.`);
}

type Acting = Pick<Alarm, "name" | "actionsEnabled" | "alarmActions" | "topics">;

function links(acting: Acting, requireSubscription: boolean): readonly Link[] {
  const { name, actionsEnabled, alarmActions, topics } = acting;
  return chain(
    () => [
      !actionsEnabled
        ? broken("action", `The actions of alarm ${name} are switched off.`)
        : alarmActions.length === 0
          ? broken("action", `Alarm ${name} does nothing when it goes off.`)
          : holds("action", `It calls ${alarmActions.join(", ")}.`),
    ],
    () => {
      if (!requireSubscription) return [];
      if (topics.$items.length === 0) {
        const detail = `whether ${alarmActions[0]} tells anyone is not known`;
        return [undecidable("action", `account.alarms[${name}].alarmActions`, detail)];
      }
      return bestOf(topics.$items.map(topicLinks)) ?? [];
    },
  );
}

function topicLinks(topic: Topic): readonly Link[] {
  const fact = (member: string): string => `account.topics[${topic.name}].${member}`;
  const { exists, subscriptions } = topic;
  return chain(
    () => {
      if (isUnknown(exists)) {
        return [
          unknown("topic", `Topic ${topic.name} could not be read.`, {
            fact: fact("exists"),
            unknown: exists,
          }),
        ];
      }
      return [
        exists
          ? holds("topic", `Topic ${topic.name} is there.`)
          : broken("topic", `Topic ${topic.name} does not exist.`),
      ];
    },
    () => {
      const confirmed = subscriptions.$items.filter(({ isConfirmed }) => isConfirmed);
      const [first] = confirmed;
      if (first !== undefined) {
        return [holds("subscription", `A confirmed ${first.protocol} subscription receives it.`)];
      }
      const [unseen] = subscriptions.$unseen;
      if (unseen !== undefined) {
        const says = `The subscriptions of ${topic.name} could not be read.`;
        return [unknown("subscription", says, { fact: fact("subscriptions"), unknown: unseen })];
      }
      const pending = subscriptions.$items.length;
      const why = pending > 0 ? `${pending} not confirmed` : "none at all";
      return [broken("subscription", `Topic ${topic.name} has no confirmed subscription: ${why}.`)];
    },
  );
}

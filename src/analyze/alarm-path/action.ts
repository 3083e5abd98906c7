import type { Alarm, CompositeAlarm } from "../../model/facts/alarm.ts";
import { alarmsIn, goesOffWith, parseAlarmRule } from "../alarm-rule.ts";
import { bestOf, broken, chain, holds, type Link, stateOf, undecidable, unknown } from "./link.ts";
import { topicLinks } from "./topic.ts";

/** From an alarm in ALARM to whoever is told: its own actions, or those of a composite alarm. */
export function actionLinks(alarm: Alarm, requireSubscription: boolean): readonly Link[] {
  const own = links(alarm, `account.alarms[${alarm.name}]`, requireSubscription);
  const { $items, $unseen } = alarm.compositeAlarms;
  const fact = `account.alarms[${alarm.name}].compositeAlarms`;
  const composites = $items.map((composite) =>
    chain(
      () => [compositeLink(alarm, composite, fact)],
      () => links(composite, `${fact}[${composite.name}]`, requireSubscription),
    ),
  );
  const best = bestOf([own, ...composites]) ?? own;
  const [unseen] = $unseen;
  if (unseen === undefined || stateOf(best) !== "broken") return best;
  const says = `The composite alarms that name ${alarm.name} could not all be read.`;
  return [unknown("composite alarm", says, { fact, unknown: unseen })];
}

/**
 * Whether a composite alarm goes off with one of its alarms. That the others are OK, or have no data,
 * is what they are most of the time; where it hangs on which, that is not decided.
 */
function compositeLink({ name, arn }: Alarm, composite: CompositeAlarm, fact: string): Link {
  const place = "composite alarm";
  const rule = parseAlarmRule(composite.alarmRule);
  if (rule === undefined) {
    const detail = `The rule of composite alarm ${composite.name} is not understood.`;
    return undecidable(place, fact, detail);
  }
  const states = ["OK", "INSUFFICIENT_DATA", "ALARM"] as const;
  const [calm, silent, alarmed] = states.map((others) => goesOffWith(rule, [name, arn], others));
  if (calm && silent) return holds(place, `Composite alarm ${composite.name} goes off with it.`);
  // With one other alarm at most, these states are all there are.
  const isEvery = new Set(alarmsIn(rule)).size <= 2;
  if (calm || silent || alarmed || !isEvery) {
    const detail = `Whether composite alarm ${composite.name} goes off with ${name} hangs on other alarms.`;
    return undecidable(place, fact, detail);
  }
  return broken(place, `Composite alarm ${composite.name} does not go off with ${name} alone.`);
}

type Acting = Pick<Alarm, "name" | "actionsEnabled" | "alarmActions" | "topics" | "topicUses">;

const links = (acting: Acting, fact: string, requireSubscription: boolean): readonly Link[] =>
  chain(
    () => [actingLink(acting)],
    () => (requireSubscription ? receiverLinks(acting, fact) : []),
  );

function actingLink({ name, actionsEnabled, alarmActions }: Acting): Link {
  if (!actionsEnabled) return broken("action", `The actions of alarm ${name} are switched off.`);
  return alarmActions.length === 0
    ? broken("action", `Alarm ${name} does nothing when it goes off.`)
    : holds("action", `It calls ${alarmActions.join(", ")}.`);
}

/** What is no topic may tell someone too. */
function receiverLinks(acting: Acting, fact: string): readonly Link[] {
  const { alarmActions, topics, topicUses } = acting;
  const ways = topics.$items.map((topic) => {
    const use = topicUses.$items.find(({ topicArn }) => topicArn === topic.arn);
    return topicLinks({ service: "CloudWatch", topic, use, caller: fact });
  });
  const other = alarmActions.find((action) => !topics.$items.some(({ arn }) => arn === action));
  if (other !== undefined) {
    const detail = `Whether ${other} tells anyone is not known.`;
    ways.push([undecidable("action", `${fact}.alarmActions`, detail)]);
  }
  return bestOf(ways) ?? [];
}

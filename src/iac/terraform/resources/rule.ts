import { isUnknown } from "../../../model/unknown.ts";
import type { Resolved } from "../../resolved.ts";
import { argumentOf, type Block, blockOf } from "../block.ts";
import { nameOf, ownName } from "../identities.ts";
import type { Planned } from "../plan.ts";
import { pointer, roleArn, ruleName, targetArn } from "../pointers.ts";
import { copied, type Properties, present } from "../properties.ts";
import { targetsOf } from "../setting.ts";
import type { World } from "../world.ts";

export function ruleProperties(world: World, rule: Planned): Properties {
  const block = blockOf(world.plan, rule);
  return present({
    Name: ownName(rule),
    State: stateOf(block),
    Targets: eventTargets(world, rule, block),
    ...copied(block, {
      EventBusName: "event_bus_name",
      EventPattern: "event_pattern",
      ScheduleExpression: "schedule_expression",
    }),
  });
}

/** `is_enabled` is the older way to say it. */
function stateOf(block: Block): Resolved | undefined {
  const enabled = argumentOf(block, "is_enabled");
  const state = argumentOf(block, "state");
  if (state !== undefined) return state;
  return typeof enabled === "boolean" ? (enabled ? "ENABLED" : "DISABLED") : enabled;
}

/** Targets whose rule cannot be told may be this rule's: what is unresolved stands for each. */
function eventTargets(world: World, rule: Planned, block: Block): Resolved | undefined {
  const bus = argumentOf(block, "event_bus_name") ?? "default";
  const type = "aws_cloudwatch_event_target";
  const all = targetsOf(world, { type, argument: "rule", aim: ruleName });
  const targets = all.flatMap(({ block: one, target }): readonly Resolved[] => {
    if (isUnknown(target)) return [target];
    const on = argumentOf(one, "event_bus_name") ?? "default";
    if (target !== nameOf(rule) || (on !== bus && !isUnknown(on) && !isUnknown(bus))) return [];
    return [
      present({
        Id: argumentOf(one, "target_id"),
        Arn: pointer(world, one, "arn", targetArn),
        RoleArn: pointer(world, one, "role_arn", roleArn),
      }),
    ];
  });
  return targets.length === 0 ? undefined : targets;
}

import { isUnknown, type Unknown } from "../../model/unknown.ts";
import { type Resolved, unresolved } from "../resolved.ts";
import { type Block, blockOf } from "./block.ts";
import type { Planned } from "./plan.ts";
import { type Aim, pointer } from "./pointers.ts";
import { ofType, type Target, type World } from "./world.ts";

/** A resource that settles one thing about another. */
export interface Setting {
  readonly type: string;
  /** The argument that names what it is about. */
  readonly argument: string;
  readonly aim: Aim;
  /** Whether that is the one in question. */
  readonly isOwn: (target: Resolved) => boolean;
}

/**
 * The one resource that settles it; undefined where there is none. One that cannot be told whose it is may
 * be the one, and of two nobody knows which comes last.
 */
export function settingOf(
  world: World,
  owner: Planned,
  setting: Setting,
): Block | Unknown | undefined {
  const { type, isOwn } = setting;
  const all = targetsOf(world, setting);
  const own = all.filter(({ target }) => target !== undefined && isOwn(target));
  if (own.length > 1) return unresolved(`${owner.address} has more than one ${type}`);
  if (own[0]) return own[0].block;
  const lost = all.find(({ target }) => isUnknown(target))?.target;
  if (isUnknown(lost)) return lost;
  return endedBy(world, owner, setting);
}

/** All of one type, with what each is about. */
export function targetsOf(
  world: World,
  { type, argument, aim }: Omit<Setting, "isOwn">,
): readonly Target[] {
  const known = world.targets.get(type);
  if (known) return known;
  const made = ofType(world, type).map((resource) => {
    const block = blockOf(world.plan, resource);
    return { block, target: pointer(world, block, argument, aim) };
  });
  world.targets.set(type, made);
  return made;
}

/** What the provider still shows of a setting that the change ends is no more. */
function endedBy(
  world: World,
  owner: Planned,
  { type, argument, isOwn }: Setting,
): Unknown | undefined {
  if (owner.isNew) return undefined;
  const ended = world.plan.deleted.find((one) => {
    const target = one.after[argument];
    return one.type === type && typeof target === "string" && isOwn(target);
  });
  return ended && unresolved(`${ended.address} is deleted`);
}

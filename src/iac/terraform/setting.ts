import { groupedBy } from "../../model/grouped-by.ts";
import { isUnknown, type Unknown } from "../../model/unknown.ts";
import { type Resolved, unresolved } from "../resolved.ts";
import { type Block, blockOf } from "./block.ts";
import type { Planned } from "./plan.ts";
import { type Aim, pointer } from "./pointers.ts";
import { ofType, type Target, type Targets, type World } from "./world.ts";

/** A resource that settles one thing about another. */
export interface Setting {
  readonly type: string;
  /** The argument that names what it is about. */
  readonly argument: string;
  readonly aim: Aim;
  /** What the one in question goes by. */
  readonly names: readonly (Resolved | undefined)[];
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
  const { type, names } = setting;
  const { by, lost } = targetsIn(world, setting);
  const own = [
    ...new Set(names.flatMap((name) => (typeof name === "string" ? (by.get(name) ?? []) : []))),
  ];
  if (own.length > 1) return unresolved(`${owner.address} has more than one ${type}`);
  return own[0]?.block ?? lost ?? endedBy(world, owner, setting);
}

/** All of one type, with what each is about. */
export const targetsOf = (world: World, setting: Omit<Setting, "names">): readonly Target[] =>
  targetsIn(world, setting).all;

function targetsIn(world: World, { type, argument, aim }: Omit<Setting, "names">): Targets {
  const known = world.targets.get(type);
  if (known) return known;
  const all = ofType(world, type).map((resource) => {
    const block = blockOf(world.plan, resource);
    return { block, target: pointer(world, block, argument, aim) };
  });
  const lost = all.map(({ target }) => target).find(isUnknown);
  const by = groupedBy(all, ({ target }) => target);
  const made = { all, by, ...(lost && { lost }) };
  world.targets.set(type, made);
  return made;
}

/** What the provider still shows of a setting that the change ends is no more. */
function endedBy(
  world: World,
  owner: Planned,
  { type, argument, names }: Setting,
): Unknown | undefined {
  if (owner.isNew) return undefined;
  const ended = world.plan.deleted.find((one) => {
    const target = one.after[argument];
    return one.type === type && typeof target === "string" && names.includes(target);
  });
  return ended && unresolved(`${ended.address} is deleted`);
}

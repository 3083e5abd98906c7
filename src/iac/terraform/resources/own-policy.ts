import { isUnknown, type Unknown } from "../../../model/unknown.ts";
import { undeclared } from "../../resolved.ts";
import { type Block, blockOf } from "../block.ts";
import type { Planned } from "../plan.ts";
import { policyText } from "../policy-text.ts";
import type { Properties } from "../properties.ts";
import type { Translated } from "../translated.ts";
import type { World } from "../world.ts";

/**
 * The policy of a resource: that of the resource made for it, else its own argument; undefined for a new
 * one that is given none. `about` says in the policy what it is for.
 */
export function ownPolicy(
  world: World,
  owner: Planned,
  setting: Block | Unknown | undefined,
  { type, about }: { readonly type: string; readonly about: Properties },
): Translated | undefined {
  const { address } = owner;
  if (isUnknown(setting))
    return { type, address, properties: { ...about, PolicyDocument: setting } };
  const block = setting ?? blockOf(world.plan, owner);
  const isTold = setting !== undefined || owner.isNew;
  const text = policyText(world, block, "policy");
  const PolicyDocument = text ?? (isTold ? undefined : undeclared(`the policy of ${address}`));
  return PolicyDocument === undefined
    ? undefined
    : { type, address: block.address, properties: { ...about, PolicyDocument } };
}

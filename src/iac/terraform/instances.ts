import { groupedBy } from "../../model/grouped-by.ts";
import { isObject, type JsonObject } from "../../model/json.ts";
import type { Scope } from "./configuration.ts";
import { objectIn, type Plan, type Planned } from "./plan.ts";

interface Block {
  readonly type: string;
  readonly name: string;
}

const indexes = new WeakMap<readonly Planned[], ReadonlyMap<string, readonly Planned[]>>();

/** The instances of one block of a module's configuration. */
export function instancesOf(
  resources: readonly Planned[],
  module: string,
  block: Block,
): readonly Planned[] {
  const known = indexes.get(resources);
  const index = known ?? groupedBy(resources, blockOf);
  if (known === undefined) indexes.set(resources, index);
  return index.get(blockOf({ module, ...block })) ?? [];
}

const blockOf = ({ module, type, name }: Block & { readonly module: string }): string =>
  JSON.stringify([module, type, name]);

/**
 * The instance that a reference means. Without a key of its own it is the only one; or, of several, that of
 * the key of who refers: where the key stands beside it, and nothing else does that could be the index.
 */
export function choose<Instance extends { readonly key?: string | number }>(
  instances: readonly Instance[],
  key: string | number | undefined,
  scope: Scope,
  beside: readonly string[],
): Instance | undefined {
  if (key !== undefined) return instances.find((one) => one.key === key);
  if (instances.length <= 1) return instances[0];
  const others = beside.filter((text) => text !== "each.key" && text !== "count.index");
  // A number may have been counted on: `count.index + 1` fits where there is one more.
  const isAlike = typeof scope.key === "string" || scope.instances === instances.length;
  const isByKey = others.length === 1 && beside.length === 2 && isAlike;
  return isByKey ? instances.find((one) => one.key === scope.key) : undefined;
}

/** Whether a data source was read before planning; what is in the state is known. */
export const isRead = (plan: Plan, module: string, { type, name }: Block): boolean =>
  stateOf(plan).some(
    (one) =>
      one.resource["mode"] === "data" &&
      one.module === module &&
      one.resource["type"] === type &&
      one.resource["name"] === name,
  );

/** What was there before the plan, with the module that it stands in. */
export interface Prior {
  readonly module: string;
  readonly resource: JsonObject;
}

const states = new WeakMap<Plan, readonly Prior[]>();

export function stateOf(plan: Plan): readonly Prior[] {
  const known = states.get(plan);
  if (known) return known;
  const made = statesIn(objectIn(objectIn(plan.priorState, "values"), "root_module"));
  states.set(plan, made);
  return made;
}

function statesIn(root: JsonObject): readonly Prior[] {
  const found: Prior[] = [];
  const modules = [root];
  for (let module = modules.pop(); module; module = modules.pop()) {
    const address = typeof module["address"] === "string" ? module["address"] : "";
    found.push(...listIn(module, "resources").map((resource) => ({ module: address, resource })));
    modules.push(...listIn(module, "child_modules"));
  }
  return found;
}

function listIn(module: JsonObject, member: string): readonly JsonObject[] {
  const value = module[member];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

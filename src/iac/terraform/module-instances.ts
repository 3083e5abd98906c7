import { stepsOf } from "./configuration.ts";
import type { Plan } from "./plan.ts";

interface ModuleInstance {
  readonly address: string;
  readonly key?: string | number;
}

type Index = Map<string, Map<string, ModuleInstance>>;

const indexes = new WeakMap<Plan, Index>();

/** The instances of a module that another calls by a name, as far as they hold anything. */
export function moduleInstances(
  plan: Plan,
  parent: string,
  name: string,
): readonly ModuleInstance[] {
  const index = indexes.get(plan) ?? indexOf(plan);
  indexes.set(plan, index);
  return [...(index.get(JSON.stringify([parent, name]))?.values() ?? [])];
}

function indexOf(plan: Plan): Index {
  const index: Index = new Map();
  const modules = new Set([...plan.resources, ...plan.reads].map(({ module }) => module));
  for (const module of modules) {
    const steps = stepsOf(module);
    for (const [at, { parent, name, key }] of steps.entries()) {
      const address = steps[at + 1]?.parent ?? module;
      const call = JSON.stringify([parent, name]);
      const instances = index.get(call) ?? new Map<string, ModuleInstance>();
      instances.set(address, { address, ...(key !== undefined && { key }) });
      index.set(call, instances);
    }
  }
  return index;
}

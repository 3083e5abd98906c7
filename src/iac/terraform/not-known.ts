import { isObject, type Json } from "../../model/json.ts";
import { stepsOf } from "./configuration.ts";
import type { Plan, Planned } from "./plan.ts";

/** `true` stands at whatever is not known yet, at any depth. */
export const holdsTrue = (mark: Json | undefined): boolean =>
  mark === true ||
  (Array.isArray(mark) && mark.some(holdsTrue)) ||
  (isObject(mark) && Object.values(mark).some(holdsTrue));

/** Whether an attribute, or any where none is given, is known only after the apply. */
export const isUnknownOf = ({ afterUnknown }: Planned, attribute: string | undefined): boolean =>
  holdsTrue(attribute === undefined ? afterUnknown : afterUnknown[attribute]);

const unknownModules = new WeakMap<Plan, ReadonlySet<string>>();

/** Whether a module, or one that it calls, holds anything that is not known before the apply. */
export function holdsUnknown(plan: Plan, module: string): boolean {
  const known = unknownModules.get(plan);
  const modules = known ?? new Set([...plan.resources, ...plan.reads].flatMap(modulesOf));
  if (known === undefined) unknownModules.set(plan, modules);
  return modules.has(module);
}

function modulesOf(resource: Planned): readonly string[] {
  if (!isUnknownOf(resource, undefined)) return [];
  return [resource.module, ...stepsOf(resource.module).map(({ parent }) => parent)];
}

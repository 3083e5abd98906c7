import { isObject, type JsonObject } from "../../model/json.ts";
import { objectIn, type Plan, type Planned } from "./plan.ts";

/** What an expression refers to: one attribute of one resource of the plan. */
export interface Target {
  readonly resource: Planned;
  readonly attribute: string;
}

/** The resource attribute that an argument is taken from; undefined where the plan does not tell one. */
export function targetOf(plan: Plan, resource: Planned, argument: string): Target | undefined {
  const configured = configurationOf(plan, resource);
  return (
    configured &&
    follow(plan, resource.module, objectIn(objectIn(configured, "expressions"), argument))
  );
}

/** The block of configuration that a resource was made from. */
export function configurationOf(plan: Plan, resource: Planned): JsonObject | undefined {
  const { resources } = moduleOf(plan, resource.module);
  const all = Array.isArray(resources) ? resources.filter(isObject) : [];
  return all.find(
    ({ mode, type, name }) =>
      mode === "managed" && type === resource.type && name === resource.name,
  );
}

const moduleCall = /module\.([\w-]+)(\[[^\]]*\])?/g;

function moduleOf({ configuration }: Plan, module: string): JsonObject {
  return [...module.matchAll(moduleCall)].reduce(
    (from, [, name]) => objectIn(objectIn(objectIn(from, "module_calls"), name ?? ""), "module"),
    objectIn(configuration, "root_module"),
  );
}

/** References stand longest first, each followed by what it is a part of; two of them are a choice. */
function follow(plan: Plan, module: string, expression: JsonObject): Target | undefined {
  const references = Array.isArray(expression["references"]) ? expression["references"] : [];
  const [first] = references;
  if (typeof first !== "string") return undefined;
  if (!references.every((one) => typeof one === "string" && first.startsWith(one)))
    return undefined;
  const variable = /^var\.([\w-]+)$/.exec(first)?.[1];
  if (variable !== undefined) return followVariable(plan, module, variable);
  const output = /^(module\.[\w-]+(?:\[[^\]]*\])?)\.([\w-]+)$/.exec(first);
  if (output) {
    const child = [module, output[1]].filter(Boolean).join(".");
    const declared = objectIn(objectIn(moduleOf(plan, child), "outputs"), output[2] ?? "");
    return follow(plan, child, objectIn(declared, "expression"));
  }
  const named = /^([a-z]\w*\.[\w-]+(?:\[[^\]]*\])?)\.(\w+)$/.exec(first);
  const address = [module, named?.[1]].filter(Boolean).join(".");
  const resource = plan.resources.find((one) => one.address === address);
  return named == null || resource === undefined
    ? undefined
    : { resource, attribute: named[2] ?? "" };
}

/** A module's variable is what its caller gave. */
function followVariable(plan: Plan, module: string, variable: string): Target | undefined {
  const last = /^(?:(.*)\.)?module\.([\w-]+)(?:\[[^\]]*\])?$/.exec(module);
  if (!last) return undefined;
  const parent = last[1] ?? "";
  const call = objectIn(objectIn(moduleOf(plan, parent), "module_calls"), last[2] ?? "");
  return follow(plan, parent, objectIn(objectIn(call, "expressions"), variable));
}

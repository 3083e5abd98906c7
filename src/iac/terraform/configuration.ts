import { isObject, type JsonObject } from "../../model/json.ts";
import { objectIn, type Plan, type Planned } from "./plan.ts";

// The configuration mirrors the modules of a plan without their instances.
// https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation

/** Where an expression stands, and what `each` and `count` mean there. */
export interface Scope {
  /** The address of the module's instance; empty in the root module. */
  readonly module: string;
  readonly key?: string | number;
  /** How many instances the block has that the expression stands in, if that was counted. */
  readonly instances?: number;
  /** What `for_each` goes over. */
  readonly forEach?: JsonObject;
}

/** One module call of an address: `module.a["k"]`. */
interface Step {
  readonly name: string;
  readonly key?: string | number;
  /** The address of the module that calls. */
  readonly parent: string;
}

const step = /^\.?module\.([^.[\]]+)(?:\[(?:"((?:[^"\\]|\\.)*)"|(\d+))\])?/;

/** The module calls of a module's address; none where it is no address. */
export function stepsOf(module: string): readonly Step[] {
  const steps: Step[] = [];
  let rest = module;
  for (let match = step.exec(rest); match; match = step.exec(rest)) {
    const key = keyOf(match[2], match[3]);
    steps.push({
      name: match[1] ?? "",
      parent: module.slice(0, module.length - rest.length),
      ...(key !== undefined && { key }),
    });
    rest = rest.slice(match[0].length);
  }
  return rest === "" ? steps : [];
}

/** The key that brackets of an address hold: a quoted text, or a number. */
export const keyOf = (text: string | undefined, number: string | undefined) =>
  text?.replace(/\\(.)/g, "$1") ?? (number === undefined ? undefined : Number(number));

/** The block of configuration of a module. */
export const moduleOf = ({ configuration }: Plan, module: string): JsonObject =>
  stepsOf(module).reduce(
    (from, { name }) => objectIn(objectIn(objectIn(from, "module_calls"), name), "module"),
    objectIn(configuration, "root_module"),
  );

/** The block of configuration that a resource was made from. */
export function configurationOf(
  plan: Plan,
  { module, type, name }: Pick<Planned, "module" | "type" | "name">,
  mode = "managed",
): JsonObject | undefined {
  const { resources } = moduleOf(plan, module);
  const all = Array.isArray(resources) ? resources.filter(isObject) : [];
  return all.find((one) => one["mode"] === mode && one["type"] === type && one["name"] === name);
}

/** The scope of the expressions in a resource's block. */
export const scopeOf = (
  resource: Planned,
  configuration: JsonObject | undefined,
  instances: number,
): Scope => ({
  ...{ module: resource.module, instances },
  ...(resource.key !== undefined && { key: resource.key }),
  forEach: objectIn(configuration ?? {}, "for_each_expression"),
});

/** How a module is called, and the scope of the call's expressions; undefined for the root. */
export function callOf(
  plan: Plan,
  module: string,
): { readonly scope: Scope; readonly expressions: JsonObject } | undefined {
  const last = stepsOf(module).at(-1);
  if (last === undefined) return undefined;
  const { parent } = last;
  const call = objectIn(objectIn(moduleOf(plan, parent), "module_calls"), last.name);
  return {
    scope: {
      module: parent,
      ...(last.key !== undefined && { key: last.key }),
      forEach: objectIn(call, "for_each_expression"),
    },
    expressions: objectIn(call, "expressions"),
  };
}

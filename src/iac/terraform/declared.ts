import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { type Attribute, known, UnresolvedError } from "../attribute.ts";
import { objectIn, type Plan, type Planned } from "./plan.ts";
import { configurationOf, targetOf } from "./references.ts";

/** One attribute of a planned resource: what holds once the plan is applied. */
export function attributeOf(resource: Planned, name: string): Attribute {
  if (holdsUnknown(resource.afterUnknown[name])) {
    return { unresolved: `${resource.address}.${name}` };
  }
  return { value: resource.after[name] ?? null };
}

/** `true` stands at whatever is not known yet, at any depth. */
const holdsUnknown = (mark: Json | undefined): boolean =>
  mark === true ||
  (Array.isArray(mark) && mark.some(holdsUnknown)) ||
  (isObject(mark) && Object.values(mark).some(holdsUnknown));

/** A known value of one type; undefined where it is not set. Throws where it is not known. */
export function stringOf(resource: Planned, name: string): string | undefined {
  const value = known(attributeOf(resource, name));
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** As `stringOf`. A flag is never unset once the provider has planned it, so an absent one is not guessed. */
export function flagOf(resource: Planned, name: string): boolean {
  const value = known(attributeOf(resource, name));
  if (typeof value !== "boolean") throw new UnresolvedError(`${resource.address}.${name}`);
  return value;
}

/** The blocks of one name; none where there are none. */
export function blocksOf(resource: Planned, name: string): readonly JsonObject[] {
  const value = known(attributeOf(resource, name));
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The Region of a resource: its own attribute, its ARN, or what its provider is configured with. */
export function regionOf(plan: Plan, resource: Planned): string {
  const key = configurationOf(plan, resource)?.["provider_config_key"];
  const providers = objectIn(plan.configuration, "provider_config");
  const provider = objectIn(providers, typeof key === "string" ? key : "");
  if (mayBeElsewhere(provider)) throw new UnresolvedError(`the account of ${resource.address}`);
  const own = resource.after["region"] ?? resource.after["home_region"];
  if (typeof own === "string" && own !== "") return own;
  const configured = configuredRegion(plan, provider);
  if (configured === undefined) throw new UnresolvedError(`${resource.address}.region`);
  return configured;
}

/** A constant, or a variable of the root module; what else a provider is configured with is not told. */
function configuredRegion(plan: Plan, provider: JsonObject): string | undefined {
  const region = objectIn(objectIn(provider, "expressions"), "region");
  const constant = region["constant_value"];
  if (typeof constant === "string") return constant;
  const references = Array.isArray(region["references"]) ? region["references"] : [];
  const [first] = references;
  const variable = /^var\.([\w-]+)$/.exec(typeof first === "string" ? first : "")?.[1];
  const value = objectIn(plan.variables, variable ?? "")["value"];
  const isOfRoot = provider["module_address"] === undefined && references.length === 1;
  return isOfRoot && typeof value === "string" ? value : undefined;
}

/** A second provider with credentials of its own may reach into another account. */
const mayBeElsewhere = ({ alias, expressions }: JsonObject): boolean =>
  typeof alias === "string" &&
  isObject(expressions) &&
  ["assume_role", "assume_role_with_web_identity", "profile", "access_key"].some(
    (credentials) => credentials in expressions,
  );

/** The resource of `type` that an argument takes one of `attributes` from. */
export function referred(
  plan: Plan,
  resource: Planned,
  argument: string,
  wanted: { readonly type: string; readonly attributes: readonly string[] },
): Planned {
  const target = targetOf(plan, resource, argument);
  if (target?.resource.type === wanted.type && wanted.attributes.includes(target.attribute)) {
    return target.resource;
  }
  throw new UnresolvedError(`${resource.address}.${argument}`);
}

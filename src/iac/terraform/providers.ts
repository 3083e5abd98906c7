import { parseArn } from "../../model/arn.ts";
import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { type Resolved, unresolved } from "../resolved.ts";
import { configurationOf } from "./configuration.ts";
import { stateOf } from "./instances.ts";
import { objectIn, type Plan, type Planned } from "./plan.ts";

/** The key of the provider's configuration that a resource is made with. */
export function providerKeyOf(
  plan: Plan,
  resource: Pick<Planned, "module" | "type" | "name">,
  mode = "managed",
): string | undefined {
  const key = configurationOf(plan, resource, mode)?.["provider_config_key"];
  return typeof key === "string" ? key : undefined;
}

const providerOf = (plan: Plan, key: string | undefined): JsonObject =>
  objectIn(objectIn(plan.configuration, "provider_config"), key ?? "");

/** The Region of a resource: its own argument, its ARN's, or its provider's. */
export function regionOf(plan: Plan, resource: Planned): Resolved {
  const { after, afterSensitive } = resource;
  const hidden = isObject(afterSensitive) ? afterSensitive : {};
  const own = ["region", "home_region"].find((name) => isText(after[name]) && !hidden[name]);
  const arn = isText(after["arn"]) && !hidden["arn"] ? parseArn(after["arn"])?.region : undefined;
  const key = providerKeyOf(plan, resource);
  return (
    (own === undefined ? undefined : (after[own] as string)) ||
    arn ||
    configuredRegion(plan, providerOf(plan, key)) ||
    regionRead(plan, key) ||
    plan.elsewhere?.region ||
    unresolved(`${resource.address}.region`)
  );
}

/** A constant, or a variable of the root module; what else a provider is configured with is not told. */
function configuredRegion(plan: Plan, provider: JsonObject): string | undefined {
  const region = objectIn(objectIn(provider, "expressions"), "region");
  const constant = region["constant_value"];
  if (isText(constant)) return constant;
  const references = Array.isArray(region["references"]) ? region["references"] : [];
  const [first] = references as readonly Json[];
  const variable = /^var\.([\w-]+)$/.exec(isText(first) ? first : "")?.[1];
  const value = objectIn(plan.variables, variable ?? "")["value"];
  const isOfRoot = provider["module_address"] === undefined && references.length === 1;
  return isOfRoot && isText(value) ? value : undefined;
}

/** What `aws_region` said through the same provider. */
function regionRead(plan: Plan, key: string | undefined): string | undefined {
  const values = readThrough(plan, key, "aws_region");
  const [only, ...others] = new Set(
    values.map((value) => value["region"] ?? value["name"] ?? value["id"]),
  );
  return isText(only) && others.length === 0 ? only : undefined;
}

/** What data sources of one type were read as, through one provider; not what they were asked for. */
export function readThrough(
  plan: Plan,
  key: string | undefined,
  type: string,
): readonly JsonObject[] {
  return stateOf(plan).flatMap(({ module, resource }) => {
    const { name, values } = resource;
    if (resource["type"] !== type || !isObject(values)) return [];
    const source = { module, type, name: String(name) };
    const asked = objectIn(configurationOf(plan, source, "data") ?? {}, "expressions");
    if (Object.keys(asked).length > 0) return [];
    const own = providerKeyOf(plan, source, "data");
    return own === key || (own === undefined && key === "aws") ? [values] : [];
  });
}

export const expressionsOfProvider = (plan: Plan, key: string | undefined): JsonObject =>
  objectIn(providerOf(plan, key), "expressions");

export const isText = (value: Json | undefined): value is string =>
  typeof value === "string" && value !== "";

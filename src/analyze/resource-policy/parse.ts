import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import {
  type Condition,
  type NamedPrincipal,
  type Patterns,
  type Principals,
  type PrincipalType,
  principalTypes,
  type Statement,
} from "./statement.ts";

/**
 * The statements of a policy document, or undefined when any part of it is not as AWS's grammar has
 * it: what one statement says can only be trusted when all of them are understood.
 */
export function parsePolicy(text: string): readonly Statement[] | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(document)) return undefined;
  const given = document["Statement"];
  return wholly(Array.isArray(given) ? given : [given], toStatement);
}

/** Every item read, or undefined when one could not be. */
function wholly<T, Read>(
  items: readonly T[],
  read: (item: T) => Read | undefined,
): readonly Read[] | undefined {
  const result = items.map(read);
  return result.every((item) => item !== undefined) ? (result as Read[]) : undefined;
}

const members = new Set([
  ...["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction"],
  ...["Resource", "NotResource", "Condition"],
]);

function toStatement(value: unknown): Statement | undefined {
  if (!isObject(value) || !Object.keys(value).every((name) => members.has(name))) return undefined;
  const effect = value["Effect"];
  const principals = toPrincipals(value);
  const actions = toPatterns(value, "Action");
  // The trust policy of a role has no resource: it is about the role.
  const isWithoutResource = value["Resource"] === undefined && value["NotResource"] === undefined;
  const resources = isWithoutResource ? everything : toPatterns(value, "Resource");
  const conditions = toConditions(value["Condition"]);
  if (effect !== "Allow" && effect !== "Deny") return undefined;
  if (!principals || !actions || !resources || !conditions) return undefined;
  return {
    effect,
    ...(principals !== "none" && { principals }),
    actions,
    resources,
    conditions,
  };
}

const everything: Patterns = { isNegated: false, patterns: ["*"] };

/** `Action` or `NotAction`, never both. */
function toPatterns(statement: JsonObject, name: string): Patterns | undefined {
  const isNegated = statement[name] === undefined;
  if (!isNegated && statement[`Not${name}`] !== undefined) return undefined;
  const patterns = texts(statement[isNegated ? `Not${name}` : name]);
  return patterns && { isNegated, patterns };
}

function toPrincipals(statement: JsonObject): Principals | "none" | undefined {
  const { Principal, NotPrincipal } = statement;
  if (Principal === undefined && NotPrincipal === undefined) return "none";
  if (Principal !== undefined && NotPrincipal !== undefined) return undefined;
  const named = toNamed(Principal ?? NotPrincipal);
  return named && { isNegated: Principal === undefined, named };
}

function toNamed(given: Json | undefined): readonly NamedPrincipal[] | undefined {
  if (given === "*") return [{ type: "AWS", name: "*" }];
  if (!isObject(given)) return undefined;
  return wholly(Object.entries(given), ([type, value]) => {
    const isKnown = principalTypes.some((one) => one === type);
    const names = isKnown ? texts(value) : undefined;
    return names?.map((name) => ({ type: type as PrincipalType, name }));
  })?.flat();
}

function toConditions(given: Json | undefined): readonly Condition[] | undefined {
  if (given === undefined) return [];
  if (!isObject(given)) return undefined;
  return wholly(Object.entries(given), ([operator, keys]) => {
    if (!isObject(keys)) return undefined;
    return wholly(Object.entries(keys), ([key, value]) => toCondition(operator, key, value));
  })?.flat();
}

function toCondition(name: string, key: string, value: Json | undefined): Condition | undefined {
  const values = texts(value, ["string", "number", "boolean"]);
  if (values === undefined) return undefined;
  const [, quantifier, operator = "", ifExists] =
    /^(?:For(Any|All)Values?:)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  return {
    operator,
    ...(quantifier && { quantifier: quantifier === "Any" ? "any" : "all" }),
    ifExists: ifExists !== undefined,
    key: key.toLowerCase(),
    values,
  };
}

/** One text or a list of them; a condition may also hold numbers and truth values. */
function texts(
  value: Json | undefined,
  types: readonly string[] = ["string"],
): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.every((item) => types.includes(typeof item)) ? list.map(String) : undefined;
}

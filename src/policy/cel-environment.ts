import { Environment } from "@marcbachmann/cel-js";
import type { FactTypeName, Field } from "../model/facts/field.ts";
import { factSchema, factTypeIn } from "../model/facts/schema.ts";
import type { ParameterValue, PolicySource } from "../model/policy.ts";
import { answerOf, answerTo } from "../model/question.ts";
import { scopes } from "../model/scope.ts";
import { UnknownFactError, type UnknownReason } from "../model/unknown.ts";
import { isThere, isThereFunction } from "./whole-lists.ts";

/** Searches a text for a pattern in linear time. */
export type SearchRe2 = (text: string, pattern: string) => boolean;

const timestamp = "google.protobuf.Timestamp";
const hour = 3_600_000;

/** Functions that policies have beside CEL's own; docs/policies.md describes them. */
function withFunctions(environment: Environment, re2: SearchRe2): Environment {
  const before = (unit: number) => (time: Date, count: number | bigint) =>
    new Date(time.getTime() - Number(count) * unit);
  for (const count of ["int", "double"]) {
    environment
      .registerFunction(`hoursBefore(${timestamp}, ${count}): ${timestamp}`, before(hour))
      .registerFunction(`daysBefore(${timestamp}, ${count}): ${timestamp}`, before(24 * hour));
  }
  return environment
    .registerFunction("undecided(string): bool", (reason: string) => {
      throw new UnknownFactError("undecided", { $unknown: reason as UnknownReason });
    })
    .registerFunction("re2(string, string): bool", re2);
}

/** Policies run on plain objects: three times as fast as on declared types, with the same answers. */
export function runEnvironment(re2: SearchRe2): Environment {
  const environment = withFunctions(new Environment(), re2);
  environment.registerFunction(`${isThereFunction}(dyn): bool`, isThere);
  const named = [...Object.values(scopes), ...Object.values(answerTo)];
  const variables = new Set(["params", ...named.map(({ variable }) => variable)]);
  for (const variable of variables) environment.registerVariable(variable, "map");
  return environment.registerVariable("asOf", timestamp);
}

/** Policies are checked against the declared types of every fact. */
export function checkEnvironment({
  scope,
  params = {},
  ask,
}: Pick<PolicySource, "scope" | "params" | "ask">): Environment {
  const environment = withFunctions(new Environment(), () => false);
  const known = new Set<FactTypeName>();
  registerFacts(environment, "Account", known);
  const { variable, type } = scopes[scope];
  environment.registerVariable("account", "Account").registerVariable("asOf", timestamp);
  if (variable !== "account") environment.registerVariable(variable, type);
  const answer = answerOf(ask);
  if (answer !== undefined) {
    registerFacts(environment, answer.type, known);
    environment.registerVariable(answer.variable, answer.type);
  }
  if (Object.keys(params).length > 0) {
    const fields = Object.entries(params).map(([name, value]) => [name, celTypeOf(value)]);
    environment.registerType("Params", { fields: Object.fromEntries(fields) });
    environment.registerVariable("params", "Params");
  }
  return environment;
}

/** A type can only be declared after those of its fields. */
function registerFacts(environment: Environment, type: FactTypeName, known: Set<string>): void {
  if (known.has(type)) return;
  known.add(type);
  const fields = factSchema[type];
  for (const { type: fieldType } of Object.values(fields)) {
    const inner = factTypeIn(fieldType);
    if (inner !== undefined) registerFacts(environment, inner, known);
  }
  environment.registerType(type, { fields: celTypes(fields) });
}

const celTypeNames: { readonly [type: string]: string } = { timestamp: "string", json: "dyn" };

const celTypes = (fields: { readonly [name: string]: Field }): { [name: string]: string } =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { type }]) => [name, celTypeNames[type] ?? type]),
  );

function celTypeOf(value: ParameterValue): string {
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "double";
  return typeof value === "string" ? "string" : "list<string>";
}

import { isObject, type Json } from "../../model/json.ts";

/** The names that a resource refers to, or waits for. */
export function* resourceNeeds(resource: Json | undefined): Generator<string> {
  if (!isObject(resource)) return;
  const { DependsOn: after, Properties } = resource;
  if (typeof after === "string") yield after;
  if (Array.isArray(after)) for (const one of after) if (typeof one === "string") yield one;
  yield* referencesIn(Properties);
}

function* referencesIn(value: Json | undefined): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  if (!isObject(value)) {
    for (const item of value as readonly Json[]) yield* referencesIn(item);
    return;
  }
  for (const [name, argument] of Object.entries(value)) {
    if (name !== "Fn::If") yield* referenceOf(name, argument);
  }
}

function* referenceOf(name: string, argument: Json | undefined): Generator<string> {
  if (name === "Ref" && typeof argument === "string") yield argument;
  if (name === "Fn::GetAtt") {
    const [first] = typeof argument === "string" ? argument.split(".") : asList(argument);
    if (typeof first === "string") yield first;
  }
  if (name === "Fn::Sub") yield* substituted(argument);
  yield* referencesIn(argument);
}

function* substituted(argument: Json | undefined): Generator<string> {
  const [text, given] = Array.isArray(argument) ? asList(argument) : [argument];
  if (typeof text !== "string") return;
  const own = isObject(given) ? given : {};
  for (const [, name = ""] of text.matchAll(/\$\{([A-Za-z0-9]+)[^}]*\}/g)) {
    if (!Object.hasOwn(own, name)) yield name;
  }
}

const asList = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

/** The conditions that a condition is made of. */
export function* conditionNeeds(value: Json | undefined): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const [name, argument] of Object.entries(value)) {
    if (name === "Condition" && typeof argument === "string") yield argument;
    else yield* conditionNeeds(argument as Json);
  }
}

import type { Json, JsonObject } from "./json.ts";
import { isObject } from "./json.ts";

/** Tells calls apart; equal for inputs whose members stand in another order. */
export function callKey(
  service: string,
  operation: string,
  region: string,
  input: JsonObject,
): string {
  return `${service}:${operation}@${region}${canonical(input)}`;
}

function canonical(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? "null";
  const members = Object.keys(value)
    .filter((member) => value[member] !== undefined)
    .sort()
    .map((member) => `${JSON.stringify(member)}:${canonical(value[member])}`);
  return `{${members.join(",")}}`;
}

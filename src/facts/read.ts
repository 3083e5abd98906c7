import { isObject, type Json, type JsonObject } from "../model/json.ts";

// AWS answers come from files too, so nothing about their shape is taken for granted: a member of
// the wrong type counts as absent. Strings may be absent or empty; both mean unset.

export function text(from: JsonObject | undefined, member: string): string | undefined {
  const value = from?.[member];
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function flag(from: JsonObject | undefined, member: string): boolean | undefined {
  const value = from?.[member];
  return typeof value === "boolean" ? value : undefined;
}

export function number(from: JsonObject | undefined, member: string): number | undefined {
  const value = from?.[member];
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

export function object(from: JsonObject | undefined, member: string): JsonObject | undefined {
  const value = from?.[member];
  return isObject(value) ? value : undefined;
}

export function objects(from: JsonObject | undefined, member: string): readonly JsonObject[] {
  return array(from, member).filter(isObject);
}

/** The list, if the answer holds one: where it is missing, that is no empty list. */
export const listed = (
  from: JsonObject | undefined,
  member: string,
): readonly JsonObject[] | undefined =>
  Array.isArray(from?.[member]) ? objects(from, member) : undefined;

export function texts(from: JsonObject | undefined, member: string): readonly string[] {
  return array(from, member).filter((value) => typeof value === "string");
}

function array(from: JsonObject | undefined, member: string): readonly Json[] {
  const value = from?.[member];
  return Array.isArray(value) ? value : [];
}

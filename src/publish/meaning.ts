import { isObject, type Json, type JsonObject } from "../model/json.ts";
import { providerPart } from "./provider-part.ts";

/** They tell when something was said, not what. */
const times = ["CreatedAt", "UpdatedAt", "FirstObservedAt", "LastObservedAt"];

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/**
 * What a finding says, as a text to compare: without times, those in evidence included (the last
 * delivery of a trail is another in every run), in one order, and without what is the hub's or the
 * customer's.
 */
export function meaningOf(finding: JsonObject): string {
  const said = Object.entries(providerPart(finding)).filter(([member]) => !times.includes(member));
  return textOf(Object.fromEntries(said));
}

/** JSON with members and items in the order of their texts. */
function textOf(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(textOf).sort().join()}]`;
  if (isObject(value)) {
    const members = Object.entries(value).map(
      ([name, one]) => `${JSON.stringify(name)}:${textOf(one)}`,
    );
    return `{${members.sort().join()}}`;
  }
  return typeof value === "string" && isoTime.test(value) ? "a time" : JSON.stringify(value);
}

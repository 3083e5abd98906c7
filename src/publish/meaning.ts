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
  return JSON.stringify(inOrder(Object.fromEntries(said)));
}

function inOrder(value: Json | undefined): Json {
  if (Array.isArray(value)) return value.map(inOrder).sort(byText);
  if (isObject(value)) {
    const members = Object.entries(value).map(([name, one]): [string, Json] => [
      name,
      inOrder(one),
    ]);
    return Object.fromEntries(members.sort(byText));
  }
  if (typeof value === "string" && isoTime.test(value)) return "a time";
  return value ?? null;
}

const byText = (one: Json | [string, Json], other: Json | [string, Json]): number => {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  return a < b ? -1 : Number(a > b);
};

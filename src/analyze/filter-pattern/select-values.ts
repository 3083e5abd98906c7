import { isObject, type Json } from "../../model/json.ts";
import type { Selector, Step } from "./pattern.ts";

/** The values that a selector finds in an event: none, one, or with a wildcard any number. */
export function selectValues(event: Json, selector: Selector): readonly Json[] {
  let values: readonly Json[] = [event];
  for (const step of selector) values = values.flatMap((value) => stepInto(value, step));
  return values;
}

function stepInto(value: Json, step: Step): readonly Json[] {
  switch (step.kind) {
    case "member":
      return isObject(value) && Object.hasOwn(value, step.name) ? present(value[step.name]) : [];
    case "element":
      return Array.isArray(value) ? present(value[step.index]) : [];
    case "any-member":
      return isObject(value) ? Object.values(value).flatMap(present) : [];
    case "any-element":
      return Array.isArray(value) ? value : [];
  }
}

/** Wrapped, so that an array found stays one value. */
const present = (value: Json | undefined): Json[] => (value === undefined ? [] : [value]);

/** The same text for two spellings of one selector. */
export const selectorKey = (selector: Selector): string =>
  selector.map((step) => JSON.stringify(Object.values(step))).join("");

export const hasWildcard = (selector: Selector): boolean =>
  selector.some(({ kind }) => kind === "any-member" || kind === "any-element");

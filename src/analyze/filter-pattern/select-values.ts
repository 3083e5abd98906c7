import { isObject, type Json } from "../../model/json.ts";
import type { Selector, Step } from "./pattern.ts";

/** The values that a selector finds in an event: none, one, or with a wildcard any number. */
export function selectValues(event: Json, selector: Selector): readonly Json[] {
  let values: readonly Json[] = [event];
  for (const step of selector) {
    const [value, ...others] = values;
    if (value === undefined) return none;
    values =
      others.length === 0 ? stepInto(value, step) : values.flatMap((it) => stepInto(it, step));
  }
  return values;
}

const none: readonly Json[] = [];

function stepInto(value: Json, step: Step): readonly Json[] {
  switch (step.kind) {
    case "member":
      return isObject(value) && Object.hasOwn(value, step.name) ? present(value[step.name]) : none;
    case "element":
      return Array.isArray(value) ? present(value[step.index]) : none;
    case "any-member":
      return isObject(value) ? Object.values(value).flatMap(present) : none;
    case "any-element":
      return Array.isArray(value) ? value : none;
  }
}

/** Wrapped, so that an array found stays one value. */
const present = (value: Json | undefined): readonly Json[] =>
  value === undefined ? none : [value];

/** The same text for two spellings of one selector. */
export const selectorKey = (selector: Selector): string =>
  selector.map((step) => JSON.stringify(Object.values(step))).join("");

export const hasWildcard = (selector: Selector): boolean =>
  selector.some(({ kind }) => kind === "any-member" || kind === "any-element");

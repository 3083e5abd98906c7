import type { EventRecord, Miss } from "../../model/coverage.ts";
import type { FieldSelector } from "../../model/facts/event-selector.ts";
import type { Trail } from "../../model/facts/trail.ts";
import { isUnknown } from "../../model/unknown.ts";
import type { Box } from "./box.ts";
import type { Condition, FieldValue } from "./condition.ts";
import { fieldOf } from "./evaluator.ts";
import type { Standing } from "./standing.ts";

/** Why each trail, and each selector of those that count, does not record the event. */
export const missesOf = (standings: readonly Standing[], event: EventRecord): readonly Miss[] =>
  standings.flatMap(({ trail, boxes, out, isElsewhere }) => {
    if (trail === undefined) return [];
    const { arn, name } = trail;
    if (out !== undefined) {
      return [{ trail: arn, name, why: out, ...(isElsewhere && { isElsewhere }) }];
    }
    return selectorMisses(trail, boxes, event);
  });

function selectorMisses(trail: Trail, boxes: readonly Box[], event: EventRecord): readonly Miss[] {
  const { arn, name, eventSelectors } = trail;
  if (isUnknown(eventSelectors)) return [];
  return eventSelectors.map((selector, index): Miss => {
    const nearest = boxes
      .filter((box) => box.selector === index)
      .map((box) => refusal(box, event))
      .sort((a, b) => b.passed - a.passed)[0];
    const selectorName = selector.kind === "advanced" ? selector.name : undefined;
    return {
      ...{ trail: arn, name, selector: index },
      ...(selectorName !== undefined && { selectorName }),
      ...(nearest?.field === undefined
        ? { field: "eventCategory", why: `it selects no ${event.eventCategory} events` }
        : { field: nearest.field, why: nearest.why }),
    };
  });
}

interface Refusal {
  /** Conditions that were met before. */
  readonly passed: number;
  readonly field?: string;
  readonly why: string;
}

function refusal({ conditions }: Box, event: EventRecord): Refusal {
  const passed = conditions.findIndex(
    ({ field, accepts }) => accepts(fieldOf(event, field)) === false,
  );
  const condition = conditions[passed];
  if (condition === undefined) return { passed: -1, why: "" };
  const value = fieldOf(event, condition.field);
  return { passed, field: condition.field, why: whyRefused(condition, value) };
}

function whyRefused({ words, field }: Condition, value: FieldValue): string {
  for (const one of words) {
    const why = value === undefined ? undefined : excludedBy(one, value);
    if (why !== undefined) return why;
  }
  const wanted = words.flatMap(({ equals, startsWith, endsWith }) => [
    ...quote("Equals", equals),
    ...quote("StartsWith", startsWith),
    ...quote("EndsWith", endsWith),
  ]);
  const is = value === undefined ? `${field} is absent or another` : `${field} is ${value}`;
  return `${is}, and the selector wants ${wanted.join(" or ")}`;
}

function excludedBy(words: FieldSelector, value: string): string | undefined {
  if (words.notEquals.includes(value)) return `NotEquals ${value} excludes it`;
  const prefix = words.notStartsWith.find((text) => value.startsWith(text));
  if (prefix !== undefined) return `NotStartsWith ${prefix} excludes it`;
  const suffix = words.notEndsWith.find((text) => value.endsWith(text));
  return suffix === undefined ? undefined : `NotEndsWith ${suffix} excludes it`;
}

const mostValues = 3;

function quote(operator: string, values: readonly string[]): string[] {
  if (values.length === 0) return [];
  const more = values.length - mostValues;
  const shown = values.slice(0, mostValues).join(", ");
  return [`${operator} ${shown}${more > 0 ? ` and ${more} more` : ""}`];
}

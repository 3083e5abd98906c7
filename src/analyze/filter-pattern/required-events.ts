import { parseFilterPattern } from "./parse.ts";
import type { Expression, JsonCondition } from "./pattern.ts";
import { selectorKey } from "./select-values.ts";
import { textMatchOf } from "./text-match.ts";

/** Names that an event must have to match; a list that is absent allows every name. */
export interface RequiredEvents {
  /** Such as `kms.amazonaws.com`; sorted. */
  readonly eventSources?: readonly string[];
  /** Such as `DisableKey`; sorted. */
  readonly eventNames?: readonly string[];
}

/**
 * The event sources and event names outside which a pattern matches nothing: perhaps more than it
 * matches, never less. Undefined where the pattern limits neither, or is no valid JSON pattern.
 */
export function requiredEvents(pattern: string): RequiredEvents | undefined {
  const parsed = parseFilterPattern(pattern);
  if ("error" in parsed || parsed.pattern.kind !== "json" || parsed.pattern.doubts.length > 0) {
    return undefined;
  }
  const eventSources = namesOf(parsed.pattern.expression, "eventSource");
  const eventNames = namesOf(parsed.pattern.expression, "eventName");
  if (eventSources === undefined && eventNames === undefined) return undefined;
  return {
    ...(eventSources === undefined ? {} : { eventSources: [...eventSources].sort() }),
    ...(eventNames === undefined ? {} : { eventNames: [...eventNames].sort() }),
  };
}

/** Undefined for all names. */
type Names = ReadonlySet<string> | undefined;

function namesOf(expression: Expression<JsonCondition>, member: string): Names {
  if (expression.kind === "condition") return namesOfCondition(expression.condition, member);
  const names = expression.operands.map((operand) => namesOf(operand, member));
  return expression.kind === "or" ? union(names) : intersection(names);
}

function namesOfCondition(condition: JsonCondition, member: string): Names {
  const isAsked =
    selectorKey(condition.selector) === selectorKey([{ kind: "member", name: member }]);
  if (!isAsked || condition.kind !== "compare" || condition.operator !== "=") return undefined;
  if (condition.literal.kind !== "text") return undefined;
  const { kind, text, hasInnerStar } = textMatchOf(condition.literal.text);
  return kind === "equals" && !hasInnerStar ? new Set([text]) : undefined;
}

function union(all: readonly Names[]): Names {
  const known = all.filter((names) => names !== undefined);
  return known.length < all.length ? undefined : new Set(known.flatMap((names) => [...names]));
}

function intersection(all: readonly Names[]): Names {
  const [first, ...others] = all.filter((names) => names !== undefined);
  if (first === undefined) return undefined;
  return new Set([...first].filter((name) => others.every((names) => names.has(name))));
}

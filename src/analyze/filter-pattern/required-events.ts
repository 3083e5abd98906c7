import { parseFilterPattern } from "./parse.ts";
import { conditionsOf, type Expression, type JsonCondition } from "./pattern.ts";
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
  const expression = expressionOf(pattern);
  if (expression === undefined) return undefined;
  const eventSources = namesOf(expression, ["eventSource"]);
  const eventNames = namesOf(expression, ["eventName"]);
  if (eventSources === undefined && eventNames === undefined) return undefined;
  return {
    ...(eventSources === undefined ? {} : { eventSources: [...eventSources].sort() }),
    ...(eventNames === undefined ? {} : { eventNames: [...eventNames].sort() }),
  };
}

/**
 * Texts of which a member must have one for the pattern to match, by path; sorted. Undefined where
 * the pattern does not limit it to texts.
 */
export function requiredTexts(
  pattern: string,
  path: readonly string[],
): readonly string[] | undefined {
  const expression = expressionOf(pattern);
  const texts = expression && namesOf(expression, path);
  return texts && [...texts].sort();
}

/** Members of which a pattern wants one text only, by path. */
export function fixedTexts(pattern: string): readonly (readonly [readonly string[], string])[] {
  const expression = expressionOf(pattern);
  if (expression === undefined) return [];
  const paths = new Map(
    conditionsOf(expression).flatMap(({ selector }) => {
      const steps = selector.flatMap((step) => (step.kind === "member" ? step.name : []));
      return steps.length === selector.length ? [[selectorKey(selector), steps] as const] : [];
    }),
  );
  return [...paths.values()].flatMap((path) => {
    const [text, ...others] = namesOf(expression, path) ?? [];
    return text === undefined || others.length > 0 ? [] : [[path, text] as const];
  });
}

function expressionOf(pattern: string): Expression<JsonCondition> | undefined {
  const parsed = parseFilterPattern(pattern);
  if ("error" in parsed || parsed.pattern.kind !== "json") return undefined;
  return parsed.pattern.doubts.length > 0 ? undefined : parsed.pattern.expression;
}

/** Undefined for all names. */
type Names = ReadonlySet<string> | undefined;

function namesOf(expression: Expression<JsonCondition>, path: readonly string[]): Names {
  if (expression.kind === "condition") return namesOfCondition(expression.condition, path);
  const names = expression.operands.map((operand) => namesOf(operand, path));
  return expression.kind === "or" ? union(names) : intersection(names);
}

function namesOfCondition(condition: JsonCondition, path: readonly string[]): Names {
  const wanted = path.map((name) => ({ kind: "member", name }) as const);
  const isAsked = selectorKey(condition.selector) === selectorKey(wanted);
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

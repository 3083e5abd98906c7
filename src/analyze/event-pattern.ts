import { isObject, type Json, type JsonObject } from "../model/json.ts";
import { matchesOperator, type Scalar } from "./event-pattern-operators.ts";
import { type Decided, every, some } from "./three-valued.ts";

/** A value in an event that may be anything; compared by identity. */
export const anyValue: JsonObject = Object.freeze({});

/** A member that may be there or not, with any value; compared by identity. */
const anythingOrNothing: JsonObject = Object.freeze({});

const hasOthers = Symbol("has others");

/** An object of which only some members are known. */
export const andOthers = (members: JsonObject): JsonObject =>
  Object.defineProperty({ ...members }, hasOthers, { value: true });

/** A pattern as a rule holds it; null for what is no JSON. */
export function parseEventPattern(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

/** Deeper than EventBridge takes a pattern, and shallow enough for any stack. */
const deepest = 50;

/**
 * Whether an EventBridge rule with this pattern matches the event; undefined where that hangs on a
 * value that may be anything, on an operator that is not weighed (numeric, cidr), or on a form that
 * AWS does not document. What is absent from the event is taken to be absent.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export const matchesEventPattern = (pattern: Json, event: Json): Decided =>
  isObject(pattern) && Object.keys(pattern).length > 0
    ? matchesObject(pattern, event, 0)
    : undefined;

function matchesObject(pattern: JsonObject, event: Json | undefined, depth: number): Decided {
  if (depth > deepest) return undefined;
  return every(Object.entries(pattern), ([member, wanted]) =>
    member === "$or"
      ? matchesOr(wanted, event, depth)
      : matchesMember(member, wanted, event, depth),
  );
}

/** One of these, beside everything else at the same level. */
function matchesOr(alternatives: Json | undefined, event: Json | undefined, depth: number) {
  if (!Array.isArray(alternatives) || alternatives.length < 2 || !alternatives.every(isObject)) {
    return undefined;
  }
  return some(alternatives as readonly JsonObject[], (one) =>
    Object.keys(one).length === 0 ? undefined : matchesObject(one, event, depth + 1),
  );
}

function matchesMember(
  member: string,
  wanted: Json | undefined,
  event: Json | undefined,
  depth: number,
): Decided {
  // A dot may name a member of a member; how, AWS does not say.
  if (member.includes(".")) return undefined;
  const value = memberOf(event, member);
  if (Array.isArray(wanted)) return matchesLeaf(wanted, value);
  if (!isObject(wanted) || Object.keys(wanted).length === 0) return undefined;
  // The members of one element must match together.
  return Array.isArray(value)
    ? some(value as readonly Json[], (element) => matchesObject(wanted, element, depth + 1))
    : matchesObject(wanted, value, depth + 1);
}

function memberOf(event: Json | undefined, member: string): Json | undefined {
  if (event === anyValue || event === anythingOrNothing) return event;
  if (!isObject(event)) return undefined;
  if (Object.hasOwn(event, member)) return event[member];
  return hasOthers in event ? anythingOrNothing : undefined;
}

/** A list of matchers: one is enough. */
function matchesLeaf(matchers: readonly Json[], value: Json | undefined): Decided {
  if (matchers.length === 0) return undefined;
  return some(matchers, (matcher) => matchesOne(matcher, value));
}

function matchesOne(matcher: Json, value: Json | undefined): Decided {
  if (Array.isArray(matcher) || value === anythingOrNothing) return undefined;
  if (value === anyValue) return matchesAnything(matcher);
  if (isObject(matcher) && "exists" in matcher) return exists(matcher, value);
  if (Array.isArray(value)) return matchesElements(matcher, value as readonly Json[]);
  return isObject(matcher) ? operatorMatches(matcher, value) : matcher === value;
}

function operatorMatches(matcher: JsonObject, value: Json | undefined): Decided {
  if (isObject(value)) return undefined;
  return value === undefined ? absentMatches(matcher) : matchesOperator(matcher, value as Scalar);
}

/** Presence is weighed at the leaves; what AWS says of objects is too little. */
function exists({ exists: wanted, ...others }: JsonObject, value: Json | undefined): Decided {
  if (typeof wanted !== "boolean" || Object.keys(others).length > 0) return undefined;
  if (isObject(value)) return undefined;
  if (Array.isArray(value) && value.length === 0) return undefined;
  return (value !== undefined) === wanted;
}

/** An operator that is known needs a value to work on. */
const absentMatches = (matcher: JsonObject): Decided =>
  matchesOperator(matcher, "") === undefined && !("cidr" in matcher) ? undefined : false;

/** Whatever the value is, these say the same of it. */
function matchesAnything(matcher: Json): Decided {
  if (!isObject(matcher)) return undefined;
  return matcher["exists"] === true && Object.keys(matcher).length === 1 ? true : undefined;
}

/** Any element will do; whether that holds for `anything-but` too, AWS does not say. */
function matchesElements(matcher: Json, elements: readonly Json[]): Decided {
  const one = (element: Json): Decided => matchesOne(matcher, element);
  if (!isObject(matcher) || !("anything-but" in matcher)) return some(elements, one);
  const any = some(elements, one);
  return any === every(elements, one) ? any : undefined;
}

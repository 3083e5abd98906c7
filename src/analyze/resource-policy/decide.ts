import { type Context, holds } from "./condition.ts";
import { matchesAction, matchesArn } from "./pattern.ts";
import { type Caller, concerns } from "./principal.ts";
import type { Patterns, Statement } from "./statement.ts";
import { every, not, some, type Truth } from "./truth.ts";

/** One call, or with `*` in action and resource all calls of a kind. */
export interface Request {
  readonly caller: Caller;
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

export type Decision = "allowed" | "denied" | "undecidable";

/**
 * What a policy by itself says of a request: denied unless a statement allows it and none denies
 * it. Of a request that stands for many, the decision holds for all of them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(statements: readonly Statement[], request: Request): Decision {
  const isDenied = denies(statements, request);
  const isAllowed = allows(statements, request);
  if (isDenied === true || isAllowed === false) return "denied";
  return isDenied === false && isAllowed === true ? "allowed" : "undecidable";
}

/** Whether a statement denies the request outright. */
export const denies = (statements: readonly Statement[], request: Request): Truth =>
  some(statements, (one) => one.effect === "Deny" && applies(one, request));

/** Whether a statement allows the request, if none denies it. */
const allows = (statements: readonly Statement[], request: Request): Truth =>
  some(statements, (one) => one.effect === "Allow" && applies(one, request));

function applies(statement: Statement, { caller, action, resource, context }: Request): Truth {
  const isAbout = includes(statement.actions, action, matchesAction);
  if (isAbout === false) return false;
  const isOf = concerns(statement.principals, caller);
  if (isOf === false) return false;
  const isOn = includes(statement.resources, resource, matchesArn);
  if (isOn === false) return false;
  const isMet = every(statement.conditions, (condition) => holds(condition, context));
  return every([isAbout, isOf, isOn, isMet], (truth) => truth);
}

/** Whether a list of patterns includes a value. */
export function includes(
  { isNegated, patterns }: Patterns,
  value: string,
  match: (pattern: string, value: string) => Truth,
): Truth {
  const isListed = some(patterns, (pattern) => match(pattern, value));
  return isNegated ? not(isListed) : isListed;
}

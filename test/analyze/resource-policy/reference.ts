import type { Request } from "../../../src/analyze/resource-policy/decide.ts";
import type { Condition, Statement } from "../../../src/analyze/resource-policy/statement.ts";

/** What a request carries, with nothing left open. */
export type Carried = { readonly [key: string]: readonly string[] | undefined };

// IAM's rules as its manual words them, for policies without ARNs and variables: two-valued, slow
// and without a line in common with what it checks.

export function referenceAllows(
  statements: readonly Statement[],
  request: Pick<Request, "caller" | "action" | "resource">,
  carried: Carried,
): boolean {
  const fitting = statements.filter(
    (statement) =>
      isAbout(statement, request) &&
      listed(statement.actions, request.action.toLowerCase()) &&
      listed(statement.resources, request.resource) &&
      statement.conditions.every((condition) => isMet(condition, carried[condition.key])),
  );
  const effects = fitting.map(({ effect }) => effect);
  return effects.includes("Allow") && !effects.includes("Deny");
}

function isAbout({ principals }: Statement, { caller }: Pick<Request, "caller">): boolean {
  if (principals === undefined) return true;
  const found = principals.named.some(({ type, name }) => {
    if (type === "AWS" && name === "*") return true;
    if (caller.kind === "service") return type === "Service" && name === caller.service;
    return caller.kind === "account" && type === "AWS" && name === caller.accountId;
  });
  return found !== principals.isNegated;
}

function listed({ isNegated, patterns }: Statement["actions"], value: string): boolean {
  return patterns.some((pattern) => like(pattern, value)) !== isNegated;
}

const like = (pattern: string, value: string): boolean =>
  new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s").test(value);

function isMet(condition: Condition, values: readonly string[] | undefined): boolean {
  const { operator, quantifier, ifExists, values: wanted } = condition;
  if (operator === "Null") return wanted.includes(String(values === undefined));
  const isNot = operator.includes("Not");
  if (values === undefined) {
    if (ifExists || quantifier === "all") return true;
    return quantifier === "any" ? false : isNot;
  }
  const compare = operator.endsWith("Like")
    ? like
    : (one: string, other: string) =>
        operator === "Bool" ? one.toLowerCase() === other.toLowerCase() : one === other;
  const each = values.map((value) => wanted.some((one) => compare(one, value)) !== isNot);
  return quantifier === "any" ? each.includes(true) : !each.includes(false);
}

import type { Expression } from "./pattern.ts";

/** Or, where undefined stands for either. */
export function some(results: readonly (boolean | undefined)[]): boolean | undefined {
  if (results.includes(true)) return true;
  return results.includes(undefined) ? undefined : false;
}

/** And, where undefined stands for either. */
export function every(results: readonly (boolean | undefined)[]): boolean | undefined {
  if (results.includes(false)) return false;
  return results.includes(undefined) ? undefined : true;
}

/** An expression, once its conditions can be judged. */
export function testExpression<Condition>(
  expression: Expression<Condition>,
  test: (condition: Condition) => boolean | undefined,
): boolean | undefined {
  if (expression.kind === "condition") return test(expression.condition);
  const results = expression.operands.map((operand) => testExpression(operand, test));
  return expression.kind === "and" ? every(results) : some(results);
}

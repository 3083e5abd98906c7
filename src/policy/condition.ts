import type { ASTNode, Environment } from "@marcbachmann/cel-js";
import type { Condition, PreparedCondition, Variables } from "../model/policy.ts";
import { decisiveReads, partEvaluator } from "./decisive-reads.ts";
import { prepareCondition } from "./prepare-condition.ts";

/** Conditions whose text has been worked out already, by that text. */
export type PreparedConditions = { readonly [text: string]: PreparedCondition };

/** Makes a compiler of conditions that are known to be well formed. */
export function conditionCompiler(
  environment: Environment,
  conditions: PreparedConditions = {},
): (text: string) => Condition {
  const evaluatePart = partEvaluator(environment);
  return (text) => {
    let parsed: ASTNode | undefined;
    const ast = (): ASTNode => {
      parsed ??= environment.parse(text).ast;
      return parsed;
    };
    const prepared = Object.hasOwn(conditions, text) ? conditions[text] : undefined;
    const { run, reads } = prepared ?? prepareCondition(ast());
    const evaluate = environment.parse(run);
    return {
      text,
      reads,
      decisive: (variables) => decisiveReads(ast(), variables, evaluatePart),
      holds(variables: Variables) {
        const value: unknown = evaluate(variables);
        if (typeof value === "boolean") return value;
        throw new TypeError(`the condition gave ${typeof value}, not true or false`);
      },
    };
  };
}

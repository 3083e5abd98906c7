import type { Environment } from "@marcbachmann/cel-js";
import type { Condition, Variables } from "../model/policy.ts";
import { decisiveReads, partEvaluator } from "./decisive-reads.ts";
import { readsOf } from "./expression-reads.ts";
import { overWholeLists } from "./whole-lists.ts";

/** Makes a compiler of conditions that are known to be well formed. */
export function conditionCompiler(environment: Environment): (text: string) => Condition {
  const evaluatePart = partEvaluator(environment);
  return (text) => {
    const { ast } = environment.parse(text);
    const evaluate = environment.parse(overWholeLists(ast));
    return {
      text,
      reads: readsOf(ast),
      decisive: (variables) => decisiveReads(ast, variables, evaluatePart),
      holds(variables: Variables) {
        const value: unknown = evaluate(variables);
        if (typeof value === "boolean") return value;
        throw new TypeError(`the condition gave ${typeof value}, not true or false`);
      },
    };
  };
}

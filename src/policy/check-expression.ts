import type { ASTNode, Environment, TypeCheckResult } from "@marcbachmann/cel-js";
import { factTypeIn } from "../model/facts/schema.ts";
import type { PolicySource } from "../model/policy.ts";
import { answerOf } from "../model/question.ts";
import { scopes } from "../model/scope.ts";
import { checkEnvironment } from "./cel-environment.ts";
import type { Fault } from "./diagnostics.ts";
import { explainError, type Vocabulary } from "./expression-help.ts";
import { childrenOf } from "./expression-reads.ts";
import { faultsOf } from "./expression-rules.ts";

/** A mistake at a stretch of an expression. */
export interface ExpressionMistake extends Fault {
  readonly start: number;
  readonly end: number;
}

/** What decides which names an expression can see. */
type Seeing = Pick<PolicySource, "scope" | "params" | "ask">;

/** Parses and type-checks a condition against every declared fact, and holds it to our own rules. */
export function checkExpression(text: string, policy: Seeing): ExpressionMistake[] {
  const { type, mistakes } = checkAnyExpression(text, policy);
  if (mistakes.length > 0 || type === "bool") return mistakes;
  return [
    {
      start: 0,
      end: text.length,
      code: "policy/expression",
      message: `the expression is of type ${type}, not bool`,
      help: "Compare it with something: a condition is true or false.",
    },
  ];
}

/** The same for an expression that may give anything, with the type of what it gives. */
export function checkAnyExpression(
  text: string,
  policy: Seeing,
): { readonly type?: string; readonly mistakes: ExpressionMistake[] } {
  const environment = checkEnvironment(policy);
  const whole = environment.check(text);
  const { valid, type, error } = whole.valid ? withTestedFacts(text, whole, environment) : whole;
  if (!valid) {
    const { start = 0, end = text.length } = error?.range ?? {};
    const summary = error?.summary ?? "the expression is not valid";
    const explained = explainError(
      text,
      { summary, start, end: Math.max(start + 1, end) },
      vocabularyOf(policy, environment),
    );
    return { mistakes: [{ code: "policy/expression", ...explained }] };
  }
  const mistakes = faultsOf(environment.parse(text).ast).map((fault) => ({
    code: "policy/expression-rule",
    ...fault,
  }));
  return { ...(type !== undefined && { type }), mistakes };
}

/**
 * CEL takes has() of any name, and a misspelt one is never there: `!has(trail.kmsKeyIdd)` would
 * always hold. Read as a function, has() lets the checker look at its fact, at the same place.
 */
function withTestedFacts(text: string, whole: TypeCheckResult, environment: Environment) {
  const starts = hasCalls(environment.parse(text).ast);
  if (starts.length === 0) return whole;
  const read = starts.reduce(
    (changed, start) => `${changed.slice(0, start)}dyn${changed.slice(start + "has".length)}`,
    text,
  );
  const checked = environment.check(read);
  return checked.error?.summary.startsWith("No such key") === true ? checked : whole;
}

const hasCalls = (node: ASTNode): number[] => [
  ...(node.op === "call" && node.args[0] === "has" ? [node.range.start] : []),
  ...childrenOf(node).flatMap(hasCalls),
];

function vocabularyOf({ scope, ask, params = {} }: Seeing, environment: Environment): Vocabulary {
  const answer = answerOf(ask)?.variable;
  const own = [scopes[scope].variable, ...(answer ? [answer] : []), "account"];
  const given = Object.keys(params).length > 0 ? ["params"] : [];
  return {
    variables: [...new Set([...own, ...given, "asOf"])],
    typeOf: (part) => {
      const { valid, type = "" } = environment.check(part);
      return valid ? factTypeIn(type) : undefined;
    },
  };
}

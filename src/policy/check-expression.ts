import type { TypeCheckResult } from "@marcbachmann/cel-js";
import { factSchema } from "../model/facts/schema.ts";
import type { PolicySource } from "../model/policy.ts";
import { answerOf } from "../model/question.ts";
import { scopes } from "../model/scope.ts";
import { checkEnvironment } from "./cel-environment.ts";
import type { Fault } from "./diagnostics.ts";
import { faultsOf } from "./expression-rules.ts";
import { nearest } from "./nearest.ts";

/** A mistake at a stretch of an expression. */
export interface ExpressionMistake extends Fault {
  readonly start: number;
  readonly end: number;
}

/** Parses and type-checks an expression against every declared fact, and holds it to our own rules. */
export function checkExpression(
  text: string,
  policy: Pick<PolicySource, "scope" | "params" | "ask">,
): ExpressionMistake[] {
  const environment = checkEnvironment(policy);
  const checked = environment.check(text);
  if (!checked.valid) return [typeMistake(text, checked, variablesOf(policy))];
  if (checked.type !== "bool") {
    return [
      {
        start: 0,
        end: text.length,
        code: "policy/expression",
        message: `the expression is of type ${checked.type}, not bool`,
        help: "Compare it with something: a condition is true or false.",
      },
    ];
  }
  return faultsOf(environment.parse(text).ast).map((fault) => ({
    code: "policy/expression-rule",
    ...fault,
  }));
}

function typeMistake(
  text: string,
  { error }: TypeCheckResult,
  variables: readonly string[],
): ExpressionMistake {
  const range = error?.range ?? { start: 0, end: text.length };
  const place = { start: range.start, end: Math.max(range.start + 1, range.end) };
  const message = error?.summary ?? "the expression is not valid";
  return {
    ...place,
    code: "policy/expression",
    message,
    help: message.startsWith("Unknown variable")
      ? `The policy sees ${variables.join(", ")}.`
      : helpWith(text.slice(place.start, place.end)),
  };
}

const variablesOf = ({ scope, ask }: Pick<PolicySource, "scope" | "ask">): string[] => {
  const answer = answerOf(ask)?.variable;
  const own = [scopes[scope].variable, ...(answer ? [answer] : [])];
  return [...new Set([...own, "account", "params", "asOf"])];
};

/** The fact that the misspelt name may stand for. */
function helpWith(source: string): string {
  const name = source.split(".").at(-1)?.match(/\w+/)?.[0] ?? "";
  const facts = [...new Set(Object.values(factSchema).flatMap((fields) => Object.keys(fields)))];
  const isName = name !== "" && !facts.includes(name);
  const best = isName ? nearest(name, [...facts, ...functions]) : undefined;
  return best === undefined
    ? "docs/facts.md lists every fact, docs/policies.md the language."
    : `Did you mean "${best}"?`;
}

const functions = ["hoursBefore", "daysBefore", "undecided", "re2", "timestamp", "size"];

import type { PolicySource } from "../model/policy.ts";
import type { Mistake } from "./check-policy.ts";
import { suggest } from "./nearest.ts";
import { parameterIn, valuesIn } from "./question.ts";

const flags = ["readOnly", "requireSubscription", "acceptEventBridge"];
const numbers = ["maxThreshold"];
const texts = ["category"];

/** What a question's schema cannot say: a value is of its own type, or a parameter of that type. */
export function questionMistakes({ ask, params = {} }: PolicySource): Mistake[] {
  return valuesIn(ask ?? {}).flatMap(({ pointer, value }): Mistake[] => {
    const name = pointer.split("/").at(-1) ?? "";
    const parameter = parameterIn(value);
    if (parameter !== undefined && !Object.hasOwn(params, parameter)) {
      return [
        {
          pointer,
          code: "policy/unknown-parameter",
          message: `the policy has no parameter "${parameter}"`,
          help: suggest(parameter, Object.keys(params)),
        },
      ];
    }
    const wanted = wantedTypeOf(name);
    const given = parameter === undefined ? value : params[parameter];
    const type = Array.isArray(given) ? "list" : typeof given;
    if (type === wanted) return [];
    return [
      {
        pointer,
        code: "policy/invalid-value",
        message: `"${name}" is a ${type}, not a ${wanted}`,
        help: "A value may also be a parameter: {{params.name}}.",
      },
    ];
  });
}

function wantedTypeOf(name: string): string {
  if (flags.includes(name)) return "boolean";
  if (numbers.includes(name)) return "number";
  return texts.includes(name) ? "string" : "list";
}

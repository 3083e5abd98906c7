import type { FactPath } from "../src/model/fact-path.ts";
import type { Field } from "../src/model/facts/field.ts";
import { factSchema, factTypeIn } from "../src/model/facts/schema.ts";
import { type ScopeName, scopeOf } from "../src/model/scope.ts";

/**
 * The fact at a path, with the call it comes from: its own, or that of the nearest fact around it.
 * Undefined for parameters, and for a variable itself.
 */
export function fieldAt([variable, ...members]: FactPath, scope: ScopeName): Field | undefined {
  const own = scopeOf(scope);
  if (variable !== own.variable && variable !== "account") return undefined;
  let type: string = variable === own.variable ? own.type : "Account";
  let found: Field | undefined;
  for (const member of members.filter((name) => !name.startsWith("["))) {
    const holder = factTypeIn(type);
    const next: Field | undefined = holder && factSchema[holder][member];
    if (next === undefined) break;
    const call = next.call ?? found?.call;
    found = { ...next, ...(call !== undefined && { call }) };
    type = next.type;
  }
  return found;
}

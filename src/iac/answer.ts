import type { JsonObject } from "../model/json.ts";
import type { CallLine } from "../model/recording.ts";
import { attempt } from "./attribute.ts";

/** What a lifted answer is about. */
export interface Asked {
  readonly account: string;
  readonly region: string;
  readonly address: string;
  readonly service: string;
  readonly input: JsonObject;
}

/**
 * The answer that AWS would give once the change is applied. Where it hangs on what only the applied
 * change settles, the whole answer is unresolved: a part of it would pass for the rest being absent.
 */
export function answer(
  asked: Asked,
  operation: string,
  output: () => JsonObject | { readonly none: string },
): CallLine {
  const { address, ...where } = asked;
  const line = { kind: "call" as const, ...where, operation, at: "", declaredAt: address };
  const lifted = attempt(output);
  if ("unresolved" in lifted) {
    return { ...line, error: { code: "Unresolved", message: lifted.unresolved } };
  }
  const { made } = lifted;
  if (typeof made["none"] === "string") {
    return { ...line, error: { code: made["none"], message: "" } };
  }
  return { ...line, output: made as JsonObject };
}

import type { Json } from "../model/json.ts";

/** A declared value: known (null where it is not set), or settled only when the change is applied. */
export type Attribute =
  | { readonly value: Json }
  /** Which attribute of what, `aws_cloudtrail.main.kms_key_id`. */
  | { readonly unresolved: string };

/** Thrown while a resource is lifted: what hangs on an unresolved attribute is itself unresolved. */
export class UnresolvedError extends Error {
  override readonly name = "UnresolvedError";
}

/** The value, where it is known. Throws what `attempt` takes for "not known". */
export function known(attribute: Attribute): Json {
  if ("unresolved" in attribute) throw new UnresolvedError(attribute.unresolved);
  return attribute.value;
}

/** What `lift` makes, or which attribute keeps it from being made. */
export function attempt<T>(lift: () => T): { readonly made: T } | { readonly unresolved: string } {
  try {
    return { made: lift() };
  } catch (error) {
    if (error instanceof UnresolvedError) return { unresolved: error.message };
    throw error;
  }
}

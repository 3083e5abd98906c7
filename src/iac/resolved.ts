import { isUnknown, type Unknown } from "../model/unknown.ts";

/**
 * A value of a template once its intrinsic functions are worked out. What only the deployment will
 * tell stands in its place as unknown, with the reason `unresolved`.
 */
export type Resolved =
  | string
  | number
  | boolean
  | null
  | Unknown
  | readonly Resolved[]
  | { readonly [name: string]: Resolved };

/** What `AWS::NoValue` stands for: the property is not there. */
export const noValue = Symbol("AWS::NoValue");

export const unresolved = (detail: string): Unknown => ({ $unknown: "unresolved", detail });

/** What no declaration settles: it happens afterwards. */
export const notDeployed = (detail: string): Unknown => ({ $unknown: "not-deployed", detail });

/** What a change says nothing of, about a thing that may be there already. */
export const undeclared = (detail: string): Unknown => ({ $unknown: "undeclared", detail });

/** The first thing that is open in a value, however deep; undefined where it is whole. */
export function openIn(value: Resolved | undefined): Unknown | undefined {
  if (isUnknown(value)) return value;
  if (typeof value !== "object" || value === null) return undefined;
  for (const part of Object.values(value)) {
    const found = openIn(part as Resolved);
    if (found) return found;
  }
  return undefined;
}

import type { Source } from "../unknown.ts";

const origin = Symbol("origin");

/** Which call told each member of a fact object; `*` stands for those not named. Without it, they follow from what leads here. */
export interface Origin<Key extends string = string> {
  readonly "*"?: Source;
  readonly members?: { readonly [member in Key]?: Source };
}

/** Attaches where a fact object's members came from, invisible to policies and to JSON. */
export function from<T extends object>(sources: Origin<Extract<keyof T, string>>, facts: T): T {
  Object.defineProperty(facts, origin, { value: sources, enumerable: false });
  return facts;
}

/** The call that told `member`, if the object says. */
export function sourceOf(facts: object, member: string): Source | undefined {
  const sources = (facts as { [origin]?: Origin })[origin];
  return sources?.members?.[member] ?? sources?.["*"];
}

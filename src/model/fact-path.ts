/**
 * The place of a fact: a variable, then members; `[]` stands for every item of a list, `[2]` for one.
 * `account.trails[].isLogging` is `["account", "trails", "[]", "isLogging"]`.
 */
export type FactPath = readonly [variable: string, ...members: string[]];

export const formatFactPath = (path: FactPath): string => path.join(".").replaceAll(".[", "[");

export const parseFactPath = (text: string): FactPath =>
  text.replaceAll("[]", ".[]").split(".") as unknown as FactPath;

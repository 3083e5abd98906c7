import { RE2JS } from "re2js";

const compiled = new Map<string, RE2JS>();

/** The pattern, compiled; throws with a reason when it is not one that RE2 knows. */
export function compileRe2(pattern: string): RE2JS {
  const known = compiled.get(pattern) ?? RE2JS.compile(pattern);
  compiled.set(pattern, known);
  return known;
}

/** Searches in linear time, whatever the pattern; CEL's own `matches` would not. */
export const searchRe2 = (text: string, pattern: string): boolean =>
  compileRe2(pattern).matcher(text).find();

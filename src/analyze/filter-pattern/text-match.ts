/** What a text literal asks of a value: its asterisks at either end stand for anything. */
export interface TextMatch {
  readonly kind: "any" | "equals" | "prefix" | "suffix" | "contains";
  readonly text: string;
  /**
   * An asterisk stands inside. AWS wrote in 2021 that it is an ordinary character there, and no
   * longer says so: both readings are possible.
   */
  readonly hasInnerStar: boolean;
}

export function textMatchOf(literal: string): TextMatch {
  if (literal === "*") return { kind: "any", text: "", hasInnerStar: false };
  const isOpenBefore = literal.startsWith("*");
  const isOpenAfter = literal.endsWith("*");
  const text = literal.slice(isOpenBefore ? 1 : 0, isOpenAfter ? -1 : undefined);
  const hasInnerStar = text.includes("*");
  if (isOpenBefore && isOpenAfter) return { kind: "contains", text, hasInnerStar };
  if (isOpenBefore) return { kind: "suffix", text, hasInnerStar };
  return { kind: isOpenAfter ? "prefix" : "equals", text, hasInnerStar };
}

export type InnerStar = "character" | "wildcard";

/** Case counts. */
export function matchesText(literal: string, value: string, innerStar: InnerStar): boolean {
  const match = textMatchOf(literal);
  if (match.hasInnerStar && innerStar === "wildcard") return matchesGlob(literal, value);
  switch (match.kind) {
    case "any":
      return true;
    case "equals":
      return value === match.text;
    case "prefix":
      return value.startsWith(match.text);
    case "suffix":
      return value.endsWith(match.text);
    case "contains":
      return value.includes(match.text);
  }
}

/** The parts between the asterisks occur in their order, the outer ones at the ends; linear. */
function matchesGlob(glob: string, value: string): boolean {
  const parts = glob.split("*");
  const first = parts.shift() ?? "";
  const last = parts.pop() ?? "";
  if (value.length < first.length + last.length) return false;
  if (!value.startsWith(first) || !value.endsWith(last)) return false;
  const end = value.length - last.length;
  let position = first.length;
  for (const part of parts) {
    const found = value.indexOf(part, position);
    if (found < 0 || found + part.length > end) return false;
    position = found + part.length;
  }
  return true;
}

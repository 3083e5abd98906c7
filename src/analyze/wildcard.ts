/**
 * Whether a pattern, in which `*` stands for any characters and what `single` names for one, matches
 * the whole text. `single` is for IAM's `?`. Takes at most pattern × text steps.
 */
export function matchesWildcard(
  pattern: readonly string[],
  text: string,
  single?: string,
): boolean {
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const token = pattern[inPattern];
    if (token === "*") {
      star = inPattern;
      resume = at;
      inPattern += 1;
    } else if (token !== undefined && (token === single || token === literal(text[at]))) {
      inPattern += 1;
      at += 1;
    } else if (star >= 0) {
      resume += 1;
      at = resume;
      inPattern = star + 1;
    } else return false;
  }
  return pattern.slice(inPattern).every((token) => token === "*");
}

/** A character that stands for itself, told apart from the wildcards. */
const literal = (character = ""): string => `=${character}`;

/** The tokens of a pattern of IAM: `*`, `?`, and everything else, in UTF-16 units, for itself. */
export const iamPattern = (pattern: string): string[] =>
  pattern.split("").map((one) => (one === "*" || one === "?" ? one : literal(one)));

/** The tokens of a pattern of EventBridge; undefined where a backslash escapes what it may not. */
export function eventPatternWildcard(pattern: string): string[] | undefined {
  const parts = pattern.match(/\\[\s\S]?|[^\\]/g) ?? [];
  const tokens = parts.map((part) => {
    if (part === "*") return part;
    return part.startsWith("\\") ? escaped(part) : literal(part);
  });
  return tokens.every((token) => token !== undefined) ? tokens : undefined;
}

const escaped = (part: string): string | undefined =>
  part === "\\*" || part === "\\\\" ? literal(part[1]) : undefined;

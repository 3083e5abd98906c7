import { every, type Truth } from "./truth.ts";

/** Beyond this many comparisons a pair of hostile patterns is left undecided. */
const mostComparisons = 5_000_000;

/**
 * Whether a pattern with `*` and `?` matches a text. A `*` in the text stands for any text: then
 * true means for all of them, `maybe` for some. So does a policy variable in the pattern, whose
 * value is not known.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matches(pattern: string, text: string): Truth {
  if (pattern.length * text.length > mostComparisons) return "maybe";
  const isVariable = pattern.includes("${");
  const relaxed = isVariable ? withoutVariables(pattern) : pattern;
  if (covers(relaxed, text)) return isVariable ? "maybe" : true;
  return text.includes("*") && overlaps(relaxed, text) ? "maybe" : false;
}

/** Each variable as `*`; whatever its value is, it matches no more than that. */
function withoutVariables(pattern: string): string {
  const [first = "", ...rest] = pattern.split("${");
  return rest.reduce((relaxed, part) => {
    const end = part.indexOf("}");
    return `${relaxed}*${end < 0 ? "" : part.slice(end + 1)}`;
  }, first);
}

/** The usual search with one way back, to the last `*`: never more than pattern times text. */
function covers(pattern: string, text: string): boolean {
  let [at, star, mark] = [0, -1, 0];
  for (let index = 0; index < text.length; ) {
    const wanted = pattern[at];
    if (wanted === "*") {
      star = at++;
      mark = index;
    } else if (wanted === text[index] || (wanted === "?" && text[index] !== "*")) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++mark;
    } else return false;
  }
  return at >= endOfText(pattern);
}

/** Where nothing but `*` is left of a pattern. */
function endOfText(pattern: string): number {
  let end = pattern.length;
  while (pattern[end - 1] === "*") end--;
  return end;
}

/** Whether any text matches both patterns, from the ends of both backwards. */
function overlaps(pattern: string, other: string): boolean {
  if (beginsOtherwise(pattern, other)) return false;
  const end = endOfText(pattern);
  let below = Array.from({ length: pattern.length + 1 }, (_, at) => at >= end);
  for (const symbol of other.split("").reverse()) below = rowAbove(pattern, symbol, below);
  return below[0] ?? false;
}

/** Nearly every pair differs before the first wildcard. */
function beginsOtherwise(pattern: string, other: string): boolean {
  for (let at = 0; at < pattern.length && at < other.length; at++) {
    const [one, two] = [pattern[at], other[at]];
    if (one === "*" || one === "?" || two === "*") return false;
    if (one !== two) return true;
  }
  return false;
}

/** From what each rest of the pattern shares with a text to what it shares with one symbol more. */
function rowAbove(pattern: string, symbol: string, below: readonly boolean[]): boolean[] {
  const row: boolean[] = new Array(pattern.length + 1).fill(false);
  for (let at = pattern.length; at >= 0; at--) {
    const wanted = pattern[at];
    if (symbol === "*" || wanted === "*") row[at] = row[at + 1] || below[at] || false;
    else if (wanted === "?" || wanted === symbol) row[at] = below[at + 1] ?? false;
  }
  return row;
}

/** Actions have no case. */
export const matchesAction = (pattern: string, action: string): Truth =>
  matches(pattern.toLowerCase(), action.toLowerCase());

/**
 * Whether the pattern of an ARN matches one. AWS compares ARNs part by part; where a `*` would have
 * to reach over a colon that is left undecided.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function matchesArn(pattern: string, arn: string): Truth {
  if (pattern === arn) return true;
  const whole = matches(pattern, arn);
  if (whole === false || pattern === "*") return whole;
  const wanted = arnParts(pattern);
  const given = arnParts(arn);
  if (wanted.length !== given.length) return "maybe";
  const parts = every([...wanted.keys()], (at) => matches(wanted[at] ?? "", given[at] ?? ""));
  return parts === true ? whole : "maybe";
}

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), ...(parts.length > 5 ? [parts.slice(5).join(":")] : [])];
}

import type { Comparison, Field, Literal, Term } from "./pattern.ts";
import { compareNumbers, type Semantics, testComparison } from "./test-condition.ts";
import { every, some, testExpression } from "./three-valued.ts";

/**
 * Terms are joined by "and", those with a question mark by "or"; the latter count only where there
 * are no others.
 */
export function matchesTerms(
  terms: readonly Term[],
  line: string,
  semantics: Semantics,
): boolean | undefined {
  const isOptional = ({ role }: Term) => role === "optional";
  const binding = terms.filter((term) => !isOptional(term));
  if (binding.length === 0) return some(terms.map((term) => holds(term.literal, line, semantics)));
  return every(
    binding.map(({ role, literal }) => {
      const isHeld = holds(literal, line, semantics);
      return isHeld === undefined || role === "required" ? isHeld : !isHeld;
    }),
  );
}

function holds(literal: Literal, line: string, semantics: Semantics): boolean | undefined {
  if (literal.kind === "regex") return semantics.searchRegex?.(literal.regex, line);
  return line.includes(literal.text);
}

/**
 * Conditions by place. The last place of a pattern takes the rest of the line, as in AWS's example
 * `[w1=ERROR, w2]`; a line with fewer fields than places does not match.
 */
export function matchesFields(
  places: readonly Field[],
  line: string,
  semantics: Semantics,
): boolean | undefined {
  const texts = alignFields(places, splitFields(line));
  if (texts === undefined) return false;
  return every(
    places.map(({ condition }, index) => {
      const text = texts[index];
      if (condition === undefined || text === undefined) return true;
      return testExpression(condition, (comparison) => testField(comparison, text, semantics));
    }),
  );
}

/** Text and number are told apart by the literal alone: a line has no types. */
function testField(
  comparison: Comparison,
  text: string,
  semantics: Semantics,
): boolean | undefined {
  const { operator, literal } = comparison;
  if (literal.kind !== "number") return testComparison(comparison, text, semantics);
  const isNumeric = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text);
  return isNumeric ? compareNumbers(operator, Number(text), literal.value) : operator === "!=";
}

/** The text at every place; undefined for the ellipsis, or where the line is too short. */
function alignFields(
  places: readonly Field[],
  fields: readonly string[],
): readonly (string | undefined)[] | undefined {
  const ellipsis = places.findIndex(({ kind }) => kind === "ellipsis");
  if (ellipsis < 0) {
    if (fields.length < places.length) return undefined;
    const last = places.length - 1;
    return [...fields.slice(0, last), fields.slice(last).join(" ")];
  }
  const after = places.length - ellipsis - 1;
  if (fields.length < ellipsis + after) return undefined;
  return [...fields.slice(0, ellipsis), undefined, ...fields.slice(fields.length - after)];
}

/** Spaces part fields; what stands in brackets or quotation marks is one field, without them. */
function splitFields(line: string): readonly string[] {
  const fields: string[] = [];
  const lastCloser = { "[": line.lastIndexOf("]"), '"': line.lastIndexOf('"') };
  const word = /\S+/g;
  for (let match = word.exec(line); match !== null; match = word.exec(line)) {
    const opener = line[match.index];
    const isOpen = (opener === "[" || opener === '"') && lastCloser[opener] > match.index;
    if (isOpen) {
      const end = line.indexOf(opener === "[" ? "]" : '"', match.index + 1);
      fields.push(line.slice(match.index + 1, end));
      word.lastIndex = end + 1;
    } else fields.push(match[0]);
  }
  return fields;
}

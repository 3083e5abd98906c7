import { type Cursor, expect, fail, failHere, looksAt, take, takeMatch } from "./cursor.ts";
import type { Selector, Step } from "./pattern.ts";

/** Selectors with a wildcard in one pattern. */
const maxWildcards = 3;

/** `$.a.b`, `$.a[0]`, `$.a[*].b`, `$.*`, `$.['a.b']`. */
export function parseSelector(cursor: Cursor): Selector {
  const start = cursor.position;
  expect(cursor, "$", "before the name of a field");
  const steps: Step[] = [];
  for (let step = parseStep(cursor); step !== undefined; step = parseStep(cursor)) steps.push(step);
  const length = cursor.position - start;
  if (steps.length === 0) fail("Expected a field name, such as $.eventName.", start, length);
  const wildcards = steps.filter(({ kind }) => kind.startsWith("any")).length;
  if (wildcards > 1) fail("A field has at most one wildcard.", start, length);
  cursor.wildcards += wildcards;
  if (cursor.wildcards > maxWildcards) {
    fail(`A pattern has at most ${maxWildcards} fields with a wildcard.`, start, length);
  }
  return steps;
}

function parseStep(cursor: Cursor): Step | undefined {
  if (take(cursor, ".*")) return { kind: "any-member" };
  if (looksAt(cursor, ".[")) {
    cursor.position += 1;
    return parseBracket(cursor);
  }
  if (take(cursor, ".")) {
    const name = takeMatch(cursor, /[A-Za-z0-9_-]+/y);
    return {
      kind: "member",
      name: name ?? failHere(cursor, "Expected a field name after the dot."),
    };
  }
  return looksAt(cursor, "[") ? parseBracket(cursor) : undefined;
}

function parseBracket(cursor: Cursor): Step {
  const start = cursor.position;
  if (take(cursor, "[*]")) return { kind: "any-element" };
  const digits = takeMatch(cursor, /\[\d{1,9}\]/y);
  if (digits !== undefined) return { kind: "element", index: Number(digits.slice(1, -1)) };
  const quoted = takeMatch(cursor, /\['[^']+'\]/y);
  if (quoted !== undefined) return { kind: "member", name: quoted.slice(2, -2) };
  return fail("Expected [0], [*] or ['name'].", start, 1);
}

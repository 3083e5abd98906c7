import fc from "fast-check";
import { parseFilterPattern } from "../../../src/analyze/filter-pattern/parse.ts";
import type { FilterPattern } from "../../../src/analyze/filter-pattern/pattern.ts";
import type { Json, JsonObject } from "../../../src/model/json.ts";

export function parsed(text: string): FilterPattern {
  const result = parseFilterPattern(text);
  if ("error" in result) throw new Error(`${text}: ${result.error.message}`);
  return result.pattern;
}

/** Selectors and literals, few enough to meet often. */
export interface Vocabulary {
  readonly selectors: readonly string[];
  readonly literals: readonly string[];
  readonly numbers: readonly string[];
}

const kinds = ["text", "text", "text", "text", "number", "is", "not-exists"] as const;

function conditions({ selectors, literals, numbers }: Vocabulary): fc.Arbitrary<string> {
  const equality = fc.constantFrom("=", "!=");
  const order = fc.constantFrom("=", "!=", "<", ">", "<=", ">=");
  return fc
    .tuple(fc.constantFrom(...selectors), fc.constantFrom(...kinds))
    .chain(([selector, kind]) => {
      if (kind === "number" && numbers.length > 0) {
        return fc
          .tuple(order, fc.constantFrom(...numbers))
          .map(([operator, number]) => `${selector} ${operator} ${number}`);
      }
      if (kind === "is" && numbers.length > 0) {
        return fc.constantFrom("NULL", "TRUE", "FALSE").map((value) => `${selector} IS ${value}`);
      }
      if (kind === "not-exists") return fc.constant(`${selector} NOT EXISTS`);
      return fc
        .tuple(equality, fc.constantFrom(...literals))
        .map(([operator, literal]) => `${selector} ${operator} ${literal}`);
    });
}

/** JSON patterns of a few conditions. */
export function patterns(vocabulary: Vocabulary): fc.Arbitrary<string> {
  const { expression } = fc.letrec<{ expression: string; joined: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      conditions(vocabulary),
      tie("joined"),
    ),
    joined: fc
      .tuple(
        fc.constantFrom(" && ", " || "),
        fc.array(tie("expression"), { minLength: 2, maxLength: 3 }),
      )
      .map(([operator, operands]) => `(${operands.join(operator)})`),
  }));
  return expression.map((text) => `{ ${text} }`);
}

/** Every way to give each path one of the values, undefined for none. */
export function universe(places: {
  readonly [path: string]: readonly (Json | undefined)[];
}): JsonObject[] {
  let events: JsonObject[] = [{}];
  for (const [path, values] of Object.entries(places)) {
    events = events.flatMap((event) =>
      values.map((value) => (value === undefined ? event : { ...event, [path]: value })),
    );
  }
  return events;
}

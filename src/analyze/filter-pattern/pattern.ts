/** One step from a JSON value to a value inside it. */
export type Step =
  | { readonly kind: "member"; readonly name: string }
  | { readonly kind: "element"; readonly index: number }
  | { readonly kind: "any-member" }
  | { readonly kind: "any-element" };

/** `$.userIdentity.type` as its steps; the root has none. */
export type Selector = readonly Step[];

export type Operator = "=" | "!=" | "<" | ">" | "<=" | ">=";

export type Literal =
  /** With its asterisks; see text-match.ts. */
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly value: number; readonly text: string }
  /** What stands between the percent signs. */
  | { readonly kind: "regex"; readonly regex: string };

export interface Comparison {
  readonly operator: Operator;
  readonly literal: Literal;
}

export type JsonCondition =
  | ({ readonly kind: "compare"; readonly selector: Selector } & Comparison)
  | {
      readonly kind: "is";
      readonly selector: Selector;
      readonly value: "null" | "true" | "false";
    }
  | { readonly kind: "not-exists"; readonly selector: Selector };

export type Expression<Condition> =
  | { readonly kind: "and" | "or"; readonly operands: readonly Expression<Condition>[] }
  | { readonly kind: "condition"; readonly condition: Condition };

/** A word, a phrase or a regular expression that a line holds. */
export interface Term {
  readonly role: "required" | "optional" | "excluded";
  readonly literal: Literal;
}

/** One place of a space-delimited pattern. */
export interface Field {
  readonly kind: "field" | "ellipsis";
  readonly condition?: Expression<Comparison>;
}

interface Doubtful {
  /** What in the spelling AWS does not document; the meaning is then only assumed. */
  readonly doubts: readonly string[];
}

/**
 * A filter pattern of CloudWatch Logs, by language. The empty pattern matches everything.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export type FilterPattern = Doubtful &
  (
    | { readonly kind: "everything" }
    | { readonly kind: "json"; readonly expression: Expression<JsonCondition> }
    | { readonly kind: "terms"; readonly terms: readonly Term[] }
    | { readonly kind: "fields"; readonly fields: readonly Field[] }
  );

/** Every condition of an expression, from left to right. */
export function conditionsOf<Condition>(expression: Expression<Condition>): Condition[] {
  return expression.kind === "condition"
    ? [expression.condition]
    : expression.operands.flatMap(conditionsOf);
}

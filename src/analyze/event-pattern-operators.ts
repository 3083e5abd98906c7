import { isObject, type Json, type JsonObject } from "../model/json.ts";
import { type Decided, not, some } from "./three-valued.ts";
import { eventPatternWildcard, matchesWildcard } from "./wildcard.ts";

export type Scalar = null | boolean | number | string;

type Operator = (operand: Json, value: Scalar) => Decided;

/** A text, or `{"equals-ignore-case": text}`, against a text made of the value. */
const affix =
  (has: (text: string, part: string) => boolean): Operator =>
  (operand, value) => {
    if (typeof operand === "string") return typeof value === "string" && has(value, operand);
    const folded = isObject(operand) ? operand["equals-ignore-case"] : undefined;
    if (typeof folded !== "string") return undefined;
    return typeof value === "string" && has(value.toLowerCase(), folded.toLowerCase());
  };

const wildcard: Operator = (operand, value) => {
  const pattern = typeof operand === "string" ? eventPatternWildcard(operand) : undefined;
  if (pattern === undefined) return undefined;
  return typeof value === "string" && matchesWildcard(pattern, value);
};

const equalsIgnoreCase: Operator = (operand, value) => {
  if (typeof operand !== "string") return undefined;
  return typeof value === "string" && value.toLowerCase() === operand.toLowerCase();
};

const prefix = affix((text, part) => text.startsWith(part));
const suffix = affix((text, part) => text.endsWith(part));

/** Inside `anything-but`, each of these takes one operand or a list. */
const excluding: { readonly [name: string]: Operator } = {
  prefix,
  suffix,
  wildcard,
  "equals-ignore-case": equalsIgnoreCase,
};

const anythingBut: Operator = (operand, value) => {
  if (!isObject(operand)) {
    const excluded = listOf(operand);
    return excluded.length > 0 && excluded.every(isTextOrNumber)
      ? !excluded.includes(value)
      : undefined;
  }
  const [[name, inner] = ["", undefined], ...others] = Object.entries(operand);
  const operator = Object.hasOwn(excluding, name) ? excluding[name] : undefined;
  if (operator === undefined || inner === undefined || others.length > 0) return undefined;
  const list = listOf(inner);
  return list.length === 0 ? undefined : not(some(list, (one) => operator(one, value)));
};

const isTextOrNumber = (value: Json): boolean =>
  typeof value === "string" || typeof value === "number";

/** Ranges are not weighed, but they are for numbers only, and networks for texts. */
const onlyFor =
  (isFit: (value: Scalar) => boolean): Operator =>
  (_operand, value) =>
    isFit(value) ? undefined : false;

const operators: { readonly [name: string]: Operator } = {
  prefix,
  suffix,
  wildcard,
  "equals-ignore-case": equalsIgnoreCase,
  "anything-but": anythingBut,
  numeric: onlyFor((value) => typeof value === "number"),
  cidr: onlyFor((value) => typeof value === "string"),
};

/** What an operator of a pattern, `{"prefix": "Stop"}`, says of a value; undefined if it is not known. */
export function matchesOperator(matcher: JsonObject, value: Scalar): Decided {
  const [[name, operand] = ["", undefined], ...others] = Object.entries(matcher);
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (operator === undefined || operand === undefined || others.length > 0) return undefined;
  return operator(operand, value);
}

const listOf = (value: Json): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [value];

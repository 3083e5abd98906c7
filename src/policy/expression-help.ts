import type { FactTypeName } from "../model/facts/field.ts";
import { factSchema } from "../model/facts/schema.ts";
import type { Fault } from "./diagnostics.ts";
import { nearest } from "./nearest.ts";

/** What the type checker says, and where. */
export interface CheckerError {
  readonly summary: string;
  readonly start: number;
  readonly end: number;
}

/** What an expression can speak of. */
export interface Vocabulary {
  readonly variables: readonly string[];
  /** The fact type that a part of the expression has by itself; undefined where it has none. */
  readonly typeOf: (part: string) => FactTypeName | undefined;
}

export interface ExplainedError extends Omit<Fault, "code"> {
  readonly start: number;
  readonly end: number;
}

/** A type checker's error as a policy author needs it: the wrong word alone, and the right one. */
export function explainError(
  text: string,
  error: CheckerError,
  vocabulary: Vocabulary,
): ExplainedError {
  const explained =
    misspeltMacro(text, error) ??
    unknownVariable(error, vocabulary) ??
    unknownFact(text, error, vocabulary) ??
    unknownFunction(text, error) ??
    unexpected(text, error);
  if (explained !== undefined) return explained;
  const { summary, start, end } = error;
  return { start, end, message: plain(summary), help: helpWith(summary) };
}

const plain = (summary: string): string =>
  summary.replaceAll("google.protobuf.Timestamp", "timestamp");

function helpWith(summary: string): string {
  if (/^no such overload: .* (==|!=|<|>|<=|>=) /.test(summary)) {
    return "Both sides of a comparison must be of the same type.";
  }
  return summary.startsWith("Logical operator")
    ? "Compare it with something: &&, || and ! work on true and false only."
    : "See: trailwarden policies facts, and docs/policies.md for the language.";
}

const macros = ["exists", "exists_one", "all", "filter", "map"];

/** A macro that is none leaves its own variable unknown. */
function misspeltMacro(text: string, { summary, start }: CheckerError): ExplainedError | undefined {
  if (!summary.startsWith("Unknown variable")) return undefined;
  const [, name = ""] = /\.(\w+)\(\s*$/.exec(text.slice(0, start)) ?? [];
  if (name === "" || macros.includes(name) || name in signatures) return undefined;
  const best = nearest(name, macros);
  if (best === undefined) return undefined;
  const at = text.lastIndexOf(name, start);
  return {
    start: at,
    end: at + name.length,
    message: `there is no function "${name}"`,
    help: `Did you mean "${best}"?`,
  };
}

function unknownVariable(
  { summary, start, end }: CheckerError,
  { variables }: Vocabulary,
): ExplainedError | undefined {
  const [, name = ""] = /^Unknown variable: (.+)$/.exec(summary) ?? [];
  if (name === "") return undefined;
  const best = nearest(name, variables);
  const known = `There is ${variables.join(", ")}.`;
  const help = best === undefined ? known : `Did you mean "${best}"? ${known}`;
  return { start, end, message: `there is no variable "${name}"`, help };
}

/** Among the facts of the thing that is asked; among all where it is not known what that is. */
function unknownFact(
  text: string,
  { summary, start, end }: CheckerError,
  { typeOf }: Vocabulary,
): ExplainedError | undefined {
  const [, name = ""] = /^No such key: (.+)$/.exec(summary) ?? [];
  if (name === "") return undefined;
  const [owner = ""] = /\w+(\.\w+)*(?=\.$)/.exec(text.slice(0, start)) ?? [];
  const type = owner === "" ? undefined : typeOf(owner);
  const all = Object.values(factSchema).flatMap((fields) => Object.keys(fields));
  const candidates = type === undefined ? [...new Set(all)] : Object.keys(factSchema[type]);
  const best = nearest(name, candidates);
  return {
    start,
    end,
    message: type === undefined ? `there is no fact "${name}"` : `${type} has no fact "${name}"`,
    help: best === undefined ? listFacts(type) : `Did you mean "${best}"?`,
  };
}

const listFacts = (type: FactTypeName | undefined): string =>
  `List the facts there are with: trailwarden policies facts${type === undefined ? "" : ` ${type}`}`;

/** How each function is called; docs/policies.md describes those that are not CEL's own. */
const signatures: { readonly [name: string]: string } = {
  hoursBefore: "hoursBefore(timestamp, number)",
  daysBefore: "daysBefore(timestamp, number)",
  undecided: 'undecided("reason")',
  re2: 're2(text, "pattern")',
  timestamp: "timestamp(text)",
  duration: 'duration("1h")',
  size: "size(list or text)",
  has: "has(trail.kmsKeyId)",
  startsWith: "text.startsWith(text)",
  endsWith: "text.endsWith(text)",
  contains: "text.contains(text)",
  lowerAscii: "text.lowerAscii()",
  upperAscii: "text.upperAscii()",
  split: "text.split(text)",
  string: "string(value)",
  int: "int(value)",
};

function unknownFunction(
  text: string,
  { summary, start }: CheckerError,
): ExplainedError | undefined {
  const [, call = "", name = ""] = /overload for '((?:.*\.)?(\w+)\(.*\))'$/.exec(summary) ?? [];
  if (name === "") return undefined;
  const place = placeOf(text, name, start);
  const signature = Object.hasOwn(signatures, name) ? signatures[name] : undefined;
  if (signature !== undefined) {
    const message = `${plain(call)} does not fit the types that ${name} takes`;
    return { ...place, message, help: `It is called like ${signature}.` };
  }
  const names = [...Object.keys(signatures), ...macros];
  const best = nearest(name, names);
  return {
    ...place,
    message: `there is no function "${name}"`,
    help: best === undefined ? `There are ${names.join(", ")}.` : `Did you mean "${best}"?`,
  };
}

/** The checker marks the whole call. */
function placeOf(text: string, name: string, from: number) {
  const found = new RegExp(`\\b${name}(?=\\s*\\()`).exec(text.slice(from));
  const start = from + (found?.index ?? 0);
  return { start, end: start + name.length };
}

const operators: { readonly [written: string]: string } = {
  and: "&&",
  or: "||",
  not: "!",
  "=": "==",
  "===": "==",
  "!==": "!=",
  "&": "&&",
  "|": "||",
};

function unexpected(text: string, error: CheckerError): ExplainedError | undefined {
  const { summary, start, end } = error;
  if (!summary.startsWith("Unexpected")) return undefined;
  if (summary.endsWith("EOF")) {
    const message = "the expression ends before it is complete";
    return { start, end, message, help: "Something is missing after this." };
  }
  const word = /^(and|or|not)\b|^[=!&|]+/.exec(text.slice(start).trimStart())?.[0];
  const wanted = word === undefined ? undefined : operators[word];
  if (wanted === undefined) return undefined;
  return { start, end, message: `"${word}" is no operator of CEL`, help: `Write ${wanted}.` };
}

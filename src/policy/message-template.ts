import { type FactPath, parseFactPath } from "../model/fact-path.ts";
import { factSchema, factTypeIn } from "../model/facts/schema.ts";
import type { MessageTemplate, PolicySource } from "../model/policy.ts";
import { answerOf } from "../model/question.ts";
import { scopes } from "../model/scope.ts";

const place = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Splits a text at its `{{path}}` places. */
export function parseTemplate(text: string): MessageTemplate {
  const parts: (string | FactPath)[] = [];
  let end = 0;
  for (const match of text.matchAll(place)) {
    parts.push(text.slice(end, match.index), parseFactPath(match[1] ?? ""));
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return { text, parts: parts.filter((part) => part !== "") };
}

/** What decides which names a policy can see. */
export type Seeing = Pick<PolicySource, "scope" | "ask" | "params">;

/** A place in a template that names no fact, with what could have been meant. */
export interface TemplateFault {
  readonly start: number;
  readonly end: number;
  readonly path: string;
  readonly candidates: readonly string[];
}

/** Places of `text` that name nothing a policy of this scope can see. */
export function templateFaults(text: string, policy: Seeing): TemplateFault[] {
  return [...text.matchAll(place)].flatMap((match) => {
    const path = match[1] ?? "";
    const candidates = unknownStep(parseFactPath(path), policy);
    const start = match.index;
    return candidates === undefined
      ? []
      : [{ start, end: start + match[0].length, path, candidates }];
  });
}

/** What the first unknown name of a path could have been; undefined when the whole path exists. */
export function unknownStep(
  [variable, ...members]: FactPath,
  { scope, ask, params = {} }: Seeing,
): readonly string[] | undefined {
  const names = Object.keys(params);
  if (variable === "params") return members[0] && names.includes(members[0]) ? undefined : names;
  const seen = [scopes[scope], scopes.account, answerOf(ask)].filter((one) => one !== undefined);
  const named = seen.find((one) => one.variable === variable);
  return named === undefined
    ? [...seen.map((one) => one.variable), "params"]
    : unknownMember(named.type, members);
}

function unknownMember(type: string, members: readonly string[]): readonly string[] | undefined {
  const [member, ...rest] = members;
  if (member === undefined) return undefined;
  if (member === "[]") return unknownMember(type, rest);
  const fields = factTypeIn(type) ? factSchema[factTypeIn(type) ?? "Account"] : {};
  const field = Object.hasOwn(fields, member) ? fields[member] : undefined;
  return field === undefined ? Object.keys(fields) : unknownMember(field.type, rest);
}

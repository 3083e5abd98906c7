import { isObject, type Json, type JsonObject } from "../model/json.ts";
import type { ParameterValue, PolicySource } from "../model/policy.ts";
import { type Question, type QuestionSource, questionKindOf } from "../model/question.ts";

type Values = { readonly [name: string]: ParameterValue };

const reference = /^\{\{\s*params\.(\w+)\s*\}\}$/;

/** The parameter that a value of a question stands for, if it stands for one. */
export const parameterIn = (value: Json | undefined): string | undefined =>
  typeof value === "string" ? reference.exec(value)?.[1] : undefined;

/** Makes a policy's question of its parameters. */
export function questionMaker({
  ask,
}: Pick<PolicySource, "ask">): ((values: Values) => Question) | undefined {
  const kind = questionKindOf(ask);
  const source = kind && ask?.[kind];
  if (kind === undefined || source === undefined) return undefined;
  return (values) => ({ kind, question: fill(source, values) }) as unknown as Question;
}

function fill(source: JsonObject, values: Values): JsonObject {
  const filled = Object.entries(source).map(([name, value]): [string, Json | undefined] => {
    const parameter = parameterIn(value);
    if (parameter !== undefined) return [name, values[parameter]];
    return [name, isObject(value) ? fill(value, values) : value];
  });
  return Object.fromEntries(filled);
}

/** Every value of a question, with its place below it. */
export const valuesIn = (ask: QuestionSource): { pointer: string; value: Json | undefined }[] =>
  walk(ask as JsonObject, "/ask");

function walk(source: JsonObject, pointer: string): { pointer: string; value: Json | undefined }[] {
  return Object.entries(source).flatMap(([name, value]) =>
    isObject(value)
      ? walk(value, `${pointer}/${name}`)
      : [{ pointer: `${pointer}/${name}`, value }],
  );
}

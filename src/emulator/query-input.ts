import type { Json } from "../model/json.ts";
import { membersOf, type Schema, traitsOf } from "./codec.ts";

/** The input of an operation, out of a form as the query protocols send it. */
export function readQuery(schema: Schema, form: URLSearchParams, at = ""): Json | undefined {
  if (schema.isStructSchema()) return readStruct(schema, form, at);
  if (schema.isListSchema()) return readList(schema, form, at);
  if (schema.isMapSchema()) return readMap(schema, form, at);
  const value = form.get(at);
  return value === null ? undefined : toScalar(schema, value);
}

function readStruct(schema: Schema, form: URLSearchParams, at: string): Json | undefined {
  const entries = membersOf(schema).flatMap(([member, inner]) => {
    const { ec2QueryName, xmlName } = traitsOf(inner);
    const name = String(ec2QueryName ?? xmlName ?? member);
    const value = readQuery(inner, form, at === "" ? name : `${at}.${name}`);
    return value === undefined ? [] : [[member, value] as const];
  });
  return entries.length > 0 || at === "" ? Object.fromEntries(entries) : undefined;
}

function readList(schema: Schema, form: URLSearchParams, at: string): Json | undefined {
  const item = schema.getValueSchema();
  const base = traitsOf(schema).xmlFlattened ? at : `${at}.${traitsOf(item).xmlName ?? "member"}`;
  const items: Json[] = [];
  for (let index = 1; ; index += 1) {
    const value = readQuery(item, form, `${base}.${index}`);
    if (value === undefined) return items.length > 0 ? items : undefined;
    items.push(value);
  }
}

function readMap(schema: Schema, form: URLSearchParams, at: string): Json | undefined {
  const entries: [string, Json][] = [];
  for (let index = 1; ; index += 1) {
    const key = form.get(`${at}.entry.${index}.key`);
    const value = readQuery(schema.getValueSchema(), form, `${at}.entry.${index}.value`);
    if (key === null || value === undefined) {
      return entries.length > 0 ? Object.fromEntries(entries) : undefined;
    }
    entries.push([key, value]);
  }
}

/** A value that came as text: in a form, a header, a path or a query. */
export function toScalar(schema: Schema, value: string): Json {
  if (schema.isNumericSchema()) return Number(value);
  return schema.isBooleanSchema() ? value === "true" : value;
}

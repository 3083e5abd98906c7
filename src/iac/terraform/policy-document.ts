import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { openIn } from "../resolved.ts";
import { argumentOf, type Block } from "./block.ts";

type List = readonly JsonObject[];

/**
 * The text that `aws_iam_policy_document` makes; undefined where a part of what it is made of is not known.
 * The provider's rules: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function documentText(block: Block): string | undefined {
  const given = Object.fromEntries(inputs.map((name) => [name, argumentOf(block, name) ?? null]));
  if (openIn(given) !== undefined) return undefined;
  const known = given as JsonObject;
  const own = listIn(known["statement"]).map(statement);
  const below = documentsIn(known, "source_json", "source_policy_documents");
  const above = documentsIn(known, "override_policy_documents", "override_json");
  if (below === undefined || above === undefined) return undefined;
  const Statement = [...below, own, ...above].reduce(merge, []);
  const Version = known["version"] ?? "2012-10-17";
  const Id = known["policy_id"] ?? undefined;
  return JSON.stringify({ Version, Id, Statement });
}

const inputs = [
  ...["statement", "version", "policy_id", "source_json", "source_policy_documents"],
  ...["override_json", "override_policy_documents"],
];

const listIn = (value: Json | undefined): List =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** A statement replaces the one that has the same Sid. */
function merge(below: List, above: List): List {
  const replaced = below.map(
    (one) => above.find(({ Sid }) => Sid !== undefined && Sid === one["Sid"]) ?? one,
  );
  return [...replaced, ...above.filter((one) => !replaced.includes(one))];
}

/** The statements of the documents that are given as text; undefined where one is no document. */
function documentsIn(given: JsonObject, ...names: readonly string[]): readonly List[] | undefined {
  const texts = names.flatMap((name) => given[name] ?? []) as readonly Json[];
  const parsed = texts.filter((text) => text !== "" && text !== null).map(statementsIn);
  return parsed.includes(undefined) ? undefined : (parsed as readonly List[]);
}

function statementsIn(text: Json): List | undefined {
  try {
    const { Statement } = JSON.parse(String(text)) as JsonObject;
    const all = Array.isArray(Statement) ? Statement : [Statement];
    return all.every(isObject) ? (all as List) : undefined;
  } catch {
    return undefined;
  }
}

function statement(from: JsonObject): JsonObject {
  const text = (name: string) => written(from[name]);
  return dropAbsent({
    Sid: from["sid"] || undefined,
    Effect: from["effect"] || "Allow",
    Action: text("actions"),
    NotAction: text("not_actions"),
    Resource: text("resources"),
    NotResource: text("not_resources"),
    Principal: principals(listIn(from["principals"])),
    NotPrincipal: principals(listIn(from["not_principals"])),
    Condition: conditions(listIn(from["condition"])),
  });
}

const dropAbsent = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

/** A list of one is written as that one; `&{...}` is how Terraform writes a policy variable. */
function written(value: Json | undefined): Json | undefined {
  const all = Array.isArray(value) ? value.map((one) => String(one).replaceAll("&{", "${")) : [];
  if (all.length === 0) return undefined;
  return all.length === 1 ? (all[0] ?? "") : all;
}

function principals(blocks: List): Json | undefined {
  if (blocks.length === 0) return undefined;
  const isAnyone = ({ type, identifiers }: JsonObject) =>
    type === "*" && written(identifiers) === "*";
  return blocks.every(isAnyone)
    ? "*"
    : grouped(blocks, ({ type, identifiers }) => [String(type), "", identifiers])[""];
}

/** The blocks' lists by what they are of, those of the same put together. */
function grouped(
  blocks: List,
  parts: (block: JsonObject) => readonly [inner: string, outer: string, Json | undefined],
): JsonObject {
  const groups = new Map<string, Map<string, readonly Json[]>>();
  for (const block of blocks) {
    const [inner, outer, values] = parts(block);
    const group = groups.get(outer) ?? new Map<string, readonly Json[]>();
    group.set(inner, [...(group.get(inner) ?? []), ...(Array.isArray(values) ? values : [])]);
    groups.set(outer, group);
  }
  return Object.fromEntries(
    [...groups].map(([outer, group]) => [
      outer,
      Object.fromEntries([...group].map(([name, all]) => [name, written(all) ?? []])),
    ]),
  );
}

const conditions = (blocks: List): Json | undefined =>
  blocks.length === 0
    ? undefined
    : grouped(blocks, ({ test, variable, values }) => [String(variable), String(test), values]);

import { keyOf } from "./configuration.ts";

/** What one traversal of an expression names. */
export type Reference =
  /** Known before the change is applied, whatever it is. */
  | { readonly kind: "known" }
  | { readonly kind: "lost" }
  | { readonly kind: "local" }
  | { readonly kind: "each"; readonly attribute?: string }
  | { readonly kind: "variable"; readonly name: string }
  | OfModule
  | OfResource;

export interface OfModule {
  readonly kind: "module";
  readonly name: string;
  readonly key?: string | number;
  readonly output?: string;
}

export interface OfResource {
  readonly kind: "resource" | "data";
  readonly type: string;
  readonly name: string;
  /** Absent where the index is worked out: `aws_kms_key.this[each.key].arn` is `aws_kms_key.this`. */
  readonly key?: string | number;
  readonly attribute?: string;
}

/**
 * The traversals of an expression. The plan lists each, longest part first, each part followed by what it
 * is a part of: `aws_kms_key.k[0].arn`, `aws_kms_key.k[0]`, `aws_kms_key.k`. A part that is no shorter
 * than the one before begins the next traversal.
 */
export function traversals(references: readonly string[]): readonly string[] {
  return references.filter((one, at) => {
    const before = references[at - 1];
    if (before === undefined || !before.startsWith(one)) return true;
    const next = before.charAt(one.length);
    // Terraform does not repeat a module call without its index.
    const isCall = next === "[" && /^module\.[^.[\]]+$/.test(one);
    return !((next === "." || next === "[") && !isCall);
  });
}

const index = String.raw`(?:\[(?:"((?:[^"\\]|\\.)*)"|(\d+))\])?`;
const ofModule = new RegExp(String.raw`^module\.([^.[\]]+)${index}(?:\.([\w-]+).*)?$`, "s");
const ofResource = new RegExp(
  String.raw`^(data\.)?([a-z]\w*)\.([^.[\]]+)${index}(?:\.([\w-]+).*)?$`,
  "s",
);

export function parseReference(text: string): Reference {
  if (/^(count\.index|each\.key|path\.\w+|terraform\.\w+|tofu\.\w+|self\.?.*)$/.test(text)) {
    return { kind: "known" };
  }
  const each = /^each\.value(?:\.([\w-]+))?/.exec(text);
  if (each) return { kind: "each", ...(each[1] !== undefined && { attribute: each[1] }) };
  const variable = /^var\.([^.[\]]+)/.exec(text)?.[1];
  if (variable !== undefined) return { kind: "variable", name: variable };
  if (text.startsWith("local.")) return { kind: "local" };
  return parseOutput(text) ?? parseResource(text) ?? { kind: "lost" };
}

function parseOutput(text: string): OfModule | undefined {
  const match = ofModule.exec(text);
  if (!match) return undefined;
  const [, name = "", quoted, number, output] = match;
  const key = keyOf(quoted, number);
  return {
    ...{ kind: "module", name },
    ...(key !== undefined && { key }),
    ...(output !== undefined && { output }),
  };
}

function parseResource(text: string): OfResource | undefined {
  const match = ofResource.exec(text);
  if (!match || /^(module|ephemeral|action)\./.test(text)) return undefined;
  const [, data, type = "", name = "", quoted, number, attribute] = match;
  const key = keyOf(quoted, number);
  return {
    ...{ kind: data === undefined ? "resource" : "data", type, name },
    ...(key !== undefined && { key }),
    ...(attribute !== undefined && { attribute }),
  };
}

import { isUnknown } from "../../model/unknown.ts";
import { openIn, type Resolved, unresolved } from "../resolved.ts";
import { asText } from "./functions.ts";
import { type PropertyKind, propertyKinds } from "./property-kinds.ts";

type Properties = { readonly [name: string]: Resolved };
type KindOf = (path: string) => PropertyKind | undefined;

/**
 * The properties of a resource as AWS takes them: CloudFormation accepts "true" for a boolean, 90
 * for a text, and a policy as an object or as JSON text. Those of types that are not read stay.
 */
export function normalize(type: string, properties: Properties): Properties {
  const kinds = Object.hasOwn(propertyKinds, type) ? propertyKinds[type] : undefined;
  if (kinds === undefined) return properties;
  const byPath = new Map(
    (Object.keys(kinds) as PropertyKind[]).flatMap((kind) =>
      (kinds[kind] ?? []).map((path) => [path, kind] as const),
    ),
  );
  return members(properties, "", (path) => byPath.get(path));
}

/** A property without a value is not there; CloudFormation refuses it. */
function members(value: Properties, path: string, kindOf: KindOf): Properties {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => [name, shaped(member, path ? `${path}.${name}` : name, kindOf)]),
  );
}

function shaped(value: Resolved, path: string, kindOf: KindOf): Resolved {
  if (isUnknown(value)) return value;
  const kind = kindOf(path);
  if (kind === "policy" || kind === "document") return jsonText(value, kind);
  if (Array.isArray(value)) {
    return (value as readonly Resolved[]).map((item) => shaped(item, path, kindOf));
  }
  if (typeof value === "object") return members((value ?? {}) as Properties, path, kindOf);
  return scalar(value, kind);
}

/** YAML 1.1, which CloudFormation reads, has more words for booleans. */
const truths: { readonly [word: string]: boolean | undefined } = {
  ...{ true: true, yes: true, on: true },
  ...{ false: false, no: false, off: false },
};

function scalar(value: string | number | boolean, kind: PropertyKind | undefined): Resolved {
  const text = String(value);
  if (kind === "boolean") {
    return truths[text.toLowerCase()] ?? unresolved(`"${excerpt(text)}" is neither true nor false`);
  }
  if (kind !== "number") return text;
  const number = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : unresolved(`"${excerpt(text)}" is no number`);
}

const excerpt = (text: string): string => text.slice(0, 100);

/** The text of a JSON document, or the first of its parts that is unresolved. */
function jsonText(value: Resolved, kind: "policy" | "document"): Resolved {
  if (typeof value === "string") return value;
  const missing = openIn(value);
  if (missing !== undefined) return missing;
  // IAM knows no numbers: an account id that stands without quotes is its digits.
  return JSON.stringify(value, (_, part: Resolved) =>
    kind === "policy" && typeof part === "number" ? asText(part) : part,
  );
}

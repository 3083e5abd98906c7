import type { Diagnostic } from "../model/failure.ts";
import type { SchemaError, Validate } from "../model/validate.ts";
import { diagnose, type Fault, type SourceFile } from "./diagnostics.ts";
import { nearest } from "./nearest.ts";
import { type Place, type Places, yamlPlaces } from "./yaml-places.ts";

/** Every departure of a file's content from its schema, at its place. */
export function schemaMistakes(
  file: SourceFile,
  content: unknown,
  validate: Validate,
  kind: Kind = "policy",
): Diagnostic[] {
  if (validate(content)) return [];
  const errors = (validate.errors ?? []).filter(isTelling);
  const places = yamlPlaces(file.text);
  return errors.map((error) => {
    const { fault, pointer } = describe(error, kind);
    return diagnose(file, findPlace(places, pointer), fault);
  });
}

/** Errors that only repeat what a more exact one beside them says. */
const isTelling = ({ keyword, schemaPath }: SchemaError): boolean =>
  !(keyword === "const" && schemaPath.includes("/contains/")) &&
  !["propertyNames", "if"].includes(keyword);

interface Described {
  readonly fault: Fault;
  readonly pointer: string;
}

/** What a file is; mistakes and schemas are named after it. */
type Kind = "policy" | "pack" | "configuration";

function describe(error: SchemaError, kind: Kind): Described {
  const { instancePath, params } = error;
  const name = instancePath.split("/").at(-1) ?? "";
  switch (error.keyword) {
    case "required":
      return {
        pointer: instancePath,
        fault: {
          code: `${kind}/missing-field`,
          message: `"${params["missingProperty"]}" is missing`,
          help: `schemas/${kind}.schema.json describes every field.`,
        },
      };
    case "additionalProperties":
      return unknownField(error, kind);
    case "contains":
      return {
        pointer: instancePath,
        fault: {
          code: "policy/missing-case",
          message: `there is no test that expects "${expected(error)}"`,
          help: "A policy proves with its own cases what it does: at least one pass, one fail and one unknown.",
        },
      };
    case "enum":
      return {
        pointer: instancePath,
        fault: invalid(
          kind,
          `"${String(error.data)}" is not a ${name}`,
          `Allowed: ${(params["allowedValues"] as string[]).join(", ")}.`,
        ),
      };
    default:
      return {
        pointer:
          error.propertyName === undefined ? instancePath : `${instancePath}/${error.propertyName}`,
        fault: invalid(kind, `"${error.propertyName ?? name}" ${error.message ?? error.keyword}`),
      };
  }
}

const invalid = (kind: Kind, message: string, help?: string): Fault => ({
  code: `${kind}/invalid-value`,
  message,
  ...(help !== undefined && { help }),
});

function unknownField({ instancePath, params, parentSchema }: SchemaError, kind: Kind): Described {
  const field = String(params["additionalProperty"]);
  const known = Object.keys(parentSchema?.properties ?? {});
  const best = nearest(field, known);
  return {
    pointer: `${instancePath}/${field}#key`,
    fault: {
      code: `${kind}/unknown-field`,
      message: `unknown field "${field}"`,
      help: best === undefined ? `Known: ${known.join(", ")}.` : `Did you mean "${best}"?`,
    },
  };
}

/** The verdict that a `contains` of the schema looks for among the cases. */
function expected({ schema }: SchemaError): string {
  const wanted = schema as { properties?: { expect?: { const?: string } } } | undefined;
  return wanted?.properties?.expect?.const ?? "";
}

/** The place of a pointer, or of the nearest thing around it. */
export function findPlace(places: Places, pointer: string): Place {
  const place = places.get(pointer);
  if (place !== undefined) return place;
  if (pointer === "") return { start: 0, end: 1 };
  return findPlace(places, pointer.slice(0, Math.max(0, pointer.lastIndexOf("/"))));
}

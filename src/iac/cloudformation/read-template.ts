import { load, YAMLException } from "js-yaml";
import { Failure } from "../../model/failure.ts";
import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { resourceLines } from "./resource-lines.ts";
import { templateSchema } from "./short-forms.ts";
import type { Template, TemplateResource } from "./template.ts";

/** CloudFormation's own limit is 1 MB. It takes no aliases and no merge keys either. */
const largestTemplate = 1024 * 1024;

/** Reads a template in YAML or JSON. @throws Failure with the line of what is wrong */
export function readTemplate(path: string, text: string): Template {
  if (text.length > largestTemplate) {
    throw new Failure("template/too-large", `${path} is larger than CloudFormation takes, 1 MB.`);
  }
  const content = parse(path, text);
  if (!isObject(content) || !isObject(content["Resources"])) {
    throw new Failure("template/no-template", `${path} has no "Resources"; it is no template.`);
  }
  const section = (name: string): JsonObject => {
    const value = content[name];
    return isObject(value) ? value : {};
  };
  return {
    Parameters: section("Parameters") as Template["Parameters"],
    Mappings: section("Mappings"),
    Conditions: section("Conditions"),
    Resources: resourcesOf(path, section("Resources")),
    lines: resourceLines(text),
  };
}

function parse(path: string, text: string): Json {
  try {
    return load(text, { schema: templateSchema, maxAliases: 0, maxDepth: 60 }) as Json;
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause;
    const where = cause.mark
      ? `, line ${cause.mark.line + 1}, column ${cause.mark.column + 1}`
      : "";
    throw new Failure("template/yaml", `${path}${where}: ${cause.reason}`, { cause });
  }
}

function resourcesOf(path: string, section: JsonObject): Template["Resources"] {
  const wrong = Object.entries(section).flatMap(([id, resource]) =>
    isObject(resource) && typeof resource["Type"] === "string" ? [] : [id],
  );
  // SAM and macros put a loop where a resource would be.
  const mistakes = wrong.filter((id) => !id.startsWith("Fn::"));
  if (mistakes.length > 0) {
    const names = mistakes.join(", ");
    throw new Failure("template/resource", `${path}: these resources have no Type: ${names}.`);
  }
  return Object.fromEntries(
    Object.entries(section).filter(([id]) => !wrong.includes(id)),
  ) as unknown as { readonly [id: string]: TemplateResource };
}

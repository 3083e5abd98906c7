import { isObject, type Json, type JsonObject } from "../../model/json.ts";

/** What these do to a template is documented, and touches no resource that is read. */
const known = ["AWS::Serverless-2016-10-31", "AWS::LanguageExtensions"];

/** A macro that may change every resource of the template, if it has one. */
export function macroOf(template: JsonObject): string | undefined {
  const resources = template["Resources"];
  const names = [
    ...namesOf(template["Transform"]),
    ...namesOf(template["Fn::Transform"]),
    ...(isObject(resources) ? namesOf(resources["Fn::Transform"]) : []),
  ];
  return names.find((name) => !known.includes(name));
}

/** A macro is given what stands beside it, and may put anything in its place. */
export function macroInside(resource: JsonObject): string | undefined {
  const properties = resource["Properties"];
  const [name] = [
    ...namesOf(resource["Fn::Transform"]),
    ...(isObject(properties) ? namesOf(properties["Fn::Transform"]) : []),
  ];
  return name;
}

function namesOf(transform: Json | undefined): readonly string[] {
  if (transform === undefined) return [];
  const items = Array.isArray(transform) ? (transform as readonly Json[]) : [transform];
  return items.map((item) => String((isObject(item) ? item["Name"] : item) ?? "of no name"));
}

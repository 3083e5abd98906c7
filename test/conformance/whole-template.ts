import { isObject, type Json, type JsonObject } from "../../src/model/json.ts";

/**
 * An excerpt as a template that CloudFormation would take: what it refers to without declaring it is a
 * parameter with some value, or the bucket or topic that a policy is for.
 */
export function wholeTemplate(text: string): string {
  const template = JSON.parse(text) as JsonObject;
  const resources = sectionOf(template, "Resources");
  if (!isObject(template["Resources"])) return text;
  const known = new Set([
    ...Object.keys(resources),
    ...Object.keys(sectionOf(template, "Parameters")),
  ]);
  const missing = [...refsIn(resources)].filter((name) => !known.has(name) && !name.includes("::"));
  const targets = new Map(Object.values(resources).flatMap(targetsOf));
  const added = missing.filter((name) => targets.has(name));
  return JSON.stringify(
    {
      ...template,
      Parameters: {
        ...sectionOf(template, "Parameters"),
        ...Object.fromEntries(
          missing
            .filter((name) => !targets.has(name))
            .map((name) => [name, { Type: "String", Default: `given-${name}` }]),
        ),
      },
      Resources: {
        ...resources,
        ...Object.fromEntries(added.map((name) => [name, { Type: targets.get(name) as string }])),
      },
    },
    null,
    2,
  );
}

const sectionOf = (template: JsonObject, name: string): JsonObject => {
  const section = template[name];
  return isObject(section) ? section : {};
};

function* refsIn(value: Json | undefined): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  if (isObject(value) && typeof value["Ref"] === "string") yield value["Ref"];
  for (const part of Object.values(value)) yield* refsIn(part as Json);
}

/** What a policy of a bucket or of topics is for. */
function targetsOf(resource: Json | undefined): [string, string][] {
  if (!isObject(resource)) return [];
  const properties = sectionOf(resource, "Properties");
  switch (resource["Type"]) {
    case "AWS::S3::BucketPolicy":
      return [...refsIn(properties["Bucket"])].map((name) => [name, "AWS::S3::Bucket"]);
    case "AWS::SNS::TopicPolicy":
      return [...refsIn(properties["Topics"])].map((name) => [name, "AWS::SNS::Topic"]);
    default:
      return [];
  }
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../schemas/policy.schema.json"), "utf8"),
) as object;

interface Node {
  readonly description?: string;
  readonly properties?: { readonly [name: string]: Node };
}

/** Every property anywhere in the schema that an editor would show without a word. */
function silent(node: unknown, path: string): string[] {
  if (typeof node !== "object" || node === null) return [];
  // A branch that only narrows a field describes nothing of its own.
  const { properties = {} } = path.includes("allOf") ? {} : (node as Node);
  return [
    ...Object.entries(properties).flatMap(([name, { description }]) =>
      description === undefined ? [`${path}/${name}`] : [],
    ),
    ...Object.entries(node).flatMap(([name, inner]) => silent(inner, `${path}/${name}`)),
  ];
}

test("an editor shows what every field of a policy means", () => {
  expect(silent(schema, "")).toEqual([]);
});

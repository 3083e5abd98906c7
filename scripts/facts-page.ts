import type { Field } from "../src/model/facts/field.ts";
import { factSchema } from "../src/model/facts/schema.ts";
import { code, plain, prose, table } from "./markdown.ts";

const row = ([name, { type, optional, says, call = "" }]: [string, Field]): string[] => [
  code(name),
  plain(type) + (optional ? ", optional" : ""),
  prose(says),
  code(call),
];

/** Every fact that a policy can read. */
export function factsPage(): string {
  const sections = Object.entries(factSchema).map(
    ([name, fields]) => `## ${name}

${table(["fact", "type", "meaning", "call"], Object.entries(fields).map(row))}
`,
  );
  return `# Facts

What policies can read, generated from the fact model. \`account\` is there in every policy; the
judged thing has the name of the policy's scope (\`trail\`, \`bucket\`, \`key\`, \`logGroup\` …).
Optional facts are left out when AWS has nothing to say: read them behind \`has()\`.
A fact that could not be learned makes the verdict unknown, unless the other facts decide it.

${sections.join("\n")}`;
}

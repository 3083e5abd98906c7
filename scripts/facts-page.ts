import type { Field } from "../src/model/facts/field.ts";
import { factSchema } from "../src/model/facts/schema.ts";

const row = ([name, field]: [string, Field]): string => {
  const type = `${field.type}${field.optional ? ", optional" : ""}`;
  return `| \`${name}\` | ${type} | ${field.says} | ${field.call ? `\`${field.call}\`` : ""} |`;
};

/** Every fact that a policy can read. */
export function factsPage(): string {
  const sections = Object.entries(factSchema).map(
    ([name, fields]) => `## ${name}

| fact | type | meaning | call |
|---|---|---|---|
${Object.entries(fields).map(row).join("\n")}
`,
  );
  return `# Facts

What policies can read, generated from the fact model. \`account\` is there in every policy; the
judged thing has the name of the policy's scope (\`trail\`, \`bucket\`, \`key\`, \`logGroup\` …).
Optional facts are left out when AWS has nothing to say: read them behind \`has()\`.
A fact that could not be learned makes the verdict unknown, unless the other facts decide it.

${sections.join("\n")}`;
}

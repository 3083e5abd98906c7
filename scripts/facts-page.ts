import { type ListedFact, listedFacts } from "../src/policy/listed-facts.ts";
import { code, plain, prose, table } from "./markdown.ts";

const row = ({ name, type, meaning, call = "" }: ListedFact): string[] => [
  code(name),
  plain(type),
  prose(meaning),
  code(call),
];

/** Every fact that a policy can read. */
export function factsPage(): string {
  const sections = listedFacts().map(
    ({ type, facts }) => `## ${type}

${table(["fact", "type", "meaning", "call"], facts.map(row))}
`,
  );
  return `# Facts

What policies can read, generated from the fact model; \`trailwarden policies facts\` lists the same.
\`account\` is there in every policy; the judged thing has the name of the policy's scope (\`trail\`,
\`bucket\`, \`key\`, \`logGroup\` …).
Optional facts are left out when AWS has nothing to say: read them behind \`has()\`.
A fact that could not be learned makes the verdict unknown, unless the other facts decide it.

${sections.join("\n")}`;
}

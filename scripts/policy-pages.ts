import { type FactPath, formatFactPath } from "../src/model/fact-path.ts";
import { permissions } from "../src/model/permissions.ts";
import type { Policy } from "../src/model/policy.ts";
import { compilePolicies } from "../src/policy/compile.ts";
import { fieldAt } from "./fact-field.ts";
import { anchor, code, codeBlock, plain, prose, table, template } from "./markdown.ts";
import type { Library, ShelvedPolicy } from "./policy-library.ts";

/** Path → content: a page for every policy, and an index of them. */
export async function policyPages(library: Library): Promise<{ readonly [path: string]: string }> {
  const compiled = await compilePolicies(library.policies);
  const pages = library.policies.map((policy, index): [string, string] => [
    `docs/policies/${policy.id}.md`,
    policyPage(policy, compiled[index]?.reads ?? []),
  ]);
  return { "docs/policies/README.md": indexPage(library), ...Object.fromEntries(pages) };
}

function indexPage({ policies }: Library): string {
  const services = [...new Set(policies.map(({ service }) => service))];
  const sections = services.map((service) => {
    const rows = policies
      .filter((policy) => policy.service === service)
      .map(({ id, title, severity, scope }) => [
        `[${id}](${id}.md)`,
        plain(title),
        severity,
        scope,
      ]);
    return `## ${service}\n\n${table(["policy", "title", "severity", "judges each"], rows)}\n`;
  });
  return `# Policies

Generated from the ${policies.length} policies that come with the tool. [Coverage](../coverage.md) shows which
requirements of which framework they answer, [Facts](../facts.md) what they can read.

${sections.join("\n")}`;
}

function policyPage(policy: ShelvedPolicy, reads: readonly FactPath[]): string {
  const { id, title, severity, scope, message, risk, references } = policy;
  const parts = [
    `# ${plain(title)}`,
    `${code(id)} · severity **${severity}** · judges each ${scope} · [all policies](README.md)`,
    `A finding says: ${template(message)}`,
    `## Why\n\n${plain(risk)}`,
    judgement(policy),
    parameters(policy),
    evidence(policy, reads),
    fix(policy),
    controls(policy),
    cases(policy),
    references.length > 0 ? `## See\n\n${references.map((url) => `- <${url}>`).join("\n")}` : "",
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function judgement({ when, pass, scope }: ShelvedPolicy): string {
  const applies =
    when === undefined
      ? `It is judged for every ${scope}.`
      : `It is judged where this is true, and is not applicable elsewhere:\n\n${codeBlock(when, "cel")}`;
  return `## How it is judged

${applies}

It passes if this is true, and fails if not:

${codeBlock(pass, "cel")}

Where a fact that decides could not be learned, the verdict is unknown.`;
}

function parameters({ params = {} }: ShelvedPolicy): string {
  const rows = Object.entries(params).map(([name, value]) => [
    code(name),
    code(JSON.stringify(value)),
  ]);
  return rows.length > 0 ? `## Parameters\n\n${table(["parameter", "default"], rows)}` : "";
}

/** What its expressions read. A fact that has no call of its own comes from what it stands in. */
function evidence({ scope }: ShelvedPolicy, reads: Policy["reads"]): string {
  const rows = reads.flatMap((path) => {
    const found = fieldAt(path, scope);
    if (found === undefined) return [];
    const { call = "", says } = found;
    return [[code(formatFactPath(path)), prose(says), code(call), code(permissions[call] ?? "")]];
  });
  return rows.length > 0
    ? `## Evidence\n\n${table(["fact", "meaning", "call", "IAM action"], rows)}`
    : "";
}

function fix({ fix: { text, cli, terraform } }: ShelvedPolicy): string {
  return [
    `## How to put it right\n\n${template(text)}`,
    ...(cli ? [`With the AWS CLI:\n\n${codeBlock(cli, "sh")}`] : []),
    ...(terraform ? [`With Terraform:\n\n${codeBlock(terraform)}`] : []),
  ].join("\n\n");
}

function controls(policy: ShelvedPolicy): string {
  const rows = Object.entries(policy.controls).map(([pack, ids]) => [
    `[${code(pack)}](../coverage.md#${anchor(pack)})`,
    ids.map(plain).join(", "),
  ]);
  return rows.length > 0 ? `## What it answers\n\n${table(["pack", "requirements"], rows)}` : "";
}

function cases({ tests }: ShelvedPolicy): string {
  const rows = tests.map(({ name, expect }) => [plain(name), expect]);
  return `## Cases\n\n${table(["case", "verdict"], rows)}`;
}

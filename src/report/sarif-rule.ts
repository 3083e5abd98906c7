import type { ResultPolicy } from "../model/result.ts";
import type { Severity } from "../model/severity.ts";
import { cut } from "./cut.ts";
import { markdownText } from "./markdown-text.ts";
import { printable } from "./printable.ts";

/** What GitHub orders alerts by: over 9.0 is critical, from 7.0 high, from 4.0 medium. */
const securitySeverity: { readonly [severity in Severity]: string } = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.0",
};

/** The level of a failure; what is not a failure has the level `none`. */
export const sarifLevel: { readonly [severity in Severity]: "error" | "warning" | "note" } = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
};

/** GitHub takes no more tags for a rule. */
const tagLimit = 20;

/** A policy as a SARIF rule, with every text that GitHub demands; its first tags are these packs. */
export function sarifRule(policy: ResultPolicy, packs: readonly string[]): object {
  const { id, severity, controls, references } = policy;
  const title = textOf(policy.title, id);
  const risk = textOf(policy.risk, title);
  const helpUri = references.find((reference) => isPage(reference));
  const asked = packs.filter((pack) => pack in controls);
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: risk },
    ...(helpUri !== undefined && { helpUri }),
    help: {
      text: [risk, ...references.map(printable)].join("\n"),
      markdown: markdown(policy),
    },
    defaultConfiguration: { level: sarifLevel[severity] },
    properties: {
      tags: [...new Set(["security", ...asked, ...Object.keys(controls)])].slice(0, tagLimit),
      precision: "very-high",
      "security-severity": securitySeverity[severity],
    },
  };
}

/** Blank text makes GitHub refuse the whole file. */
const textOf = (text: string, instead: string): string =>
  cut(printable(text.replaceAll(/\s+/g, " ").trim() || instead), 1024);

function markdown({ id, title, risk, controls, references }: ResultPolicy): string {
  const requirements = Object.entries(controls).map(
    ([framework, ids]) => `- ${markdownText(`${framework}: ${ids.join(", ")}`)}`,
  );
  return [
    `**${markdownText(title || id)}**`,
    markdownText(risk),
    ...(requirements.length > 0 ? [requirements.join("\n")] : []),
    ...(references.length > 0
      ? [references.map((reference) => `- ${link(reference)}`).join("\n")]
      : []),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Only what is plainly a web page may be followed. */
const isPage = (reference: string): boolean =>
  /^https:\/\/[\w./?=&%#~:+-]+$/.test(reference) && URL.canParse(reference);

const link = (reference: string): string =>
  isPage(reference) ? `<${reference}>` : markdownText(reference);

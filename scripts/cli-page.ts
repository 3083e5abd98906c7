import type { CommandDescription, OptionDescription } from "../src/cli/description.ts";
import { descriptions } from "../src/cli/descriptions.ts";
import { code, codeBlock, prose, table } from "./markdown.ts";

/** Every command with its arguments, options and examples. */
export function cliPage(): string {
  return `# Command line

Generated from the descriptions that help and the parser are made of. Credentials, profiles and
Regions work as with any AWS tool. The README tells the exit codes.

${descriptions.map(commandSection).join("\n")}`;
}

function commandSection(command: CommandDescription): string {
  const words = (command.arguments ?? []).map(({ name, isOptional }) =>
    isOptional ? `[${name}]` : `<${name}>`,
  );
  const usage = ["trailwarden", command.name, ...words].join(" ");
  const rows = [
    ...(command.arguments ?? []).map(({ name, says }) => [code(name), prose(says)]),
    ...(command.options ?? []).map((option) => [code(option.flags), prose(optionText(option))]),
  ];
  return `## ${command.name}

${command.summary[0]?.toUpperCase()}${command.summary.slice(1)}.

${codeBlock([usage, "", ...command.examples].join("\n"), "sh")}
${rows.length > 0 ? `\n${table(["", "meaning"], rows)}\n` : ""}`;
}

function optionText({ says, choices, default: value, isRepeatable }: OptionDescription): string {
  return [
    says,
    ...(choices ? [choices.join(", ")] : []),
    ...(value === undefined ? [] : [`default: ${value}`]),
    ...(isRepeatable ? ["repeatable"] : []),
  ].join("; ");
}

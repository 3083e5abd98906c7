import { printable } from "./printable.ts";

// GitHub and GitLab make links of names, numbers and addresses in any text, references to characters
// included, so those are broken up by an empty comment, which shows nothing.
const autolinks = /@(?=\w)|#(?=\d)|!(?=\d)|:(?=\/\/)|\bwww(?=\.)/gi;

/** One line of text that came from AWS or a file, and that Markdown shows as nothing but text. */
export const markdownText = (text: string): string =>
  printable(text.replaceAll(/\s+/g, " ").trim())
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[\\`*_{}[\]()>|~$]/g, "\\$&")
    .replace(/^([-+#]|\d+(?=[.)]))/, "\\$1")
    .replace(autolinks, "$&<!-- -->");

/** A name or a command, as code; not for cells of tables, which a pipe would end even in code. */
export function markdownCode(text: string): string {
  const shown = printable(text);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = longest > 0 ? " " : "";
  return `${fence}${space}${shown}${space}${fence}`;
}

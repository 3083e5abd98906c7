// Texts of policies and facts as GitHub's Markdown, which means nothing but what they say.

/** Characters that Markdown could take for more than themselves, wherever they stand. */
const special = /[\\`*_{}[\]<>#~&$]/g;

/** What makes a list or a heading of a line that starts with it. */
const opening = /^(\d*)([-+=.)])(?=\s|$)/;

/** Plain text; what would be markup is shown as it stands. Line breaks become spaces. */
export const plain = (text: string): string =>
  oneLine(text).replace(special, "\\$&").replace(opening, "$1\\$2");

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, " ");

/** Text whose code stands between backticks. */
export const prose = (text: string): string =>
  text
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? code(part.slice(1, -1)) : plain(part)))
    .join("");

/** Code within a line; its fence is longer than any run of backticks in it. */
export function code(text: string): string {
  const line = oneLine(text);
  if (line.trim() === "") return "";
  // Within code of a table there is no way to write these two side by side.
  if (line.includes("\\|")) return plain(line);
  const fence = "`".repeat(longestRun(line) + 1);
  const room = /^`|`$|^ .* $/.test(line) ? " " : "";
  return fence + room + line + room + fence;
}

/** Plain text whose `{{path}}` places are shown as code. */
export const template = (text: string): string =>
  text
    .split(/(\{\{[^{}]*\}\})/)
    .map((part, index) => (index % 2 === 1 ? code(part) : plain(part)))
    .join("");

/** Code on lines of its own. */
export function codeBlock(text: string, language = ""): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

const longestRun = (text: string): number =>
  Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));

/** A table; a pipe ends a cell even within code, so it is escaped there too. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(inCell).join(" | ")} |`;
  return [line(header), `|${"---|".repeat(header.length)}`, ...rows.map(line)].join("\n");
}

const inCell = (text: string): string => text.replaceAll("|", "\\|");

/** The name that GitHub gives a heading which is an id. */
export const anchor = (id: string): string => id.toLowerCase().replaceAll(".", "");

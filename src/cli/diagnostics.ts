import pc from "picocolors";
import type { Diagnostic, Failure } from "../model/failure.ts";
import { printable } from "../report/printable.ts";

type Paint = ReturnType<typeof pc.createColors>;

/** A failure as a person should see it: what, where, what was expected, the way out. */
export function formatFailure(failure: Failure, color: boolean): string {
  const paint = pc.createColors(color);
  const frames = failure.diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, paint));
  const help = failure.help ? [`${paint.cyan("help:")} ${printable(failure.help)}`] : [];
  const summary = `${paint.red("error")} ${paint.dim(failure.code)}: ${printable(failure.message)}`;
  return [...frames, summary, ...help, ""].join("\n");
}

/** `file:line:column code`, the line with carets under the mistake, and what would be right. */
function formatDiagnostic(diagnostic: Diagnostic, paint: Paint): string {
  const { file, line, column, code, message, help } = diagnostic;
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  return [
    `${paint.bold(printable(place))} ${paint.dim(code)}`,
    ...excerpt(diagnostic, paint),
    `  ${printable(message)}`,
    ...(help ? [`  ${paint.cyan("help:")} ${printable(help)}`] : []),
    "",
  ].join("\n");
}

const widest = 100;

function excerpt(
  { line, column = 1, length = 1, excerpt: text }: Diagnostic,
  paint: Paint,
): string[] {
  if (line === undefined || text === undefined) return [];
  // A long line is shown around the mistake only.
  const from = Math.max(0, Math.min(column - 20, text.length - widest));
  const shown = printable(text.slice(from, from + widest));
  const before = printable(text.slice(from, column - 1)).length;
  const carets = Math.max(1, Math.min(length, shown.length - before));
  const margin = String(line);
  return [
    `  ${paint.dim(`${margin} |`)} ${shown}`,
    `  ${paint.dim(`${" ".repeat(margin.length)} |`)} ${" ".repeat(before)}${paint.red("^".repeat(carets))}`,
  ];
}

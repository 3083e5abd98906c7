import { type Diff, type DiffEntry, type DiffKind, diffKinds } from "../../model/diff.ts";
import { cut } from "../cut.ts";
import { markdownText } from "../markdown-text.ts";
import { placeOf } from "../place.ts";
import { countsText, kindTitles, movement, outcomeTitles, sideText } from "./words.ts";

const shownPerKind = 50;

/** For a pull request or a ticket: a table for each kind of change. */
export function* render(diff: Diff): Generator<string> {
  yield `## Trailwarden: ${outcomeTitles[diff.outcome].toLowerCase()}\n\n`;
  yield `${countsText(diff)}. Gate: ${diff.reason}.\n\n`;
  yield `${sideText("Old", diff.old)}; ${sideText("new", diff.new)}.\n`;
  for (const kind of diffKinds) yield* kindTable(kind, diff);
}

function* kindTable(kind: DiffKind, { entries }: Diff): Generator<string> {
  const found = entries.filter((entry) => entry.kind === kind);
  if (found.length === 0) return;
  yield `\n### ${kindTitles[kind]} (${found.length})\n\n`;
  yield "| Severity | Policy | Finding | Where | Change |\n| --- | --- | --- | --- | --- |\n";
  for (const entry of found.slice(0, shownPerKind)) yield row(entry);
  if (found.length > shownPerKind) yield `\nand ${found.length - shownPerKind} more.\n`;
}

function row(entry: DiffEntry): string {
  const { severity, policy, message } = entry;
  const cells = [
    severity,
    `\`${policy}\``,
    markdownText(cut(message, 300)),
    markdownText(cut(placeOf(entry), 200)),
    movement(entry),
  ];
  return `| ${cells.join(" | ")} |\n`;
}

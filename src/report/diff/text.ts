import pc from "picocolors";
import { type Diff, type DiffEntry, type DiffKind, diffKinds } from "../../model/diff.ts";
import { placeOf } from "../place.ts";
import { printable } from "../printable.ts";
import type { Look } from "../render.ts";
import { column, wrap } from "../wrap.ts";
import { countsText, kindTitles, movement, outcomeTitles, sideText } from "./words.ts";

const shownPerKind = 20;

type Paint = ReturnType<typeof pc.createColors>;

/** For a person at a terminal: what wants an answer first, good news last. */
export function* render(diff: Diff, look: Look): Generator<string> {
  const paint = pc.createColors(look.color);
  const sides = [sideText("old", diff.old), sideText("new", diff.new)];
  const texts = [
    paint.bold(`Trailwarden ${printable(diff.tool.version)}: what changed`),
    ...sides.flatMap((text) => wrap(text, look.columns)).map((line) => paint.dim(line)),
    ...diffKinds.flatMap((kind) => kindLines(kind, diff, look, paint)),
    "",
    ...wrap(countsText(diff), look.columns).map((line) => paint.bold(line)),
    ...wrap(`${outcomeTitles[diff.outcome]} (${diff.reason})`, look.columns).map((line) =>
      paint.bold(outcomeColor(diff, paint)(line)),
    ),
  ];
  for (const text of texts) yield `${text}\n`;
}

const outcomeColor = ({ outcome }: Diff, paint: Paint) =>
  ({ passed: paint.green, failed: paint.red, blind: paint.yellow })[outcome];

function kindLines(kind: DiffKind, diff: Diff, look: Look, paint: Paint): string[] {
  const entries = diff.entries.filter((entry) => entry.kind === kind);
  if (entries.length === 0) return [];
  const more = entries.length - shownPerKind;
  return [
    "",
    paint.bold(colorOf(kind, paint)(`${kindTitles[kind]} (${entries.length})`)),
    ...entries.slice(0, shownPerKind).flatMap((entry) => entryLines(entry, look, paint)),
    ...(more > 0 ? [paint.dim(`  and ${more} more; --format json has them all`)] : []),
  ];
}

function colorOf(kind: DiffKind, paint: Paint) {
  const colors = {
    new: paint.red,
    worsened: paint.red,
    "unknown-now": paint.yellow,
    "no-longer-judged": paint.yellow,
    waived: paint.cyan,
    better: paint.green,
    resolved: paint.green,
  };
  return colors[kind];
}

function entryLines(entry: DiffEntry, { columns }: Look, paint: Paint): string[] {
  const tag = `  ${entry.severity.toUpperCase().padEnd(8)}  `;
  const indent = " ".repeat(tag.length);
  const about = `${movement(entry)} (${placeOf(entry)})`;
  return [
    ...column(tag, `${entry.policy}: ${printable(entry.message)}`, columns),
    ...column(indent, printable(about), columns).map((line) => paint.dim(line)),
  ];
}

import pc from "picocolors";
import { counted } from "../../model/counted.ts";
import type { Evidence, Finding } from "../../model/finding.ts";
import { isObject } from "../../model/json.ts";
import type { Result } from "../../model/result.ts";
import type { Severity } from "../../model/severity.ts";
import { commandsOf } from "../commands.ts";
import { digest, type PolicyDigest } from "../digest.ts";
import { valueText } from "../fact-text.ts";
import { minute } from "../minute.ts";
import { notDecided } from "../not-decided-text.ts";
import { whereIs } from "../place.ts";
import { printable } from "../printable.ts";
import type { Render } from "../render.ts";
import { resolvedLines } from "../resolved-text.ts";
import { type Page, rest } from "../text-page.ts";
import { waiverNotes, waiverText } from "../waiver-text.ts";
import { column, wrap } from "../wrap.ts";

const shownPerPolicy = 10;
const shownEvidence = 6;
const shownWaivers = 50;

/** For a person at a terminal: what is wrong first, why, the fix; then what was not seen; then totals. */
export const render: Render = function* (result, look) {
  const paint = pc.createColors(look.color);
  const names = new Map(result.accounts.map(({ id, name }) => [id, name ? `${id} ${name}` : id]));
  const page: Page = { look, paint, names };
  const digests = digest(result, shownPerPolicy);
  yield* lines(heading(result, page));
  for (const entry of digests.filter(({ failed }) => failed.count > 0)) {
    yield* lines(["", ...failedPolicy(entry, page)]);
  }
  yield* lines(notDecided(digests, page));
  yield* lines(resolvedLines(result, look).map((line) => paint.green(line)));
  yield* lines(waiverLines(result, page));
  yield* lines(["", ...totals(result, digests, page)]);
};

function* lines(texts: readonly string[]): Generator<string> {
  for (const text of texts) yield `${text}\n`;
}

function heading({ tool, accounts, asOf, baseline }: Result, { paint, look }: Page): string[] {
  const [only] = accounts;
  const who =
    accounts.length === 1 && only
      ? `account ${only.id} (${only.name ? `${only.name}, ` : ""}${only.partition}, ${counted(only.regions.length, "Region")}${only.regionsFrom ? ` from ${only.regionsFrom}` : ""})`
      : `${accounts.length} accounts`;
  const since = baseline ? `, compared with a baseline as of ${minute(baseline.asOf)}` : "";
  const notes = accounts.flatMap(({ notes = [] }) => notes).slice(0, 10);
  const skipped = only?.regionsSkipped?.length
    ? [
        `Left out on request: ${counted(only.regionsSkipped.length, "Region")} that the account has enabled.`,
      ]
    : [];
  return [
    ...wrap(`Trailwarden ${tool.version} on ${printable(who)}`, look.columns).map(paint.bold),
    ...[`as of ${minute(asOf)}${since}`, ...skipped, ...notes].flatMap((note) =>
      wrap(printable(note), look.columns).map((line) => paint.dim(line)),
    ),
  ];
}

function severityTag(severity: Severity, { paint }: Page): string {
  const tag = severity.toUpperCase().padEnd(8);
  const colors = {
    critical: paint.magenta,
    high: paint.red,
    medium: paint.yellow,
    low: paint.cyan,
  };
  return paint.bold(colors[severity](tag));
}

function failedPolicy({ policy, failed }: PolicyDigest, page: Page): string[] {
  const { paint, look } = page;
  return [
    `${severityTag(policy.severity, page)} ${paint.bold(policy.id)}`,
    ...column("  wanted  ", printable(policy.title), look.columns).map(paint.dim),
    ...failed.first.flatMap((finding) => failedFinding(finding, page)),
    ...rest(failed, page),
  ];
}

const failMarks = {
  none: "  FAIL    ",
  new: "  NEW     ",
  worse: "  WORSE   ",
  same: "  known   ",
  better: "  known   ",
} as const;

function failedFinding(finding: Finding, page: Page): string[] {
  const { paint, look } = page;
  const mark = finding.waiver ? "  waived  " : failMarks[finding.change ?? "none"];
  // Whole events are for `explain` and the other formats.
  const where = printable(whereIs(finding, page.names));
  const decisive = finding.evidence.filter(({ decides, value }) => decides && !isObject(value));
  const texts = decisive.flatMap(evidenceTexts);
  const because = texts
    .slice(0, shownEvidence)
    .flatMap((text, index) =>
      column(index === 0 ? "  because " : "          ", text, look.columns),
    );
  const more = texts.length - shownEvidence;
  return [
    ...column(mark, `${printable(finding.message)} (${where})`, look.columns).map(
      mark === failMarks.same ? paint.yellow : paint.red,
    ),
    ...(finding.waiver
      ? column("          ", printable(waiverText(finding.waiver)), look.columns)
      : []),
    ...because,
    ...(more > 0 ? [paint.dim(`          and ${more} more facts`)] : []),
    ...fixLines(finding, page),
  ];
}

/** A fact in one line, or a list of sentences in as many. */
function evidenceTexts(evidence: Evidence): string[] {
  const { fact, value } = evidence;
  if (/\.(misses|says)$/.test(fact)) return [value].flat().map((text) => printable(String(text)));
  return [evidenceText(evidence)];
}

function evidenceText(evidence: Evidence): string {
  const { fact, call, region } = evidence;
  const from = call ? ` [${call}${region ? ` in ${region}` : ""}]` : "";
  return printable(`${fact} = ${valueText(evidence)}${from}`);
}

function fixLines({ fix }: Finding, { look, paint }: Page): string[] {
  if (fix === undefined) return [];
  const text = column("  fix     ", printable(fix.text), look.columns);
  // A command is for copying: it is never wrapped.
  const commands = commandsOf(fix).map((command) => `          ${paint.green(`$ ${command}`)}`);
  const argument = fix.terraform === undefined || fix.cli !== undefined ? [] : [fix.terraform];
  const terraform = argument.map((line) => `          ${paint.green(printable(line))}`);
  return [...text, ...commands, ...terraform];
}

/** Waivers that somebody should look at; the JSON result has them all. */
function waiverLines({ waivers }: Result, { paint, look }: Page): string[] {
  const notes = waiverNotes(waivers);
  if (notes.length === 0) return [];
  const more = notes.length - shownWaivers;
  return [
    "",
    paint.bold("Waivers to look at"),
    ...notes
      .slice(0, shownWaivers)
      .flatMap((note) => column("  !  ", printable(note), look.columns).map(paint.yellow)),
    ...(more > 0 ? [paint.dim(`  and ${more} more`)] : []),
  ];
}

function totals(result: Result, digests: readonly PolicyDigest[], { paint, look }: Page): string[] {
  const { summary, gate } = result;
  const clean = digests.filter(
    ({ failed, unknown, passed }) => failed.count === 0 && unknown.count === 0 && passed > 0,
  );
  const counts = [
    `${summary.fail} failed`,
    ...(summary.waived > 0 ? [`${summary.waived} of them waived`] : []),
    `${summary.unknown} unknown`,
    `${summary.pass} passed`,
    `${summary["not-applicable"]} not applicable`,
  ];
  const outcomes = {
    passed: { text: "gate passed", color: paint.green },
    failed: { text: "gate failed", color: paint.red },
    blind: { text: "gate not passed: blind", color: paint.yellow },
  };
  const { text, color } = outcomes[gate.outcome];
  return [
    ...(clean.length > 0
      ? column("Good: ", clean.map(({ policy }) => policy.id).join(", "), look.columns).map(
          paint.dim,
        )
      : []),
    ...wrap(counts.join(", "), look.columns).map(paint.bold),
    ...wrap(`${text} (${gate.reason})`, look.columns).map((line) => paint.bold(color(line))),
  ];
}

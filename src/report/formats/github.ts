import { counted } from "../../model/counted.ts";
import { type Finding, isKnown } from "../../model/finding.ts";
import type { FailOn } from "../../model/result.ts";
import { severityRank } from "../../model/severity.ts";
import { cut } from "../cut.ts";
import { explanation } from "../explanation.ts";
import { printable } from "../printable.ts";
import type { Render } from "../render.ts";
import { waiverNotes } from "../waiver-text.ts";
import { standingOf, type WorstFirst, worstOfEach } from "../worst-first.ts";

// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands

/** The runner keeps ten annotations of each level a step, and cuts messages at 4,096 characters. */
const mostOfLevel = 10;
const longestMessage = 4000;

/**
 * Annotations of a GitHub Actions step: an error for what fails the gate, a warning for what fails
 * below it, a notice for what could not be decided. The worst come first; the rest is counted.
 */
export const render: Render = function* (result) {
  const { findings, gate, summary } = result;
  const worst = worstOfEach(findings, mostOfLevel, (finding) => levelOf(finding, gate.failOn));
  for (const level of levels) yield* annotations(level, worst(level));
  for (const note of waiverNotes(result.waivers)) yield `Waiver ${printable(note)}\n`;
  const waived = summary.waived > 0 ? ` (${summary.waived} waived)` : "";
  yield `Trailwarden: ${summary.fail} failed${waived}, ${summary.unknown} unknown, ${summary.pass} passed\n`;
  yield `Gate ${gate.outcome}: ${printable(gate.reason)}\n`;
};

const levels = ["error", "warning", "notice"] as const;

type Level = (typeof levels)[number];

function levelOf(finding: Finding, failOn: FailOn): Level | undefined {
  const standing = standingOf(finding);
  if (standing === "undecided") return "notice";
  if (standing !== "open") return undefined;
  const failsGate =
    failOn !== "never" &&
    severityRank(finding.severity) <= severityRank(failOn) &&
    !isKnown(finding);
  return failsGate ? "error" : "warning";
}

function* annotations(level: Level, { count, first }: WorstFirst): Generator<string> {
  // The last place is for saying how many there are.
  const shown = count > mostOfLevel ? first.slice(0, mostOfLevel - 1) : first;
  for (const finding of shown) yield annotation(level, finding);
  const left = count - shown.length;
  if (left > 0) {
    const more = `${counted(left, "more finding")}; other formats hold them all`;
    yield `::${level} title=Trailwarden::${more}\n`;
  }
}

function annotation(level: Level, finding: Finding): string {
  const { policy, severity, message, resource, account, region, declared } = finding;
  const properties = [
    ...(declared ? [`file=${property(declared.file)}`] : []),
    ...(declared?.line ? [`line=${declared.line}`] : []),
    `title=${property(cut(`${policy} (${severity})`, 200))}`,
  ];
  const where = [...new Set([resource.name, region, account])].join(", ");
  const lines = [message, where, ...explanation(finding)].map(printable);
  return `::${level} ${properties.join(",")}::${data(cut(lines.join("\n"), longestMessage))}\n`;
}

const data = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string =>
  data(printable(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");

import { counted } from "../../model/counted.ts";
import { type Finding, isKnown } from "../../model/finding.ts";
import type { Result } from "../../model/result.ts";
import { cut } from "../cut.ts";
import { explanation } from "../explanation.ts";
import { markdownCode, markdownText } from "../markdown-text.ts";
import { minute } from "../minute.ts";
import type { Render } from "../render.ts";
import { waiverNotes, waiverText } from "../waiver-text.ts";
import { standingOf, worstOfEach } from "../worst-first.ts";

/** GitHub takes comments of 65,536 characters; the rest is left for what a bot adds. */
const longestComment = 60_000;
const mostOfSection = 100;
const longestEntry = 1500;

/**
 * A comment on a pull request: how many, then what is new and what else fails, what could not be
 * seen, what is waived. The first line, which nobody sees, tells a bot which comment to update.
 */
export const render: Render = function* (result) {
  const head = summary(result);
  yield head;
  let left = longestComment - head.length;
  for (const { title, count, entries } of sections(result)) {
    if (count === 0) continue;
    const opening = `\n<details><summary>${title}: ${count}</summary>\n\n`;
    const closing = "\n</details>\n";
    const more = (missing: number) =>
      `- … and ${counted(missing, "more finding")}; other formats hold them all\n`;
    left -= opening.length + closing.length + more(count).length;
    // Whatever comes first leaves room for what comes after it.
    const shown = fitting(entries, left * 0.6);
    left -= shown.join("").length;
    const missing = count - shown.length;
    yield `${opening}${shown.join("")}${missing > 0 ? more(missing) : ""}${closing}`;
  }
};

function fitting(entries: readonly string[], room: number): string[] {
  const shown: string[] = [];
  let used = 0;
  for (const entry of entries) {
    used += entry.length;
    if (used > room) break;
    shown.push(entry);
  }
  return shown;
}

function summary({ gate, summary, asOf, accounts, tool }: Result): string {
  const outcome = { passed: "passed", failed: "failed", blind: "not passed: blind" }[gate.outcome];
  const [only] = accounts;
  const name = only?.name === undefined ? "" : ` (${only.name})`;
  const who = accounts.length === 1 ? `account ${only?.id}${name}` : `${accounts.length} accounts`;
  const open = summary.fail - summary.waived;
  return `<!-- trailwarden -->
### Trailwarden: gate ${outcome}

${markdownText(gate.reason)}

| failed | unknown | waived | passed | not applicable |
| ---: | ---: | ---: | ---: | ---: |
| ${open} | ${summary.unknown} | ${summary.waived} | ${summary.pass} | ${summary["not-applicable"]} |

${markdownText(who)}, as of ${minute(asOf)}, Trailwarden ${tool.version}
`;
}

interface Section {
  readonly title: string;
  readonly count: number;
  readonly entries: readonly string[];
}

const listed = (title: string, entries: readonly string[]): Section => ({
  title,
  count: entries.length,
  entries: entries.slice(0, mostOfSection),
});

function sections({ findings, baseline, waivers }: Result): Section[] {
  const worst = worstOfEach(findings, mostOfSection, (finding) => {
    const standing = standingOf(finding);
    return standing === "open" && isKnown(finding) ? "known" : standing;
  });
  const of = (title: string, kind: Parameters<typeof worst>[0]): Section => {
    const { count, first } = worst(kind);
    return { title, count, entries: first.map(entry) };
  };
  return [
    of(baseline === undefined ? "Failed" : "New or worse", "open"),
    of("Failed before", "known"),
    of("Could not be decided", "undecided"),
    of("Waived", "waived"),
    listed(
      "Waivers to look at",
      waiverNotes(waivers).map((note) => `- ${markdownText(cut(note, 400))}\n`),
    ),
    listed(
      "Resolved since the baseline",
      (baseline?.resolved ?? []).map(
        ({ policy, resource }) =>
          `- ${markdownCode(policy)} ${markdownCode(cut(resource.name, 200))}\n`,
      ),
    ),
  ];
}

function entry(finding: Finding): string {
  const { policy, severity, message, resource, region, account, declared } = finding;
  const where = [...new Set([declared?.address ?? resource.name, region, account])].map((name) =>
    markdownCode(cut(name, 200)),
  );
  const file = declared ? ` (${markdownCode(placeOf(declared))})` : "";
  const details = [
    ...(finding.waiver ? [`Waived: ${waiverText(finding.waiver)}`] : []),
    ...explanation(finding),
  ].map(
    (line) =>
      `  - ${line.startsWith("$ ") ? markdownCode(line.slice(2)) : markdownText(cut(line, 300))}\n`,
  );
  const first = `- **${severity}** ${markdownCode(policy)}: ${markdownText(cut(message, 400))}\n  - ${where.join(", ")}${file}\n`;
  let text = first;
  for (const line of details) if (text.length + line.length <= longestEntry) text += line;
  return text;
}

const placeOf = ({ file, line }: NonNullable<Finding["declared"]>): string =>
  line === undefined ? file : `${file}:${line}`;

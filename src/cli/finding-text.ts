import type { Evidence, Finding, Missing } from "../model/finding.ts";
import { groupedBy } from "../model/grouped-by.ts";
import { commandsOf } from "../report/commands.ts";
import { printable } from "../report/printable.ts";
import { waiverText } from "../report/waiver-text.ts";
import { column } from "../report/wrap.ts";
import { answerText, isOfAnswer } from "./answer-text.ts";

const columns = 80;

/**
 * A verdict with all of its evidence, at 80 columns: what is wrong, where it goes wrong and for which
 * event, what is not known, what to do, and the facts by the call that told them. Commands are for
 * copying and never broken.
 */
export function findingText(finding: Finding): string {
  const { status, resource, account, region, message, evidence, missing, fix, waiver } = finding;
  const where = [...new Set([account, region])].filter((place) => place !== resource.name);
  const name = where.length > 0 ? `${resource.name} (${where.join(", ")})` : resource.name;
  const parts = [
    [
      ...column(`${status.toUpperCase()}  `, printable(name), columns),
      ...column("  ", printable(message), columns),
      ...(waiver ? column("  waived  ", printable(waiverText(waiver)), columns) : []),
    ],
    ...answerText(evidence, columns),
    missing.flatMap(missingLines),
    fix
      ? [
          ...column("  fix     ", printable(fix.text), columns),
          ...commandsOf(fix).map((command) => `          $ ${command}`),
        ]
      : [],
    factLines(evidence.filter(({ fact }) => !isOfAnswer(fact))),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function missingLines({ fact, reason, detail, permission }: Missing): string[] {
  const why = detail ? `${reason} (${detail})` : reason;
  const needs = permission ? `; needs ${permission}` : "";
  return column("  unknown ", printable(`${fact}: ${why}${needs}`), columns);
}

/** The facts below the call that told them; first those on which the verdict hangs. */
function factLines(evidence: readonly Evidence[]): string[] {
  return [...groupedBy(evidence, sourceOf)].flatMap(([source, facts]) => [
    ...column("  ", source, columns),
    ...facts.flatMap(factLine),
  ]);
}

/** In one line if that is possible, else the value below its name. */
function factLine({ fact, value }: Evidence): string[] {
  const text = printable(value === null ? "absent" : JSON.stringify(value));
  const line = `    ${printable(fact)} = ${text}`;
  if (line.length <= columns) return [line];
  return [...column("    ", `${printable(fact)} =`, columns), ...column("      ", text, columns)];
}

const sourceOf = ({ call, region, at }: Evidence): string =>
  call === undefined
    ? "facts that follow from others"
    : printable(
        `facts from ${[`${call}${region ? ` in ${region}` : ""}`, at].filter(Boolean).join(", ")}`,
      );

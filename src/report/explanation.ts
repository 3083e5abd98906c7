import type { Evidence, Finding, Missing } from "../model/finding.ts";
import { commandsOf } from "./commands.ts";

const mostFacts = 10;

/** What a verdict rests on and what would change it, a line each, for formats without a layout. */
export function explanation(finding: Finding): string[] {
  const { evidence, missing, fix } = finding;
  const decisive = evidence.filter(({ decides }) => decides);
  const shown = (decisive.length > 0 ? decisive : evidence).slice(0, mostFacts);
  return [
    ...shown.map(evidenceLine),
    ...missing.slice(0, mostFacts).map(missingLine),
    ...(fix ? [`Fix: ${fix.text}`, ...commandsOf(fix).map((command) => `$ ${command}`)] : []),
  ];
}

function evidenceLine({ fact, value, call, region, at }: Evidence): string {
  const shown =
    value === null ? "absent" : typeof value === "string" ? value : JSON.stringify(value);
  const source = [call, region && `in ${region}`, at && `at ${at}`].filter(Boolean).join(" ");
  return source === "" ? `${fact} = ${shown}` : `${fact} = ${shown} [${source}]`;
}

function missingLine({ fact, reason, detail, permission }: Missing): string {
  const why = detail === undefined ? reason : `${reason} (${detail})`;
  return `${fact} is unknown: ${why}${permission === undefined ? "" : `; needs ${permission}`}`;
}

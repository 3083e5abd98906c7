import type { Evidence, Finding, Missing } from "../model/finding.ts";
import { commandsOf } from "./commands.ts";
import { unknownText, valueText } from "./fact-text.ts";

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
    // Where there is a command, it is for those who do not write Terraform.
    ...(fix?.terraform && fix.cli === undefined ? [`Terraform: ${fix.terraform}`] : []),
  ];
}

function evidenceLine(evidence: Evidence): string {
  const { fact, call, region, at } = evidence;
  const shown = valueText(evidence);
  const source = [call, region && `in ${region}`, at && `at ${at}`].filter(Boolean).join(" ");
  return source === "" ? `${fact} = ${shown}` : `${fact} = ${shown} [${source}]`;
}

const missingLine = (missing: Missing): string =>
  unknownText(missing) + (missing.permission === undefined ? "" : `; needs ${missing.permission}`);

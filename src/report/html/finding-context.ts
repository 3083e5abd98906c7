import type { Evidence, Finding, Missing } from "../../model/finding.ts";
import type { Fix } from "../../model/policy.ts";
import type { ResultPolicy } from "../../model/result.ts";
import { declaredText } from "../place.ts";
import { printable } from "../printable.ts";
import { waiverText } from "../waiver-text.ts";
import { changeLabels, verdictLabels } from "./labels.ts";

/** What the size of the whole report decides for each finding. */
export interface FindingLook {
  /** What failed or is unknown stands open: right for ten findings, not for ten thousand. */
  readonly opens: boolean;
  /** Several accounts: a finding's line says which it is of. */
  readonly namesAccount: boolean;
}

/** What templates/report/finding.hbs shows. */
export function findingContext(
  finding: Finding,
  policy: ResultPolicy | undefined,
  look: FindingLook,
): object {
  const { id, status, severity, region, resource, fix, waiver } = finding;
  const title = printable(policy?.title ?? finding.policy);
  const account = printable(finding.account);
  return {
    id,
    status,
    badge: waiver ? "waived" : status,
    label: waiver ? "Waived" : verdictLabels[status],
    severity,
    change: changeLabel(finding),
    title,
    account,
    namesAccount: look.namesAccount,
    region: printable(region),
    declared: printable(declaredText(finding.declared)),
    policy: printable(finding.policy),
    message: printable(finding.message),
    resource: { id: printable(resource.id), name: printable(resource.name) },
    risk: status === "fail" ? printable(policy?.risk ?? "") : "",
    waiver: waiver ? printable(waiverText(waiver)) : "",
    fix: fix && fixContext(fix),
    controls: Object.entries(finding.controls).map(([framework, ids]) => ({
      framework: printable(framework),
      ids: printable(ids.join(", ")),
    })),
    references: (policy?.references ?? []).filter((url) => url.startsWith("https://")),
    missing: finding.missing.map(missingContext),
    evidence: finding.evidence.map(evidenceContext),
    isFailed: status === "fail",
    isOpen: look.opens && (status === "fail" || status === "unknown"),
    searchText: searchText(finding, title),
  };
}

/** Of what passes, nobody asks since when. */
const changeLabel = ({ status, change = "same" }: Finding): string =>
  status === "fail" || status === "unknown" ? changeLabels[change] : "";

/** What a search looks in. Severity, verdict and evidence have their own places. */
function searchText(finding: Finding, title: string): string {
  const { policy, severity, account, region, resource, message } = finding;
  const controls = Object.entries(finding.controls).flat(2);
  const where = declaredText(finding.declared);
  const names = [account, region, resource.id, where];
  const words = [title, policy, severity, ...names, message, ...controls];
  return printable(words.join(" ").toLowerCase());
}

const fixContext = ({ text, cli, terraform }: Fix) => ({
  text: printable(text),
  cli: printable(cli ?? ""),
  terraform: printable(terraform ?? ""),
});

const missingContext = ({ fact, reason, detail, permission }: Missing) => ({
  fact: printable(fact),
  reason: printable(detail ? `${reason} (${detail})` : reason),
  permission: printable(permission ?? ""),
});

const evidenceContext = ({ fact, value, call, region, at, decides }: Evidence) => ({
  decides: decides ?? false,
  // Where a long name may break: before a dot, as a person would.
  fact: printable(fact).split(/(?=\.)/),
  value: printable(value === null ? "absent" : JSON.stringify(value)),
  from: printable(call ? `${call}${region ? ` in ${region}` : ""}` : ""),
  at: printable(at ?? "")
    .replace("T", " ")
    .replace(/(\.\d+)?Z$/, " UTC"),
});

import type { Evidence, Finding, Missing } from "../../model/finding.ts";
import type { ResultPolicy } from "../../model/result.ts";
import { printable } from "../printable.ts";

const statusLabels = {
  fail: "Failed",
  unknown: "Unknown",
  pass: "Passed",
  "not-applicable": "N/A",
} as const;

/** What templates/report/finding.hbs shows. */
export function findingContext(finding: Finding, policy: ResultPolicy | undefined): object {
  const { id, status, severity, account, region, resource, fix } = finding;
  const controls = Object.entries(finding.controls).map(
    ([framework, ids]) => `${framework} ${ids.join(", ")}`,
  );
  const title = policy?.title ?? finding.policy;
  return {
    id,
    status,
    statusLabel: finding.waiver ? "Waived" : statusLabels[status],
    severity,
    title: printable(title),
    account,
    region: printable(region),
    policy: printable(finding.policy),
    message: printable(finding.message),
    resource: { id: printable(resource.id), name: printable(resource.name) },
    risk: status === "fail" ? printable(policy?.risk ?? "") : "",
    fix: fix && {
      text: printable(fix.text),
      cli: printable(fix.cli ?? ""),
      terraform: printable(fix.terraform ?? ""),
    },
    controls: controls.map(printable),
    references: (policy?.references ?? []).filter((url) => url.startsWith("https://")),
    missing: finding.missing.map(missingContext),
    evidence: finding.evidence.map(evidenceContext),
    isFailed: status === "fail",
    isOpen: status === "fail" || status === "unknown",
    searchText: printable(
      [title, finding.policy, severity, account, region, resource.id, finding.message, ...controls]
        .join(" ")
        .toLowerCase(),
    ),
  };
}

const missingContext = ({ fact, reason, detail, permission }: Missing) => ({
  fact: printable(fact),
  reason: printable(detail ? `${reason} (${detail})` : reason),
  permission: printable(permission ?? ""),
});

const evidenceContext = ({ fact, value, call, region, at, decides }: Evidence) => ({
  decides: decides ?? false,
  fact: printable(fact),
  value: printable(value === null ? "absent" : JSON.stringify(value)),
  from: printable(call ? `${call}${region ? ` in ${region}` : ""}` : ""),
  at: at?.replace("T", " ").replace(/(\.\d+)?Z$/, " UTC") ?? "",
});

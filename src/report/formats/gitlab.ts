import type { Finding } from "../../model/finding.ts";
import type { Severity } from "../../model/severity.ts";
import { cut } from "../cut.ts";
import { jsonList } from "../json-list.ts";
import { printable } from "../printable.ts";
import type { Render } from "../render.ts";
import { standingOf } from "../worst-first.ts";

/** https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
const severities: { readonly [severity in Severity]: string } = {
  critical: "blocker",
  high: "critical",
  medium: "major",
  low: "minor",
};

/** GitLab's code quality report: what fails and nobody accepted, and what could not be decided. */
export const render: Render = function* ({ findings }) {
  yield* jsonList(entries(findings));
  yield "\n";
};

function* entries(findings: Iterable<Finding>): Generator<string> {
  for (const finding of findings) {
    const standing = standingOf(finding);
    if (standing === "open" || standing === "undecided") yield JSON.stringify(entry(finding));
  }
}

function entry(finding: Finding) {
  const { id, policy, status, severity, message } = finding;
  return {
    description: cut(printable(message), 2000),
    check_name: policy,
    fingerprint: id,
    severity: status === "fail" ? severities[severity] : "info",
    location: locationOf(finding),
  };
}

/** GitLab wants a path; for what stands in no file, one that tells the account and the Region. */
function locationOf({ declared, account, region, resource }: Finding) {
  const path =
    declared?.file ?? `aws/${account}/${region}/${encodeURIComponent(printable(resource.name))}`;
  return { path, lines: { begin: declared?.line ?? 1 } };
}

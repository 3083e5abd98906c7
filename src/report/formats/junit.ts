import type { Finding } from "../../model/finding.ts";
import type { Summary } from "../../model/result.ts";
import { cut } from "../cut.ts";
import { explanation } from "../explanation.ts";
import { printable } from "../printable.ts";
import type { Render } from "../render.ts";
import { waiverText } from "../waiver-text.ts";

// There is no official schema; this is what Jenkins' and GitLab's readers have in common.
// https://docs.gitlab.com/ci/testing/unit_test_reports/

/** GitLab does not parse very long text nodes. */
const longestText = 4000;

/**
 * JUnit XML: a suite is a policy in an account, a case is a resource. What fails is a failure, what
 * could not be seen an error, what is waived or does not apply is skipped.
 */
export const render: Render = function* ({ findings, asOf, summary }) {
  const counts = countsOf(summary);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="trailwarden" ${counts} time="0">\n`;
  let suite: Finding[] = [];
  for (const finding of findings) {
    const [first] = suite;
    if (first !== undefined && !isSameSuite(first, finding)) {
      yield suiteText(suite, asOf);
      suite = [];
    }
    suite.push(finding);
  }
  if (suite.length > 0) yield suiteText(suite, asOf);
  yield "</testsuites>\n";
};

const isSameSuite = (a: Finding, b: Finding): boolean =>
  a.policy === b.policy && a.account === b.account;

function countsOf(summary: Summary): string {
  const { pass, fail, unknown, waived, "not-applicable": notApplicable } = summary;
  const tests = pass + fail + unknown + notApplicable;
  return `tests="${tests}" failures="${fail - waived}" errors="${unknown}" skipped="${notApplicable + waived}"`;
}

function suiteText(findings: readonly Finding[], asOf: string): string {
  const [first] = findings as readonly [Finding, ...Finding[]];
  const summary = { pass: 0, fail: 0, unknown: 0, waived: 0, "not-applicable": 0 };
  for (const { status, waiver } of findings) {
    summary[status] += 1;
    if (status === "fail" && waiver !== undefined) summary.waived += 1;
  }
  const name = attribute(`${first.policy} in ${first.account}`);
  const time = attribute(asOf.slice(0, 19));
  const cases = findings.map(caseText).join("");
  return `<testsuite name=${name} ${countsOf(summary)} time="0" timestamp=${time}>\n${cases}</testsuite>\n`;
}

function caseText(finding: Finding): string {
  const { policy, account, region, resource, declared } = finding;
  const file = declared ? ` file=${attribute(declared.file)}` : "";
  const line = declared?.line ? ` line="${declared.line}"` : "";
  const classname = attribute(`${policy}.${account}.${region}`);
  return `<testcase classname=${classname} name=${attribute(resource.id)} time="0"${file}${line}>${outcome(finding)}</testcase>\n`;
}

function outcome(finding: Finding): string {
  const { status, severity, waiver, message } = finding;
  const details = content([message, ...explanation(finding)].join("\n"));
  const short = attribute(message);
  if (status === "fail" && waiver !== undefined) {
    const output = `<system-out>${details}</system-out>`;
    return `<skipped message=${attribute(`Waived: ${waiverText(waiver)}`)}/>${output}`;
  }
  switch (status) {
    case "fail":
      return `<failure message=${short} type="${severity}">${details}</failure>`;
    case "unknown":
      return `<error message=${short} type="unknown">${details}</error>`;
    case "not-applicable":
      return `<skipped message=${short}/>`;
    default:
      return "";
  }
}

const entities: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** What XML 1.0 does not allow is written out, line ends in a text apart. */
const escaped = (text: string): string =>
  text
    .split("\n")
    .map((line) =>
      printable(line).replace(/[&<>"'\ufffe\uffff]/g, (found) => entities[found] ?? "\ufffd"),
    )
    .join("\n");

const content = (text: string): string => escaped(cut(text, longestText));

const attribute = (text: string): string =>
  `"${escaped(cut(text, longestText).replaceAll("\n", " "))}"`;

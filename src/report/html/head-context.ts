import type { Status } from "../../model/finding.ts";
import type { Pack, Requirement } from "../../model/pack.ts";
import type { Result, ResultPolicy } from "../../model/result.ts";
import { severities } from "../../model/severity.ts";
import { printable } from "../printable.ts";
import { noCounts, type ReportTally } from "./tally.ts";

const gateLabels = {
  passed: "Gate passed",
  failed: "Gate failed",
  blind: "Gate not passed",
} as const;

/** What templates/report/head.hbs shows. */
export function headContext(result: Result, counts: ReportTally): object {
  const { accounts, gate, summary, asOf } = result;
  const [only] = accounts;
  const who = accounts.length === 1 && only ? `account ${only.id}` : `${accounts.length} accounts`;
  return {
    title: `CloudTrail compliance of ${who}`,
    heading: `CloudTrail compliance of ${who}`,
    subheading: `As of ${asOf.slice(0, 10)} ${asOf.slice(11, 16)} UTC, ${result.policies.length} policies`,
    gate: { outcome: gate.outcome, label: gateLabels[gate.outcome], reason: gate.reason },
    cards: [
      ...severities.map((severity) => ({
        kind: severity,
        count: counts.failed.get(severity) ?? 0,
        label: `${severity}, failed`,
      })),
      { kind: "unknown", count: summary.unknown, label: "unknown" },
      { kind: "pass", count: summary.pass, label: "passed" },
      { kind: "na", count: summary["not-applicable"], label: "not applicable" },
    ],
    notes: accounts.flatMap(({ notes = [] }) => notes.map(printable)),
    accounts: accounts.map(({ id, status, regions, regionsFrom }) => {
      const { fail, unknown, pass } = counts.byAccount.get(id) ?? noCounts();
      const seen = `${regions.length}${regionsFrom ? ` (${printable(regionsFrom)})` : ""}`;
      return { id, status, fail, unknown, pass, regions: seen };
    }),
    packs: result.packs
      .filter(({ requirements }) => requirements.length > 0)
      .map((pack) => packContext(pack, result.policies, counts)),
    filters: filters.map(({ status, label }) => ({ status, label, count: summary[status] })),
  };
}

const filters = [
  { status: "fail", label: "Failed" },
  { status: "unknown", label: "Unknown" },
  { status: "pass", label: "Passed" },
  { status: "not-applicable", label: "Not applicable" },
] as const;

function packContext(pack: Pack, policies: readonly ResultPolicy[], counts: ReportTally): object {
  const requirements = pack.requirements.map((requirement) =>
    requirementContext(pack.id, requirement, policies, counts),
  );
  const covered = requirements.filter(({ verdict }) => verdict !== "none").length;
  return {
    title: printable(pack.title),
    covered: `${covered} of ${requirements.length} requirements are judged by the policies of this run.`,
    requirements,
  };
}

const verdictLabels = {
  fail: "Failed",
  unknown: "Unknown",
  pass: "Passed",
  "not-applicable": "N/A",
  none: "Not covered",
} as const;

/** The worst verdict of the policies that answer a requirement is its verdict. */
const worstFirst: readonly Status[] = ["fail", "unknown", "pass", "not-applicable"];

function requirementContext(
  packId: string,
  { id, title, assessment }: Requirement,
  policies: readonly ResultPolicy[],
  { byPolicy }: ReportTally,
) {
  const answering = policies.filter(({ controls }) => controls[packId]?.includes(id));
  const seen = answering.map((policy) => byPolicy.get(policy.id) ?? noCounts());
  const verdict = worstFirst.find((status) => seen.some((counts) => counts[status] > 0)) ?? "none";
  return {
    id: printable(id),
    requirement: printable(title),
    isManual: assessment === "manual",
    verdict,
    label: verdictLabels[verdict],
    answeredBy: answering.map((policy) => policy.id).join(", "),
  };
}

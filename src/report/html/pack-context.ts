import type { Status } from "../../model/finding.ts";
import type { Pack, Requirement } from "../../model/pack.ts";
import type { ResultPolicy } from "../../model/result.ts";
import { printable } from "../printable.ts";
import { statusLabels, verdictLabels } from "./labels.ts";
import { noCounts, type ReportTally } from "./tally.ts";

/** One framework: every requirement of it, and what the policies of the run say. */
export function packContext(
  pack: Pack,
  policies: readonly ResultPolicy[],
  counts: ReportTally,
): object {
  const requirements = pack.requirements.map((requirement) =>
    requirementContext(pack.id, requirement, policies, counts),
  );
  const judged = requirements.filter(({ verdict }) => verdict !== "none").length;
  const verdicts = statusLabels
    .map(({ status, label }) => ({
      label: label.toLowerCase(),
      count: requirements.filter(({ verdict }) => verdict === status).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ label, count }) => `${count} ${label}`);
  return {
    title: printable(pack.title),
    judged,
    total: requirements.length,
    verdicts: verdicts.join(", "),
    requirements,
  };
}

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
    answeredBy: printable(answering.map((policy) => policy.id).join(", ")),
  };
}

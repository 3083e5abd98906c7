import { type Finding, isKnown } from "../model/finding.ts";
import { severities, severityRank } from "../model/severity.ts";

/** Which findings a format with a limit holds, and how many it leaves out. */
export interface Worst {
  readonly findings: Iterable<Finding>;
  readonly kept: number;
  readonly leftOut: number;
}

/**
 * At most `limit` findings, the worst of them, in their own order. Findings are read twice instead
 * of held: first each rank is counted, then each rank has a quota.
 */
export function worst(
  findings: Iterable<Finding>,
  limit: number,
  isWanted: (finding: Finding) => boolean,
): Worst {
  const counts = Array<number>(ranks).fill(0);
  for (const finding of findings) {
    if (isWanted(finding)) counts[rankOf(finding)] = (counts[rankOf(finding)] ?? 0) + 1;
  }
  let left = limit;
  const quotas = counts.map((count) => {
    const quota = Math.min(count, left);
    left -= quota;
    return quota;
  });
  const kept = limit - left;
  const all = counts.reduce((sum, count) => sum + count, 0);
  return { findings: within(findings, quotas, isWanted), kept, leftOut: all - kept };
}

function* within(
  findings: Iterable<Finding>,
  quotas: readonly number[],
  isWanted: (finding: Finding) => boolean,
): Generator<Finding> {
  const left = [...quotas];
  for (const finding of findings) {
    const rank = rankOf(finding);
    const quota = left[rank] ?? 0;
    if (quota === 0 || !isWanted(finding)) continue;
    left[rank] = quota - 1;
    yield finding;
  }
}

const ranks = 2 * severities.length * 2 * 2;

/** 0 for the worst: not waived, then severity, then failed before unknown, then what is new. */
export function rankOf(finding: Finding): number {
  const { waiver, severity, status } = finding;
  const bits = (status === "fail" ? 0 : 2) + (isKnown(finding) ? 1 : 0);
  return ((waiver ? severities.length : 0) + severityRank(severity)) * 4 + bits;
}

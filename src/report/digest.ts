import { type Finding, isKnown } from "../model/finding.ts";
import type { Result, ResultPolicy } from "../model/result.ts";
import { severityRank } from "../model/severity.ts";

/** What a person wants to know of one policy: how many, and the first few of each kind. */
export interface PolicyDigest {
  readonly policy: ResultPolicy;
  readonly failed: Few;
  readonly unknown: Few;
  readonly passed: number;
}

/** The first of many findings, and how many there are. */
export interface Few {
  readonly count: number;
  /** What a baseline does not know stands before what it knows. */
  readonly first: readonly Finding[];
}

interface Growing {
  count: number;
  first: Finding[];
}

/** Goes over all findings once and keeps at most `keep` of each kind of each policy. */
export function digest(result: Result, keep: number): PolicyDigest[] {
  const grown = new Map(
    result.policies.map((policy) => [
      policy.id,
      { policy, failed: none(), unknown: none(), passed: 0 },
    ]),
  );
  for (const finding of result.findings) {
    const entry = grown.get(finding.policy);
    if (entry === undefined) continue;
    if (finding.status === "fail") grow(entry.failed, finding, keep);
    if (finding.status === "unknown") grow(entry.unknown, finding, keep);
    if (finding.status === "pass") entry.passed += 1;
  }
  return [...grown.values()].sort(
    (a, b) =>
      severityRank(a.policy.severity) - severityRank(b.policy.severity) ||
      (a.policy.id < b.policy.id ? -1 : 1),
  );
}

const none = (): Growing => ({ count: 0, first: [] });

function grow(few: Growing, finding: Finding, keep: number): void {
  few.count += 1;
  const known = isKnown(finding) ? -1 : few.first.findIndex(isKnown);
  if (known === -1) few.first.push(finding);
  else few.first.splice(known, 0, finding);
  if (few.first.length > keep) few.first.pop();
}

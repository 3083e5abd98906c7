import type { Finding, Status } from "../../model/finding.ts";
import type { Result } from "../../model/result.ts";
import type { Severity } from "../../model/severity.ts";

type Counts = { [status in Status]: number };

/** What the summary of a report counts, gathered in one pass. */
export interface ReportTally {
  readonly failed: ReadonlyMap<Severity, number>;
  readonly byAccount: ReadonlyMap<string, Counts>;
  readonly byPolicy: ReadonlyMap<string, Counts>;
}

export function tally({ findings }: Result): ReportTally {
  const failed = new Map<Severity, number>();
  const byAccount = new Map<string, Counts>();
  const byPolicy = new Map<string, Counts>();
  for (const finding of findings) {
    count(byAccount, finding.account, finding);
    count(byPolicy, finding.policy, finding);
    if (finding.status !== "fail") continue;
    failed.set(finding.severity, (failed.get(finding.severity) ?? 0) + 1);
  }
  return { failed, byAccount, byPolicy };
}

function count(counts: Map<string, Counts>, key: string, { status }: Finding): void {
  const entry = counts.get(key) ?? noCounts();
  entry[status] += 1;
  counts.set(key, entry);
}

export const noCounts = (): Counts => ({ pass: 0, fail: 0, unknown: 0, "not-applicable": 0 });

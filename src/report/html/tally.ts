import type { Change, Finding, Status } from "../../model/finding.ts";
import type { Result } from "../../model/result.ts";
import type { Severity } from "../../model/severity.ts";

export type Counts = { [status in Status]: number };

/** What the summary of a report counts, gathered in one pass. */
export interface ReportTally {
  readonly bySeverity: ReadonlyMap<Severity, Counts>;
  readonly byAccount: ReadonlyMap<string, Counts>;
  readonly byPolicy: ReadonlyMap<string, Counts>;
  /** Failing findings that nobody accepted, by what happened to them since the baseline. */
  readonly failuresByChange: ReadonlyMap<Change, number>;
}

export function tally({ findings }: Result): ReportTally {
  const bySeverity = new Map<Severity, Counts>();
  const byAccount = new Map<string, Counts>();
  const byPolicy = new Map<string, Counts>();
  const failuresByChange = new Map<Change, number>();
  for (const finding of findings) {
    const { change, status, waiver } = finding;
    if (change !== undefined && status === "fail" && waiver === undefined) {
      failuresByChange.set(change, (failuresByChange.get(change) ?? 0) + 1);
    }
    count(bySeverity, finding.severity, finding);
    count(byAccount, finding.account, finding);
    count(byPolicy, finding.policy, finding);
  }
  return { bySeverity, byAccount, byPolicy, failuresByChange };
}

function count<Key>(counts: Map<Key, Counts>, key: Key, { status }: Finding): void {
  const entry = counts.get(key) ?? noCounts();
  entry[status] += 1;
  counts.set(key, entry);
}

export const noCounts = (): Counts => ({ pass: 0, fail: 0, unknown: 0, "not-applicable": 0 });

import { counted } from "../model/counted.ts";
import { type Finding, isKnown } from "../model/finding.ts";
import type { FailOn, Gate, ResultAccount, Summary } from "../model/result.ts";
import { type Severity, severities, severityRank } from "../model/severity.ts";

export interface GateRules {
  readonly failOn: FailOn;
  /** Do not hold it against a run that something could not be seen. */
  readonly allowUnknown: boolean;
}

/** Counts findings as they come, so that none need be kept. */
export class Tally {
  readonly #counts = { pass: 0, fail: 0, unknown: 0, "not-applicable": 0, waived: 0 };
  readonly #failures = new Map<Severity, number>();
  #known = 0;

  add(finding: Finding): void {
    const { status, severity, waiver } = finding;
    this.#counts[status] += 1;
    if (status !== "fail") return;
    // The baseline excuses what it saw fail; that it could not see something excuses nothing.
    if (waiver === undefined && isKnown(finding)) this.#known += 1;
    else if (waiver === undefined)
      this.#failures.set(severity, (this.#failures.get(severity) ?? 0) + 1);
    else this.#counts.waived += 1;
  }

  get summary(): Summary {
    return { ...this.#counts };
  }

  /** Failures that the baseline has as well. */
  get known(): number {
    return this.#known;
  }

  /** Failures at this severity or above that nobody accepted and no baseline has. */
  failuresFrom(failOn: FailOn): number {
    if (failOn === "never") return 0;
    return severities
      .filter((severity) => severityRank(severity) <= severityRank(failOn))
      .reduce((sum, severity) => sum + (this.#failures.get(severity) ?? 0), 0);
  }
}

/** Whether the run passes. Failing is worse than not seeing, and not seeing is no pass. */
export function decideGate(
  tally: Tally,
  accounts: readonly ResultAccount[],
  { failOn, allowUnknown }: GateRules,
): Gate {
  const failures = tally.failuresFrom(failOn);
  const { unknown } = tally.summary;
  const known = tally.known > 0 ? `; not counting ${tally.known} of the baseline` : "";
  const unseen = accounts.filter(({ status }) => status !== "complete").length;
  if (failures > 0) {
    const reason = `${counted(failures, "finding")} of severity ${failOn} or above${known}`;
    return { passed: false, outcome: "failed", failOn, reason };
  }
  if (accounts.length === 0) return blind(failOn, "no account was seen");
  if (unseen > 0 && !allowUnknown) {
    return blind(failOn, `${counted(unseen, "account")} could not be seen wholly`);
  }
  if (unknown > 0 && !allowUnknown) {
    return blind(failOn, `${counted(unknown, "verdict")} could not be reached`);
  }
  const reason =
    failOn === "never" ? "the gate fails on nothing" : `nothing fails at ${failOn} or above`;
  return { passed: true, outcome: "passed", failOn, reason: reason + known };
}

const blind = (failOn: FailOn, reason: string): Gate => ({
  passed: false,
  outcome: "blind",
  failOn,
  reason,
});

import { counted } from "../model/counted.ts";
import { type Finding, isBeyondTheChange, isKnown } from "../model/finding.ts";
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
  #beyond = 0;
  readonly #excusesKnown: boolean;

  constructor({ excusesKnown }: { readonly excusesKnown: boolean } = { excusesKnown: true }) {
    this.#excusesKnown = excusesKnown;
  }

  add(finding: Finding): void {
    const { status, severity, waiver } = finding;
    this.#counts[status] += 1;
    if (isBeyondTheChange(finding)) this.#beyond += 1;
    if (status !== "fail") return;
    // The baseline excuses what it saw fail; that it could not see something excuses nothing.
    const isExcused = this.#excusesKnown && isKnown(finding);
    if (waiver === undefined && isExcused) this.#known += 1;
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

  /** Verdicts that a change alone cannot settle. */
  get beyond(): number {
    return this.#beyond;
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
  const known = tally.known > 0 ? `; not counting ${tally.known} of the baseline` : "";
  if (failures > 0) {
    const reason = `${counted(failures, "finding")} of severity ${failOn} or above${known}`;
    return { passed: false, outcome: "failed", failOn, reason };
  }
  if (accounts.length === 0) return blind(failOn, "no account was seen");
  const unseen = allowUnknown ? undefined : whyBlind(tally, accounts);
  if (unseen !== undefined) return blind(failOn, unseen);
  const reason =
    failOn === "never" ? "the gate fails on nothing" : `nothing fails at ${failOn} or above`;
  return { passed: true, outcome: "passed", failOn, reason: reason + known + leftOpen(tally) };
}

function whyBlind(tally: Tally, accounts: readonly ResultAccount[]): string | undefined {
  const { pass, fail, unknown } = tally.summary;
  const partly = accounts.filter(({ status }) => status !== "complete").length;
  if (partly > 0) return `${counted(partly, "account")} could not be seen wholly`;
  const unreached = unknown - tally.beyond;
  if (unreached > 0) return `${counted(unreached, "verdict")} could not be reached`;
  return tally.beyond > 0 && pass + fail === 0
    ? "the change declares nothing that could be judged"
    : undefined;
}

const leftOpen = ({ beyond }: Tally): string =>
  beyond > 0 ? `; ${counted(beyond, "verdict")} cannot be told from the change alone` : "";

const blind = (failOn: FailOn, reason: string): Gate => ({
  passed: false,
  outcome: "blind",
  failOn,
  reason,
});

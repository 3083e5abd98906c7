import { type Change, type Finding, type Status, statuses } from "../../model/finding.ts";
import { type Severity, severities, severityRank } from "../../model/severity.ts";

/** All that a comparison asks of a finding. */
export interface Standing {
  readonly status: Status;
  readonly severity: Severity;
  readonly isWaived: boolean;
}

export const standingOf = ({ status, severity, waiver }: Finding): Standing => ({
  status,
  severity,
  isWaived: waiver !== undefined,
});

/** A standing as a small number: a baseline of an organization has a hundred thousand of them. */
export const packStanding = ({ status, severity, isWaived }: Standing): number =>
  (statuses.indexOf(status) * severities.length + severities.indexOf(severity)) * 2 +
  Number(isWaived);

/** The standing that `packStanding` made this number of. */
export function unpackStanding(packed: number): Standing {
  const rest = packed >> 1;
  return {
    status: statuses[Math.floor(rest / severities.length)] ?? "fail",
    severity: severities[rest % severities.length] ?? "critical",
    isWaived: (packed & 1) === 1,
  };
}

/** Of two findings with one id, the worse; `statuses` has the worst first. */
export const worstOf = (one: Standing | undefined, other: Standing): Standing =>
  one !== undefined && statuses.indexOf(one.status) <= statuses.indexOf(other.status) ? one : other;

const isQuiet = ({ status }: Standing): boolean => status === "pass" || status === "not-applicable";

/**
 * What happened to a finding since it stood as `before`; undefined: it was not judged then.
 *
 * - new: it was not judged, or it fails and did not: a baseline excuses only what it saw fail.
 * - worse: it fails and nobody knew, it is more severe, its waiver is gone, or it cannot be seen any more.
 * - better: it failed or was unknown and does no more, or it is less severe.
 */
export function changeOf(before: Standing | undefined, now: Standing): Change {
  if (before === undefined) return "new";
  if (isQuiet(now)) return isQuiet(before) ? "same" : "better";
  if (now.status === "unknown") return before.status === "unknown" ? "same" : "worse";
  if (isQuiet(before)) return "new";
  return before.status === "unknown" ? "worse" : changeOfFailure(before, now);
}

function changeOfFailure(before: Standing, now: Standing): Change {
  // Otherwise a baseline would make a waiver that expires a waiver for ever.
  if (before.isWaived && !now.isWaived) return "worse";
  const rise = severityRank(before.severity) - severityRank(now.severity);
  if (rise === 0) return "same";
  return rise > 0 ? "worse" : "better";
}

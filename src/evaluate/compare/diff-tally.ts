import type { DiffEntry, DiffKind, DiffStanding, DiffSummary } from "../../model/diff.ts";
import { diffKinds } from "../../model/diff.ts";
import type { Finding } from "../../model/finding.ts";
import type { Resolved } from "../../model/result.ts";
import { severityRank } from "../../model/severity.ts";
import { Comparison, type Judged } from "./comparison.ts";
import { type EarlierResult, toResolved } from "./earlier-result.ts";
import { changeOf, type Standing } from "./standing.ts";

/** Gathers what differs, one account of the new result after the other. */
export class DiffTally {
  readonly #comparison: Comparison;
  readonly #entries: DiffEntry[] = [];
  readonly #counts = { ...none };

  constructor(old: EarlierResult) {
    this.#comparison = new Comparison(old);
  }

  /** All findings of one account. */
  add(findings: readonly Finding[]): void {
    const standings = this.#comparison.meet(findings);
    const worst = findings.filter(({ id, status }) => standings.get(id)?.status === status);
    const byId = new Map(worst.map((finding) => [finding.id, finding]));
    for (const [id, now] of standings) {
      const before = this.#comparison.before(id);
      if (now.status === "unknown") this.#counts.unknown += 1;
      const kind = kindOf(before, now);
      const finding = byId.get(id);
      if (finding !== undefined) this.#enter(kind, toResolved(finding), before, now);
    }
  }

  /** What differs and how much, once all accounts were added. */
  finish(judged: Judged): { readonly summary: DiffSummary; readonly entries: DiffEntry[] } {
    const wasJudged = this.#comparison.judgedAgain(judged);
    for (const kept of this.#comparison.unmet()) {
      const before = this.#comparison.before(kept.id);
      const kind = wasJudged(kept) ? goneKind(before) : "no-longer-judged";
      this.#enter(kind, kept, before, undefined);
    }
    return { summary: { ...this.#counts }, entries: this.#entries.sort(byUrgency) };
  }

  #enter(
    kind: DiffKind | "same",
    finding: Resolved,
    before: Standing | undefined,
    now: Standing | undefined,
  ): void {
    this.#counts[kind] += 1;
    if (kind === "same") return;
    this.#entries.push({
      kind,
      ...finding,
      ...(before && { before: shown(before) }),
      ...(now && { now: shown(now) }),
    });
  }
}

const none = {
  new: 0,
  worsened: 0,
  "unknown-now": 0,
  "no-longer-judged": 0,
  waived: 0,
  better: 0,
  resolved: 0,
  same: 0,
  unknown: 0,
};

const shown = ({ status, severity, isWaived }: Standing): DiffStanding => ({
  status,
  severity,
  ...(isWaived && { waived: true }),
});

/** What became of a finding that the new result has. */
function kindOf(before: Standing | undefined, now: Standing): DiffKind | "same" {
  const change = changeOf(before, now);
  if (now.status === "unknown") return change === "same" ? "same" : "unknown-now";
  if (now.status !== "fail") return change === "better" ? goneKind(before) : "same";
  // What a waiver covers already is told only where it covers more than it did.
  const wasCovered = before?.isWaived === true && change !== "worse";
  if (now.isWaived && !wasCovered) return "waived";
  return change === "worse" ? "worsened" : change;
}

/** What became of a finding that is no more, neither failing nor unknown. */
function goneKind(before: Standing | undefined): DiffKind | "same" {
  if (before?.status === "fail") return "resolved";
  return before?.status === "unknown" ? "better" : "same";
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const byUrgency = (a: DiffEntry, b: DiffEntry): number =>
  diffKinds.indexOf(a.kind) - diffKinds.indexOf(b.kind) ||
  severityRank(a.severity) - severityRank(b.severity) ||
  compare(a.policy, b.policy) ||
  compare(a.account, b.account) ||
  compare(a.region, b.region) ||
  compare(a.resource.id, b.resource.id) ||
  compare(a.id, b.id);

import type { Finding } from "../model/finding.ts";
import { groupedBy } from "../model/grouped-by.ts";
import type { WaiverOutcome, WaiverSource, WaiverState } from "../model/waiver.ts";
import { matchesGlob } from "./glob.ts";

interface Kept {
  readonly source: WaiverSource;
  readonly isExpired: boolean;
  failures: number;
  unknowns: number;
}

/** Applies waivers to findings as they come, and remembers what became of each. */
export class Waivers {
  readonly #all: readonly Kept[];
  readonly #byPolicyAndAccount: ReadonlyMap<string, readonly Kept[]>;

  constructor(sources: readonly WaiverSource[], asOf: Date) {
    const day = asOf.toISOString().slice(0, 10);
    this.#all = sources.map((source) => {
      // The day it names is its last.
      const isExpired = source.expires < day;
      return { source, isExpired, failures: 0, unknowns: 0 };
    });
    this.#byPolicyAndAccount = groupedBy(this.#all, ({ source }) =>
      keyOf(source.policy, source.account),
    );
  }

  /** The findings with the failures marked that a waiver accepts; no status changes. */
  apply(findings: readonly Finding[]): readonly Finding[] {
    return this.#all.length === 0 ? findings : findings.map((finding) => this.#applyTo(finding));
  }

  #applyTo(finding: Finding): Finding {
    const { status, policy, account } = finding;
    // What nobody saw nobody can accept: an unknown stays one.
    if (status !== "fail" && status !== "unknown") return finding;
    const near = [keyOf(policy, account), keyOf(policy)].flatMap(
      (key) => this.#byPolicyAndAccount.get(key) ?? [],
    );
    if (status === "unknown") {
      // It may hide what a waiver names, whatever resource the unknown itself stands with.
      for (const kept of near) kept.unknowns += 1;
      return finding;
    }
    const met = near.filter(({ source }) => meets(source, finding));
    for (const kept of met) kept.failures += 1;
    const valid = met.find(({ isExpired }) => !isExpired)?.source;
    if (valid === undefined) return finding;
    const { reason, owner, ticket, expires } = valid;
    const waiver = { reason, ...(owner && { owner }), ...(ticket && { ticket }), expires };
    return { ...finding, waiver };
  }

  /** What became of each, in the order they were written. */
  outcomes(judged: {
    readonly policies: ReadonlySet<string>;
    readonly accounts: ReadonlySet<string>;
  }): WaiverOutcome[] {
    return this.#all.map((kept) => {
      const { policy, account } = kept.source;
      const wasJudged =
        judged.policies.has(policy) && (account === undefined || judged.accounts.has(account));
      return { ...kept.source, state: stateOf(kept, wasJudged), findings: kept.failures };
    });
  }
}

function stateOf({ isExpired, failures, unknowns }: Kept, wasJudged: boolean): WaiverState {
  if (isExpired) return "expired";
  if (failures > 0) return "used";
  return wasJudged && unknowns === 0 ? "unused" : "not-judged";
}

const keyOf = (policy: string, account = ""): string => `${policy} ${account}`;

function meets(
  { region, resource, resourceGlob }: WaiverSource,
  { region: where, resource: { id, name } }: Finding,
): boolean {
  if (region !== undefined && region !== where) return false;
  if (resource !== undefined && resource !== id && resource !== name) return false;
  if (resourceGlob === undefined) return true;
  return matchesGlob(resourceGlob, id) || matchesGlob(resourceGlob, name);
}

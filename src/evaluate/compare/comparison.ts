import type { Finding, Resource } from "../../model/finding.ts";
import type { Resolved, ResultAccount } from "../../model/result.ts";
import type { EarlierResult } from "./earlier-result.ts";
import { changeOf, type Standing, standingOf, unpackStanding, worstOf } from "./standing.ts";

/** What a run looked at. */
export interface Judged {
  readonly accounts: readonly Pick<ResultAccount, "id" | "status" | "regions">[];
  readonly policies: readonly { readonly id: string }[];
}

/** Compares a run with an earlier result, one account after the other. */
export class Comparison {
  readonly #earlier: EarlierResult;
  /** Account and policy where there may be more to judge than could be listed. */
  readonly #partlySeen = new Set<string>();
  readonly #better = new Set<string>();
  readonly #met = new Set<string>();

  constructor(earlier: EarlierResult) {
    this.#earlier = earlier;
  }

  get asOf(): string {
    return this.#earlier.asOf;
  }

  /** The findings of one account, each with what happened to it. */
  readonly mark = (findings: readonly Finding[]): Finding[] => {
    const standings = this.meet(findings);
    return findings.map((finding) => {
      const now = standings.get(finding.id) ?? standingOf(finding);
      return { ...finding, change: changeOf(this.before(finding.id), now) };
    });
  };

  /** Takes note of an account's findings; of two with one id, as an edited result may have them, the worse. */
  meet(findings: readonly Finding[]): ReadonlyMap<string, Standing> {
    const standings = new Map<string, Standing>();
    for (const finding of findings) {
      if (isAboutUnseen(finding)) this.#partlySeen.add(placeOf(finding));
      standings.set(finding.id, worstOf(standings.get(finding.id), standingOf(finding)));
    }
    for (const [id, { status }] of standings) {
      const before = this.before(id);
      if (before === undefined) continue;
      this.#met.add(id);
      if (status === "pass" || status === "not-applicable") this.#better.add(id);
      else this.#earlier.forget(id);
    }
    return standings;
  }

  /** How a finding stood in the earlier result. */
  before(id: string): Standing | undefined {
    const packed = this.#earlier.standings.get(id);
    return packed === undefined ? undefined : unpackStanding(packed);
  }

  /** What failed and was looked at again without failing. */
  readonly resolved = (judged: Judged): Resolved[] => {
    const wasJudged = this.judgedAgain(judged);
    const resolved: Resolved[] = [];
    for (const kept of this.#earlier.kept()) {
      if (this.#better.has(kept.id) || wasJudged(kept)) resolved.push(kept);
    }
    return resolved;
  };

  /** What the run has no finding for: it is gone, or was not looked at. */
  *unmet(): Generator<Resolved> {
    for (const kept of this.#earlier.kept()) if (!this.#met.has(kept.id)) yield kept;
  }

  /**
   * Whether the run would have a finding for this if it were still there. A thing is found by way of
   * others (a bucket by its trail in another Region), so every Region of then must have been looked at.
   */
  judgedAgain({ accounts, policies }: Judged): (kept: Resolved) => boolean {
    const ids = new Set(policies.map(({ id }) => id));
    const whole = new Set(accounts.filter((account) => this.#isSeenAgain(account)).map(idOf));
    return (kept) =>
      ids.has(kept.policy) && whole.has(kept.account) && !this.#partlySeen.has(placeOf(kept));
  }

  #isSeenAgain({ id, status, regions }: Judged["accounts"][number]): boolean {
    const before = this.#earlier.regions.get(id) ?? [];
    return status === "complete" && before.every((region) => regions.includes(region));
  }
}

const idOf = ({ id }: { readonly id: string }): string => id;

const placeOf = ({ account, policy }: { account: string; policy: string }): string =>
  `${account} ${policy}`;

/** An unknown verdict on the account as a whole: its list of things is incomplete. */
const isAboutUnseen = (finding: {
  readonly status: Finding["status"];
  readonly account: string;
  readonly resource: Resource;
}): boolean =>
  finding.status === "unknown" &&
  finding.resource.type === "AWS::::Account" &&
  finding.resource.name === finding.account;

import type { Finding } from "../../model/finding.ts";
import type { Resolved, ResultAccount } from "../../model/result.ts";
import { packStanding, standingOf, unpackStanding, worstOf } from "./standing.ts";

/** An earlier result in little space: a number for each finding, and a text for those to be named. */
export class EarlierResult {
  /** ISO time that it judged at. */
  readonly asOf: string;
  readonly regions: ReadonlyMap<string, readonly string[]>;
  readonly #standings = new Map<string, number>();
  // As JSON: an object of nine members takes twice the space.
  readonly #kept = new Map<string, string>();

  constructor(asOf: string, accounts: readonly Pick<ResultAccount, "id" | "regions">[]) {
    this.asOf = asOf;
    this.regions = new Map(accounts.map(({ id, regions }) => [id, regions]));
  }

  get standings(): ReadonlyMap<string, number> {
    return this.#standings;
  }

  /** Adds a finding; `isNamed`: what it was about may be asked for, should it be missed later. */
  add(finding: Finding, isNamed = finding.status === "fail"): void {
    const { id } = finding;
    const other = this.#standings.get(id);
    const worst = worstOf(
      other === undefined ? undefined : unpackStanding(other),
      standingOf(finding),
    );
    this.#standings.set(id, packStanding(worst));
    if (isNamed) this.#kept.set(id, JSON.stringify(toResolved(finding)));
  }

  /** What nobody will ask for any more. */
  forget(id: string): void {
    this.#kept.delete(id);
  }

  /** Findings that were to be named and are not forgotten. */
  *kept(): Generator<Resolved> {
    for (const text of this.#kept.values()) yield JSON.parse(text);
  }
}

/** What is said of a finding without its verdict. */
export const toResolved = (finding: Finding): Resolved => {
  const { id, policy, severity, account, region, resource, message } = finding;
  return { id, policy, severity, account, region, resource, message };
};

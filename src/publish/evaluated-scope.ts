import type { Finding } from "../model/finding.ts";
import type { Result, ResultAccount } from "../model/result.ts";
import type { ScopeName } from "../model/scope.ts";
import { asffPrefix } from "../report/asff-finding.ts";

/** Where a finding in a hub is, and which policy it is of. */
export interface Place {
  readonly id: string;
  readonly generator: string;
  readonly account: string;
  readonly region: string;
}

/**
 * Whether a run would have a finding for this if there were still reason to: only then does the lack
 * of one mean that it is gone. Whatever is in doubt is not evaluated:
 *
 * - the account was not seen wholly, or its Regions are a guess (a built-in list),
 * - the Region was not looked at, or the policy was not judged,
 * - Regions were left out, and the policy judges things that are found by way of others: a bucket of
 *   this Region may be that of a trail in another,
 * - there may be more of what the policy judges than could be listed,
 * - the result has the finding in another Region: a bucket whose Region cannot be read is reported
 *   where its trail is.
 */
export function evaluatedScope(
  result: Pick<Result, "accounts" | "policies" | "findings">,
): (place: Place) => boolean {
  const accounts = new Map(result.accounts.map((account) => [account.id, account]));
  const scopes = new Map(result.policies.map(({ id, scope }) => [asffPrefix + id, scope]));
  const { partlyListed, elsewhere } = doubts(result.findings);
  return ({ id, generator, account, region }) => {
    const scope = scopes.get(generator);
    return (
      scope !== undefined &&
      isSeen(accounts.get(account), region, scope) &&
      !partlyListed.has(`${account} ${generator}`) &&
      (elsewhere.get(`${account} ${id}`) ?? region) === region
    );
  };
}

/** Things that a Region lists by itself, whatever is in the others. */
const listedByRegion: readonly ScopeName[] = ["region", "trail", "event-data-store"];

function isSeen(account: ResultAccount | undefined, region: string, scope: ScopeName): boolean {
  if (account?.status !== "complete" || account.regionsFrom === "built-in list") return false;
  const isWhole = (account.regionsSkipped ?? []).length === 0;
  return account.regions.includes(region) && (isWhole || listedByRegion.includes(scope));
}

interface Doubts {
  /** Account and generator where the list of things is incomplete. */
  readonly partlyListed: ReadonlySet<string>;
  /** The Region of what the result reports, by account and id. */
  readonly elsewhere: ReadonlyMap<string, string>;
}

function doubts(findings: Iterable<Finding>): Doubts {
  const partlyListed = new Set<string>();
  const elsewhere = new Map<string, string>();
  for (const finding of findings) {
    const { id, policy, account, region } = finding;
    if (isAboutUnseen(finding)) partlyListed.add(`${account} ${asffPrefix}${policy}`);
    elsewhere.set(`${account} ${asffPrefix}${policy}/${id}`, region);
  }
  return { partlyListed, elsewhere };
}

/** An unknown verdict on the account as a whole: its list of things is incomplete. */
const isAboutUnseen = ({ status, account, resource }: Finding): boolean =>
  status === "unknown" && resource.type === "AWS::::Account" && resource.name === account;

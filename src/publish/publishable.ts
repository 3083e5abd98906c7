import { Failure } from "../model/failure.ts";
import { type Finding, type Status, statuses } from "../model/finding.ts";
import { isRegionName } from "../model/partition.ts";
import type { Result } from "../model/result.ts";

/**
 * Holds a result to what a hub may be told: verdicts on an account as it is, all of them. Findings
 * that somebody took out would be archived as if they were gone.
 */
export function expectPublishable(result: Result, path: string): void {
  const { kind } = result.source;
  if (kind !== "aws" && kind !== "recording") {
    throw new Failure(
      "publish/not-live",
      `${path} judges a change: Security Hub is told of accounts as they are.`,
      { help: "Publish what check says of the account, or of a recording, after the change." },
    );
  }
  expectPlaces(result, path);
  const found = countsOf(result.findings);
  const differing = statuses.find((status) => found[status] !== result.summary[status]);
  if (differing === undefined) return;
  throw new Failure(
    "publish/not-whole",
    `${path} has ${found[differing]} findings of status "${differing}"; its summary says ${result.summary[differing]}.`,
    { help: "It was edited or cut. Only whole results are published: run check again." },
  );
}

/** Regions become host names that findings are sent to, so nothing else may stand there. */
function expectPlaces({ accounts, findings }: Result, path: string): void {
  for (const { id, partition, regions } of accounts) {
    const wrong = [partition, ...regions].find((name) => !isRegionName(name));
    if (wrong === undefined) continue;
    throw new Failure(
      "publish/not-a-place",
      `${path} names "${wrong}" as partition or Region of account ${id}.`,
      { help: "They look like aws and eu-west-1. Only results that check wrote are published." },
    );
  }
  const ids = new Set(accounts.map(({ id }) => id));
  for (const { account } of findings) {
    if (ids.has(account)) continue;
    throw new Failure(
      "publish/not-whole",
      `${path} has findings of account ${account}, which is not among its accounts.`,
      { help: "It was edited or cut. Only whole results are published: run check again." },
    );
  }
}

function countsOf(findings: Iterable<Finding>): { readonly [status in Status]: number } {
  const counts = { fail: 0, unknown: 0, pass: 0, "not-applicable": 0 };
  for (const { status } of findings) counts[status] += 1;
  return counts;
}

/** The Regions that were asked for, each of which must be one that the result is about. */
export function expectRegions(
  asked: readonly string[],
  { accounts }: Pick<Result, "accounts">,
): void {
  const known = new Set(accounts.flatMap(({ regions }) => regions));
  for (const region of asked) {
    if (known.has(region)) continue;
    const what = isRegionName(region) ? "is no Region that the result looked at" : "is no Region";
    throw new Failure("flags/region", `--region "${region}" ${what}.`, {
      help: `The result looked at: ${[...known].sort().join(", ") || "none"}.`,
    });
  }
}

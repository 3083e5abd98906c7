import { describe, expect, test } from "vitest";
import { Comparison } from "../../../src/evaluate/compare/comparison.ts";
import type { Finding } from "../../../src/model/finding.ts";
import type { Result } from "../../../src/model/result.ts";
import { earlierOf, numbered } from "../../harness/compared.ts";
import { finding } from "../../harness/findings.ts";
import { resultOf } from "../../harness/results.ts";

/** The numbers of what is resolved. */
function resolvedIn(
  old: readonly Finding[],
  now: readonly Finding[],
  given: Partial<Result> = {},
): number[] {
  const comparison = new Comparison(earlierOf(resultOf(old)));
  comparison.mark(now);
  const other = finding({ id: "f".repeat(32), status: "pass" });
  const judged = { ...resultOf([...now, other]), ...given };
  return comparison.resolved(judged).map(({ id }) => Number.parseInt(id, 16));
}

const [account] = resultOf([finding()]).accounts;

describe("what is resolved", () => {
  test("passes now, applies no more, or is gone where the run looked", () => {
    const now = [numbered(1, { status: "pass" }), numbered(2, { status: "not-applicable" })];
    expect(resolvedIn([numbered(1), numbered(2), numbered(3)], now)).toEqual([1, 2, 3]);
  });

  test("is not what fails still, or cannot be seen now", () => {
    const now = [numbered(1, { status: "unknown" }), numbered(2)];
    expect(resolvedIn([numbered(1), numbered(2)], now)).toEqual([]);
  });

  test("is not what never failed", () => {
    const old = [numbered(1, { status: "unknown" }), numbered(2, { status: "pass" })];
    expect(resolvedIn(old, [numbered(1, { status: "pass" })])).toEqual([]);
  });

  test("is nothing of a policy or an account that the run did not judge", () => {
    expect(resolvedIn([numbered(1, { policy: "trail-enabled" })], [])).toEqual([]);
    expect(resolvedIn([numbered(1, { account: "999988887777" })], [])).toEqual([]);
  });

  test("is nothing that is missed in an account which was not seen wholly", () => {
    for (const status of ["cut-off", "failed"] as const) {
      const accounts = account ? [{ ...account, status }] : [];
      expect(resolvedIn([numbered(1)], [], { accounts })).toEqual([]);
    }
  });

  test("is nothing that is missed where a Region of then was left out", () => {
    const accounts = account ? [{ ...account, regions: ["eu-west-1"] }] : [];
    expect(resolvedIn([numbered(1)], [], { accounts })).toEqual([]);
    expect(resolvedIn([numbered(1)], [numbered(1, { status: "pass" })], { accounts })).toEqual([1]);
  });

  test("is nothing that is missed where not everything could be listed", () => {
    const unseen = numbered(2, {
      status: "unknown",
      resource: { type: "AWS::::Account", id: "AWS::::Account:111122223333", name: "111122223333" },
    });
    expect(resolvedIn([numbered(1)], [unseen])).toEqual([]);
    expect(resolvedIn([numbered(1)], [{ ...unseen, policy: "trail-enabled" }])).toEqual([1]);
  });
});

test("findings say what happened to them, and nothing else of them changes", () => {
  const comparison = new Comparison(earlierOf(resultOf([numbered(1), numbered(2)])));
  const now = [numbered(1), numbered(2, { status: "pass" }), numbered(3)];
  expect(comparison.mark(now)).toEqual([
    { ...now[0], change: "same" },
    { ...now[1], change: "better" },
    { ...now[2], change: "new" },
  ]);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Comparison } from "../../../src/evaluate/compare/comparison.ts";
import { decideDiff } from "../../../src/evaluate/compare/diff-gate.ts";
import { type DiffKind, diffKinds } from "../../../src/model/diff.ts";
import { diffOf, earlierOf, numbered, someResult, waiver } from "../../harness/compared.ts";
import { resultOf } from "../../harness/results.ts";

describe("a diff", () => {
  test("of a result with itself is empty", () => {
    fc.assert(
      fc.property(someResult, (result) => {
        const { entries, summary } = diffOf(result, result);
        expect(entries).toEqual([]);
        expect(summary.same).toBe(result.findings.length);
      }),
    );
  });

  test("has new what the other way round is resolved", () => {
    fc.assert(
      fc.property(someResult, someResult, (one, other) => {
        const there = diffOf(one, other).entries;
        const back = diffOf(other, one).entries;
        // A failure that is waived is told as such, not as new.
        const isOpen = ({ before }: (typeof back)[number]) => before?.waived !== true;
        const resolved = back.filter((entry) => entry.kind === "resolved" && isOpen(entry));
        // One that was unknown before got worse, and is unknown again the other way round.
        const isNew = there.filter(({ kind }) => kind === "new");
        expect(isNew.map(({ id }) => id).sort()).toEqual(resolved.map(({ id }) => id).sort());
      }),
    );
  });

  test("puts every finding of either into exactly one class", () => {
    fc.assert(
      fc.property(someResult, someResult, (one, other) => {
        const { entries, summary } = diffOf(one, other);
        const ids = new Set([...one.findings, ...other.findings].map(({ id }) => id));
        const counted = [...diffKinds, "same" as const].reduce(
          (sum, kind) => sum + summary[kind],
          0,
        );
        expect(counted).toBe(ids.size);
        expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
        expect(entries.length + summary.same).toBe(ids.size);
      }),
    );
  });

  test("calls resolved what a check with this baseline does", () => {
    fc.assert(
      fc.property(someResult, someResult, (one, other) => {
        const comparison = new Comparison(earlierOf(one));
        comparison.mark(other.findings);
        const resolved = diffOf(one, other).entries.filter(({ kind }) => kind === "resolved");
        expect(
          comparison
            .resolved(other)
            .map(({ id }) => id)
            .sort(),
        ).toEqual(resolved.map(({ id }) => id).sort());
      }),
    );
  });

  test("fails exactly where the gate of a check with this baseline does", () => {
    fc.assert(
      fc.property(someResult, someResult, (one, other) => {
        const marked = new Comparison(earlierOf(one)).mark(other.findings);
        const { gate } = resultOf(marked, { accounts: other.accounts });
        const isFailing = marked.some(
          ({ status, change, waiver: accepted }) =>
            status === "fail" && !accepted && (change === "new" || change === "worse"),
        );
        const { outcome } = decideDiff(diffOf(one, other).summary, other, false);
        expect(outcome === "failed").toBe(isFailing);
        if (gate.outcome === "failed") expect(outcome).toBe("failed");
        // What a check could not see, a diff may not call well.
        if (marked.some(({ status }) => status === "unknown")) expect(outcome).not.toBe("passed");
      }),
    );
  });

  test("takes two findings with one id as the worse of them", () => {
    const twice = resultOf([numbered(1, { status: "pass" }), numbered(1, { status: "unknown" })]);
    expect(diffOf(twice, twice).entries).toEqual([]);
    expect(diffOf(resultOf([numbered(1, { status: "pass" })]), twice).summary).toMatchObject({
      "unknown-now": 1,
      same: 0,
    });
  });
});

describe("what became of a finding", () => {
  const fails = numbered(1);
  const cases: readonly (readonly [
    kind: DiffKind,
    old: readonly ReturnType<typeof numbered>[],
    now: readonly ReturnType<typeof numbered>[],
  ])[] = [
    ["new", [], [fails]],
    ["new", [numbered(1, { status: "pass" })], [fails]],
    ["worsened", [numbered(1, { status: "unknown" })], [fails]],
    ["worsened", [numbered(1, { severity: "low" })], [fails]],
    ["worsened", [numbered(1, { waiver })], [fails]],
    ["unknown-now", [fails], [numbered(1, { status: "unknown" })]],
    ["unknown-now", [], [numbered(1, { status: "unknown" })]],
    ["waived", [fails], [numbered(1, { waiver })]],
    ["waived", [numbered(1, { status: "pass" })], [numbered(1, { waiver })]],
    ["better", [numbered(1, { severity: "high" })], [fails]],
    ["better", [numbered(1, { status: "unknown" })], [numbered(1, { status: "pass" })]],
    ["resolved", [fails], [numbered(1, { status: "pass" })]],
    ["no-longer-judged", [numbered(1, { policy: "trail-enabled", status: "pass" })], []],
  ];

  test.each(cases)("%s", (kind, old, now) => {
    const judged = numbered(9, { status: "pass" });
    const { entries } = diffOf(resultOf([...old, judged]), resultOf([...now, judged]));
    expect(entries.map((entry) => entry.kind)).toEqual([kind]);
  });
});

describe("the outcome of a diff", () => {
  const none = diffOf(resultOf([numbered(1)]), resultOf([numbered(1)])).summary;
  const judged = resultOf([numbered(1)]);

  test("is good only where everything could be seen", () => {
    expect(decideDiff(none, judged, false).outcome).toBe("passed");
    expect(decideDiff({ ...none, resolved: 1, better: 1, waived: 1 }, judged, false).outcome).toBe(
      "passed",
    );
    for (const blind of [{ unknown: 1 }, { "no-longer-judged": 1 }]) {
      expect(decideDiff({ ...none, ...blind }, judged, false).outcome).toBe("blind");
      expect(decideDiff({ ...none, ...blind }, judged, true).outcome).toBe("passed");
    }
    const cutOff = judged.accounts.map((account) => ({ ...account, status: "cut-off" as const }));
    expect(decideDiff(none, { ...judged, accounts: cutOff }, false).outcome).toBe("blind");
    expect(decideDiff(none, { ...judged, accounts: [] }, true).outcome).toBe("blind");
  });

  test("is bad where anything is new or worse, whatever else was not seen", () => {
    for (const bad of [{ new: 1 }, { worsened: 1 }]) {
      expect(decideDiff({ ...none, ...bad, unknown: 1 }, judged, true).outcome).toBe("failed");
    }
  });
});

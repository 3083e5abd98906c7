import fc from "fast-check";
import { expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { worst } from "../../src/report/worst.ts";
import { finding } from "../harness/findings.ts";

const waiver = { reason: "accepted", expires: "2026-12-31" };

/** From the worst to the least. */
const order: readonly Partial<Finding>[] = [
  { severity: "critical", change: "new" },
  { severity: "critical", change: "same" },
  { severity: "critical", status: "unknown", change: "worse" },
  { severity: "critical", status: "unknown", change: "better" },
  { severity: "high" },
  { severity: "medium" },
  { severity: "low", status: "unknown" },
  { severity: "critical", waiver },
  { severity: "low", waiver },
];

const findings = order.map((given, index) => finding({ id: `${index}`, ...given }));

const idsOf = (given: readonly Finding[], limit: number): string[] =>
  [...worst(given, limit, () => true).findings].map(({ id }) => id);

test("the worst are kept, whatever order they come in", () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...findings], { minLength: findings.length }),
      fc.nat(findings.length + 2),
      (shuffled, limit) => {
        const kept = idsOf(shuffled, limit);
        expect(kept.toSorted()).toEqual(findings.slice(0, limit).map(({ id }) => id));
        const own = shuffled.map(({ id }) => id).filter((id) => kept.includes(id));
        expect(kept).toEqual(own);
      },
    ),
  );
});

test("of equals the first are kept", () => {
  const equals = ["a", "b", "c"].map((id) => finding({ id }));
  expect(idsOf(equals, 2)).toEqual(["a", "b"]);
});

test("what is not wanted takes no place and is not counted", () => {
  const { findings: kept, ...counts } = worst(findings, 2, ({ severity }) => severity === "low");
  expect([...kept].map(({ id }) => id)).toEqual(["6", "8"]);
  expect(counts).toEqual({ kept: 2, leftOut: 0 });
  expect(worst(findings, 2, () => true)).toMatchObject({ kept: 2, leftOut: 7 });
});

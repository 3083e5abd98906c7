import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { FindingStore } from "../src/check.ts";
import { findingSpool } from "../src/cli/finding-spool.ts";
import { inMemory } from "../src/finding-store.ts";
import type { Finding } from "../src/model/finding.ts";
import { finding } from "./harness/findings.ts";

const account = fc.nat(9).map((digit) => String(digit).repeat(12));

const { fix: _, ...passing } = finding({ status: "pass", evidence: [] });
const variants: readonly Partial<Finding>[] = [
  {},
  { evidence: [{ fact: "trail.name", value: null }], region: "us-east-1" },
  { waiver: { reason: "accepted", expires: "2026-12-31" } },
  passing,
];
const bytes = (store: FindingStore): string => JSON.stringify([...store.all()]);

// A folder for temporary files of this test's own, to see what is left in it.
process.env["TMPDIR"] = mkdtempSync(join(tmpdir(), "trailwarden-spool-"));

test("findings come back in the order of accounts, whether in memory or on disk", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(account, { maxLength: 10 }),
      fc.nat(4),
      fc.nat(20),
      (accounts, each, limit) => {
        const spool = findingSpool(limit);
        const memory = inMemory();
        for (const id of accounts) {
          const findings = Array.from({ length: each }, (_, index) => ({
            ...finding(variants[index % variants.length]),
            account: id,
            message: `${index} ✓`,
          }));
          spool.add(id, findings);
          memory.add(id, findings);
        }
        // Every format reads them again.
        for (let time = 0; time < 2; time += 1) expect(bytes(spool)).toBe(bytes(memory));
        spool.close();
        expect(readdirSync(tmpdir())).toEqual([]);
      },
    ),
  );
});

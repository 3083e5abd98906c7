import { describe, expect, test } from "vitest";
import { decideGate, Tally } from "../../src/evaluate/gate.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { ResultAccount } from "../../src/model/result.ts";
import { severities } from "../../src/model/severity.ts";
import { finding } from "../harness/findings.ts";

const seen = (status: ResultAccount["status"]): ResultAccount => ({
  id: "111122223333",
  partition: "aws",
  status,
  regions: ["us-east-1"],
});

function gateOf(
  findings: readonly Partial<Finding>[],
  { failOn = "high" as const, allowUnknown = false, accounts = [seen("complete")] } = {},
) {
  const tally = new Tally();
  for (const given of findings) tally.add(finding(given));
  return decideGate(tally, accounts, { failOn, allowUnknown });
}

const waiver = { reason: "accepted", expires: "2027-01-01" };

describe("the gate", () => {
  test("passes when nothing fails and everything was seen", () => {
    expect(gateOf([{ status: "pass" }, { status: "not-applicable" }]).outcome).toBe("passed");
  });

  test("fails from the severity on that it was told", () => {
    for (const severity of severities) {
      const expected = ["critical", "high"].includes(severity) ? "failed" : "passed";
      expect(gateOf([{ status: "fail", severity }]).outcome).toBe(expected);
    }
  });

  test("does not fail for what was accepted", () => {
    expect(gateOf([{ status: "fail", severity: "critical", waiver }]).outcome).toBe("passed");
  });

  test("is never green when blind", () => {
    expect(gateOf([{ status: "unknown", severity: "low" }]).outcome).toBe("blind");
    expect(gateOf([], { accounts: [] }).outcome).toBe("blind");
    expect(gateOf([], { accounts: [seen("failed")] }).outcome).toBe("blind");
    expect(gateOf([], { accounts: [seen("complete"), seen("cut-off")] }).outcome).toBe("blind");
  });

  test("takes blindness only on request, and no account at all never", () => {
    const allowUnknown = true;
    expect(gateOf([{ status: "unknown" }], { allowUnknown }).outcome).toBe("passed");
    expect(gateOf([], { allowUnknown, accounts: [seen("failed")] }).outcome).toBe("passed");
    expect(gateOf([], { allowUnknown, accounts: [] }).outcome).toBe("blind");
  });

  test("says failing before blind", () => {
    const gate = gateOf([{ status: "unknown" }, { status: "fail", severity: "critical" }]);
    expect(gate).toMatchObject({
      passed: false,
      outcome: "failed",
      reason: expect.stringContaining("1 finding "),
    });
  });
});

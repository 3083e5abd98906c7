import { describe, expect, test } from "vitest";
import { decideGate, Tally } from "../../src/evaluate/gate.ts";
import { changes, type Finding } from "../../src/model/finding.ts";
import type { FailOn, ResultAccount } from "../../src/model/result.ts";
import { severities, severityRank } from "../../src/model/severity.ts";
import { finding } from "../harness/findings.ts";

const seen = (status: ResultAccount["status"]): ResultAccount => ({
  id: "111122223333",
  partition: "aws",
  status,
  regions: ["us-east-1"],
});

function gateOf(
  findings: readonly Partial<Finding>[],
  {
    failOn = "high",
    allowUnknown = false,
    accounts = [seen("complete")],
  }: {
    readonly failOn?: FailOn;
    readonly allowUnknown?: boolean;
    readonly accounts?: readonly ResultAccount[];
  } = {},
) {
  const tally = new Tally();
  for (const given of findings) tally.add(finding(given));
  return decideGate(tally, accounts, { failOn, allowUnknown });
}

type Reason = Finding["missing"][number]["reason"];

const missing = (reasons: readonly Reason[]) =>
  reasons.map((reason) => ({ fact: "account.trails", reason }));

const ofAccount = { type: "AWS::::Account", id: "AWS::::Account:111122223333", name: "account" };
const ofTrail = { type: "AWS::CloudTrail::Trail", id: "arn:aws:cloudtrail:::trail/a", name: "a" };

describe("the gate on a change", () => {
  const pass = { status: "pass" } as const;
  const open = (resource: Finding["resource"], ...reasons: readonly Reason[]) =>
    ({ status: "unknown", resource, missing: missing(reasons) }) as const;

  test.each([
    ["the rest of the account", open(ofAccount, "undeclared"), "passed"],
    ["what happens afterwards", open(ofTrail, "not-deployed"), "passed"],
    ["both", open(ofAccount, "undeclared", "not-deployed"), "passed"],
    ["what a thing is not told to be", open(ofTrail, "undeclared"), "blind"],
    ["what only the apply settles", open(ofAccount, "unresolved"), "blind"],
    [
      "the same beside the rest of the account",
      open(ofAccount, "undeclared", "unresolved"),
      "blind",
    ],
    ["nothing that says why", open(ofAccount), "blind"],
  ] as const)("left open by %s", (_, finding, outcome) => {
    expect(gateOf([pass, finding]).outcome).toBe(outcome);
  });

  test("says how much is left open, and passes nothing of which nothing was judged", () => {
    const finding = open(ofAccount, "undeclared");
    expect(gateOf([pass, finding, finding]).reason).toContain(
      "2 verdicts cannot be told from the change alone",
    );
    expect(gateOf([finding]).outcome).toBe("blind");
    expect(gateOf([finding], { allowUnknown: true }).outcome).toBe("passed");
  });
});

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

const yesNo = [true, false];

/** Every mix of what a gate with a baseline depends on. */
const mixes = changes
  .flatMap((change) => severities.map((severity) => ({ change, severity })))
  .flatMap((mix) => ([...severities, "never"] as const).map((failOn) => ({ ...mix, failOn })))
  .flatMap((mix) => yesNo.map((isWaived) => ({ ...mix, isWaived })))
  .flatMap((mix) => yesNo.map((isBlind) => ({ ...mix, isBlind })))
  .flatMap((mix) => yesNo.map((allowUnknown) => ({ ...mix, allowUnknown })));

type Mix = (typeof mixes)[number];

function expectedOf({ change, severity, failOn, isWaived, isBlind, allowUnknown }: Mix): string {
  const isSevere = failOn !== "never" && severityRank(severity) <= severityRank(failOn);
  const isNews = change === "new" || change === "worse";
  if (isNews && isSevere && !isWaived) return "failed";
  return isBlind && !allowUnknown ? "blind" : "passed";
}

describe("the gate with a baseline", () => {
  test("fails for what is new or worse, not waived and severe enough, and for nothing else", () => {
    for (const mix of mixes) {
      const { change, severity, failOn, isWaived, isBlind, allowUnknown } = mix;
      const failing = { status: "fail", change, severity, ...(isWaived && { waiver }) } as const;
      // That it was unknown before excuses nothing.
      const unknown = { status: "unknown", change: "same" } as const;
      const { outcome } = gateOf(isBlind ? [failing, unknown] : [failing], {
        failOn,
        allowUnknown,
      });
      expect(outcome, JSON.stringify(mix)).toBe(expectedOf(mix));
    }
  });

  test("says how many failures the baseline has", () => {
    const same = { status: "fail", change: "same", severity: "high" } as const;
    expect(gateOf([same, same]).reason).toContain("not counting 2 of the baseline");
    expect(gateOf([same, { ...same, change: "new" }]).reason).toContain("1 finding ");
  });
});

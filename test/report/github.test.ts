import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { render } from "../../src/report/formats/github.ts";
import { finding } from "../harness/findings.ts";
import { rendered, resultOf } from "../harness/results.ts";

const github = (findings: readonly Finding[], given: Parameters<typeof resultOf>[1] = {}) =>
  rendered(render, resultOf(findings, given)).split("\n");

test("the level says what the gate makes of it", () => {
  const waiver = { reason: "x", expires: "2026-03-01" };
  const lines = github([
    finding({ severity: "high" }),
    finding({ severity: "low" }),
    finding({ status: "unknown" }),
    finding({ severity: "critical", waiver }),
    finding({ status: "pass" }),
  ]);
  expect(lines.map((line) => line.split("::")[1]?.split(" ")[0])).toEqual([
    ...["error", "warning", "notice"],
    ...[undefined, undefined, undefined],
  ]);
  expect(lines.slice(3)).toEqual([
    "Trailwarden: 3 failed (1 waived), 1 unknown, 1 passed",
    "Gate failed: 1 finding of severity high or above",
    "",
  ]);
});

test("a message holds the evidence and the fix, and where it stands", () => {
  const [line] = github([finding({ declared: { file: "infra/a,b.yaml", line: 3 } })]);
  expect(line).toBe(
    "::warning file=infra/a%2Cb.yaml,line=3,title=trail-log-validation (medium)::" +
      "Trail main writes no digest files.%0Amain, eu-west-1, 111122223333%0A" +
      "trail.logFileValidationEnabled = false [cloudtrail:DescribeTrails in eu-west-1 at 2026-01-15T12:00:00.000Z]%0A" +
      "Fix: Switch log file validation on.%0A" +
      "$ aws cloudtrail update-trail --name main --enable-log-file-validation",
  );
});

test("with a baseline, only what is new or worse is an error", () => {
  const baseline = { asOf: "2026-01-01T00:00:00.000Z", resolved: [] };
  const findings = (["new", "worse", "same"] as const).map((change) =>
    finding({ severity: "high", change }),
  );
  const levels = github(findings, { baseline }).map((line) => line.slice(0, 7));
  expect(levels.slice(0, 3)).toEqual(["::error", "::error", "::warni"]);
});

describe("the runner keeps ten of a level", () => {
  test("so the worst nine are shown, and the tenth says how many there are", () => {
    const many = [
      ...Array.from({ length: 500 }, () => finding({ severity: "high" })),
      finding({ severity: "critical", message: "the worst" }),
    ];
    const errors = github(many).filter((line) => line.startsWith("::error"));
    expect(errors).toHaveLength(10);
    expect(errors[0]).toContain("the worst");
    expect(errors[9]).toBe(
      "::error title=Trailwarden::492 more findings; other formats hold them all",
    );
  });

  test("and ten are shown when there are ten", () => {
    const ten = Array.from({ length: 10 }, () => finding({ severity: "high" }));
    expect(github(ten).filter((line) => line.includes("more finding"))).toEqual([]);
  });
});

test("no name can give the runner a command, and none is longer than it keeps", () => {
  const name = "\r\n::stop-commands::x\n::error::owned%0A::add-mask::y";
  const hostile = finding({
    policy: "p",
    message: `${name}${"x".repeat(9000)}`,
    resource: { type: name, id: name, name },
    declared: { file: name },
  });
  const lines = github([hostile]);
  expect(lines).toHaveLength(4);
  expect(lines.filter((line) => line.startsWith("::"))).toHaveLength(1);
  expect(lines[0]?.length).toBeLessThan(4600);
  expect(lines[0]).toMatch(/^::warning file=[^:,]*,title=p \(medium\)::/);
});

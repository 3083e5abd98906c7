import { expect, test } from "vitest";
import { render } from "../../src/report/formats/gitlab.ts";
import { finding } from "../harness/findings.ts";
import { rendered, resultOf } from "../harness/results.ts";

const gitlab = (findings: Parameters<typeof resultOf>[0]) =>
  JSON.parse(rendered(render, resultOf(findings)));

test("an entry has what GitLab reads, and the finding's id as fingerprint", () => {
  expect(gitlab([finding()])).toEqual([
    {
      description: "Trail main writes no digest files.",
      check_name: "trail-log-validation",
      fingerprint: "0123456789abcdef0123456789abcdef",
      severity: "major",
      location: { path: "aws/111122223333/eu-west-1/main", lines: { begin: 1 } },
    },
  ]);
});

test("severities are GitLab's; what could not be decided is info, not nothing", () => {
  const findings = (["critical", "high", "medium", "low"] as const).map((severity) =>
    finding({ severity }),
  );
  const unknown = finding({ status: "unknown", severity: "critical" });
  const severities = gitlab([...findings, unknown]).map(
    ({ severity }: { severity: string }) => severity,
  );
  expect(severities).toEqual(["blocker", "critical", "major", "minor", "info"]);
});

test("passed, not applicable and waived findings are no problems of quality", () => {
  const waiver = { reason: "x", expires: "2026-03-01" };
  const none = [
    finding({ status: "pass" }),
    finding({ status: "not-applicable" }),
    finding({ waiver }),
  ];
  expect(gitlab(none)).toEqual([]);
});

test("what stands in a file is there, at its line", () => {
  const [entry] = gitlab([finding({ declared: { file: "a/trail.yaml", line: 7 } })]);
  expect(entry.location).toEqual({ path: "a/trail.yaml", lines: { begin: 7 } });
});

test("hidden and control characters are written out; there is no byte order mark", () => {
  const hostile = finding({
    message: "\u202e\u001b[31m",
    resource: { type: "t", id: "i", name: "\ufeff\u0000" },
  });
  const text = rendered(render, resultOf([hostile]));
  expect(text.startsWith("[")).toBe(true);
  expect(JSON.parse(text)[0]).toMatchObject({
    description: "\\u{202e}\\u{1b}[31m",
    location: { path: "aws/111122223333/eu-west-1/%5Cu%7Bfeff%7D%5Cu%7B0%7D" },
  });
});

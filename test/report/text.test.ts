import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { render } from "../../src/report/formats/text.ts";
import { finding } from "../harness/findings.ts";
import { rendered, resultOf } from "../harness/results.ts";

const trail = (name: string, given: Partial<Finding> = {}): Finding =>
  finding({
    message: `Trail ${name} writes no digest files.`,
    resource: {
      type: "AWS::CloudTrail::Trail",
      id: `arn:aws:cloudtrail:eu-west-1:111122223333:trail/${name}`,
      name,
    },
    ...given,
  });

const mixed: readonly Finding[] = [
  trail("main"),
  trail("other", { status: "pass" }),
  trail("third", {
    policy: "trail-logging-on",
    status: "unknown",
    message:
      "Cannot tell whether this holds: Trails are logging. trail.isLogging: access was denied",
    missing: [
      {
        fact: "trail.isLogging",
        reason: "access-denied",
        detail: "AccessDenied",
        permission: "cloudtrail:GetTrailStatus",
        call: "cloudtrail:GetTrailStatus",
        region: "eu-west-1",
      },
    ],
  }),
  finding({
    policy: "trail-enabled",
    severity: "high",
    message: "No trail logs.",
    resource: { type: "AWS::::Account", id: "AWS::::Account:111122223333", name: "111122223333" },
  }),
];

describe("the text report", () => {
  test("tells what is wrong first, then what was not seen, then the totals", async () => {
    await expect(rendered(render, resultOf(mixed))).toMatchFileSnapshot("../golden/mixed.txt");
  });

  test("keeps to the width of the terminal", () => {
    for (const columns of [40, 80, 120]) {
      const lines = rendered(render, resultOf(mixed), { columns }).split("\n");
      // Commands are there to be copied, whole.
      const long = lines.filter((line) => line.length > columns && !line.includes("$ "));
      expect(long).toEqual([]);
    }
  });

  test("is in color where that is wanted, with the same words", () => {
    const colored = rendered(render, resultOf(mixed), { color: true });
    expect(colored).toContain("\u001b[");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colors are made of them
    expect(colored.replaceAll(/\u001b\[\d+m/g, "")).toBe(rendered(render, resultOf(mixed)));
  });

  test("of 10,000 findings still fits a screen or two", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => trail(`trail-${index}`));
    const text = rendered(render, resultOf(many));
    expect(text.split("\n").length).toBeLessThan(100);
    expect(text).toContain("10000");
  });
});

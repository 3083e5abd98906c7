import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { render } from "../../src/report/formats/html.ts";
import { finding } from "../harness/findings.ts";
import { rendered, resultOf } from "../harness/results.ts";

const page = (findings: readonly Finding[]): string => rendered(render, resultOf(findings));

const several = (count: number, given: Partial<Finding> = {}): Finding[] =>
  Array.from({ length: count }, (_, index) =>
    finding({ id: index.toString(16).padStart(32, "0"), ...given }),
  );

const matches = (text: string, pattern: RegExp): (string | undefined)[] =>
  [...text.matchAll(pattern)].map(([, group]) => group);

describe("the HTML report", () => {
  test("its policy names the hash of the very style and script it carries", () => {
    const text = page([finding()]);
    const escaped = /Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1] ?? "";
    const policy = escaped.replaceAll("&#x27;", "'").replaceAll("&#x3D;", "=");
    const named = matches(policy, /'sha256-([^']*)'/g);
    const carried = [/<style>(.*?)<\/style>/s, /<script>(.*?)<\/script>/s].map((pattern) =>
      createHash("sha256")
        .update(pattern.exec(text)?.[1] ?? "")
        .digest("base64"),
    );
    expect(named).toEqual(carried);
    expect(policy).toMatch(/^default-src 'none';/);
  });

  test("lists accounts worst first, and names the account of each finding", () => {
    const text = page([
      ...several(3, { account: "111111111111", status: "pass" }),
      ...several(1, { account: "222222222222" }),
      ...several(2, { account: "333333333333" }),
    ]);
    expect(matches(text, /<tr><th scope="row">(\d{12})/g)).toEqual([
      "333333333333",
      "222222222222",
      "111111111111",
    ]);
    expect(matches(text, /class="account">(\d{12})</g)).toHaveLength(6);
    expect(page(several(2))).not.toContain('class="account"');
  });

  test("counts by severity and verdict, on one scale", () => {
    const text = page([
      ...several(1_500, { severity: "low" }),
      ...several(500, { severity: "low", status: "pass" }),
      ...several(1_000, { severity: "high", status: "unknown" }),
    ]);
    const rows = text.split("<tr>");
    const [high = "", low = ""] = ["high", "low"].map((severity) =>
      rows.find((row) => row.includes(`class="severity ${severity}"`)),
    );
    expect(matches(low, /class="n [a-z-]+">([\d,]+)</g)).toEqual(["1,500", "0", "500", "0"]);
    expect(matches(low, / width="([^"]*)"/g)).toEqual(["75.00%", "25.00%"]);
    expect(matches(high, / width="([^"]*)"/g)).toEqual(["50.00%"]);
  });

  test("stands open where that is a report to read, and closed where it is a list to search", () => {
    expect(matches(page(several(50)), /(" open>)/g)).toHaveLength(50);
    expect(matches(page(several(51)), /(" open>)/g)).toHaveLength(0);
    expect(matches(page(several(250)), /(class="chunk")/g)).toHaveLength(3);
  });

  test("shows who waived a finding, why and until when", () => {
    const waiver = { reason: "moves in May", owner: "ops", expires: "2026-05-31" };
    const text = page([finding({ waiver })]);
    expect(text).toContain('<span class="badge waived">Waived</span>');
    expect(text).toContain("moves in May, ops, until 2026-05-31");
    expect(text).toContain("Waived, of the failed findings: 1.");
  });
});

import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { render } from "../../src/report/formats/markdown.ts";
import { markdownCode, markdownText } from "../../src/report/markdown-text.ts";
import { finding } from "../harness/findings.ts";
import { rendered, resultOf } from "../harness/results.ts";

const markdown = (findings: readonly Finding[], given: Parameters<typeof resultOf>[1] = {}) =>
  rendered(render, resultOf(findings, given));

const waiver = { reason: "migration", ticket: "T-1", expires: "2026-03-01" };

test("a comment as it is posted", async () => {
  const text = markdown([
    finding({ severity: "high" }),
    finding({
      status: "unknown",
      missing: [{ fact: "trail.key", reason: "access-denied", permission: "kms:DescribeKey" }],
    }),
    finding({ waiver }),
    finding({ status: "pass" }),
  ]);
  await expect(text).toMatchFileSnapshot("../golden/comment.md");
});

test("a bot finds its comment by the first line", () => {
  expect(markdown([]).split("\n")[0]).toBe("<!-- trailwarden -->");
});

test("with a baseline, new findings stand apart, and resolved ones are there", () => {
  const { policy, severity, account, region, resource, message, id } = finding();
  const resolved = [{ policy, severity, account, region, resource, message, id }];
  const text = markdown([finding({ change: "new" }), finding({ change: "same" })], {
    baseline: { asOf: "2026-01-01T00:00:00.000Z", resolved },
  });
  const titles = [...text.matchAll(/<summary>(.+)<\/summary>/g)].map(([, title]) => title);
  expect(titles).toEqual(["New or worse: 1", "Failed before: 1", "Resolved since the baseline: 1"]);
});

test("it fits into a comment, holds the worst, and says what it leaves out", () => {
  const long = "x".repeat(3000);
  const many = Array.from({ length: 5000 }, () => finding({ message: long, severity: "low" }));
  const worst = finding({ message: "the worst", severity: "critical" });
  const unknown = Array.from({ length: 5000 }, () => finding({ status: "unknown" }));
  const text = markdown([...many, worst, ...unknown, finding({ waiver })]);
  expect(text.length).toBeLessThan(65_536);
  expect(text.indexOf("the worst")).toBeLessThan(1500);
  const left = [...text.matchAll(/… and (\d+) more findings?/g)].map(([, count]) => Number(count));
  const shown = (text.match(/^- \*\*/gm) ?? []).length;
  expect(left.reduce((sum, count) => sum + count, shown)).toBe(10_002);
  expect(text).toContain("Waived: migration, T-1, until 2026-03-01");
  expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
});

describe("names are nothing but text", () => {
  test.each([
    ["<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert\\(1\\)\\>"],
    ["[x](https://e.example)", "\\[x\\]\\(https:<!-- -->//e.example\\)"],
    ["@team #12 !3 www.e.example", "@<!-- -->team #<!-- -->12 !<!-- -->3 www<!-- -->.e.example"],
    ["**bold** `code` a|b", "\\*\\*bold\\*\\* \\`code\\` a\\|b"],
    ["a\nb\u202e", "a b\\\\u\\{202e\\}"],
    ["&lt;", "&amp;lt;"],
    ["# heading", "\\# heading"],
    ["1. one", "\\1. one"],
  ])("%s", (text, expected) => {
    expect(markdownText(text)).toBe(expected);
  });

  test.each([
    ["plain", "`plain`"],
    ["a`b", "`` a`b ``"],
    ["`", "`` ` ``"],
    ["a|b", "`a|b`"],
    ["a\n<b>", "`a\\u{a}<b>`"],
  ])("as code: %s", (text, expected) => {
    expect(markdownCode(text)).toBe(expected);
  });
});

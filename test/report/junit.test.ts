import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { render } from "../../src/report/formats/junit.ts";
import { finding } from "../harness/findings.ts";
import { rendered, resultOf } from "../harness/results.ts";

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  isArray: (name) => name === "testsuite" || name === "testcase",
});

const junit = (findings: readonly Finding[]) => {
  const text = rendered(render, resultOf(findings));
  expect(XMLValidator.validate(text)).toBe(true);
  return { text, suites: parser.parse(text).testsuites };
};

const waiver = { reason: "migration", owner: "platform", ticket: "T-1", expires: "2026-03-01" };
const mixed = [
  finding(),
  finding({ id: "1".repeat(32), waiver, resource: { type: "T", id: "second", name: "second" } }),
  finding({
    policy: "trail-kms-encrypted",
    status: "unknown",
    missing: [{ fact: "trail.key", reason: "access-denied", permission: "kms:DescribeKey" }],
  }),
  finding({ policy: "trail-tagged", status: "pass" }),
  finding({ policy: "trail-insights", status: "not-applicable", message: "Does not apply" }),
];

test("a case fails, errs, is skipped or passes as its verdict says", () => {
  const { suites } = junit(mixed);
  expect(suites).toMatchObject({ tests: "5", failures: "1", errors: "1", skipped: "2" });
  const [first, second, third, fourth] = suites.testsuite;
  expect(first).toMatchObject({
    name: "trail-log-validation in 111122223333",
    ...{ tests: "2", failures: "1", errors: "0", skipped: "1", timestamp: "2026-01-15T12:00:00" },
  });
  expect(first.testcase[0].failure).toMatchObject({ type: "medium" });
  expect(first.testcase[0].failure["#text"]).toContain(
    "trail.logFileValidationEnabled = false [cloudtrail:DescribeTrails in eu-west-1",
  );
  expect(first.testcase[1].skipped.message).toBe(
    "Waived: migration, platform, T-1, until 2026-03-01",
  );
  expect(second.testcase[0].error["#text"]).toContain("needs kms:DescribeKey");
  expect(Object.keys(third.testcase[0])).toEqual(["classname", "name", "time"]);
  expect(fourth.testcase[0].skipped.message).toBe("Does not apply");
});

test("the counts of the suites add up to those of all", () => {
  const { suites } = junit(mixed);
  for (const count of ["tests", "failures", "errors", "skipped"]) {
    const sum = suites.testsuite.reduce(
      (total: number, suite: { [count: string]: string }) => total + Number(suite[count]),
      0,
    );
    expect(String(sum)).toBe(suites[count]);
  }
});

test("GitLab keeps one case of each class name and name, so no two are alike", () => {
  const regions = ["eu-west-1", "us-east-1"].flatMap((region) =>
    ["111122223333", "444455556666"].map((account) => finding({ region, account })),
  );
  const { suites } = junit(regions);
  const names = suites.testsuite.flatMap((suite: { testcase: { [name: string]: string }[] }) =>
    suite.testcase.map(({ classname, name }) => `${classname} ${name}`),
  );
  expect(new Set(names).size).toBe(4);
});

test("what stands in a file says where", () => {
  const declared = { file: "infra/trail.yaml", line: 12, address: "Trail" };
  expect(junit([finding({ declared })]).suites.testsuite[0].testcase[0]).toMatchObject({
    file: "infra/trail.yaml",
    line: "12",
  });
});

describe("whatever names hold, it is XML", () => {
  test.each([
    "<failure/>",
    "]]></system-out>&amp;",
    "\u0000\u0008\u001b[31m\uffff\ufffe\ud800",
    "\u202egnp",
    "a\r\nb\tc\"d'e",
    "x".repeat(100_000),
  ])("%#", (name) => {
    const hostile = finding({ message: name, resource: { type: name, id: `${name}!`, name } });
    const { text, suites } = junit([hostile]);
    expect(suites.testsuite[0].testcase).toHaveLength(1);
    expect(text.length).toBeLessThan(30_000);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no place for these
    expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\u202e]/);
  });
});

import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import type { Result, ResultPolicy } from "../../src/model/result.ts";
import { render } from "../../src/report/formats/sarif.ts";
import { finding, many, variety } from "../harness/findings.ts";
import { sarifErrors } from "../harness/published.ts";
import { rendered, resultOf, variedResult } from "../harness/results.ts";

const logOf = (findings: readonly Finding[], given: Partial<Result> = {}) =>
  JSON.parse(rendered(render, resultOf(findings, given)));

const runOf = (findings: readonly Finding[], given: Partial<Result> = {}) =>
  logOf(findings, given).runs[0];

const one = (given: Partial<Finding> = {}) => runOf([finding(given)]).results[0];

/** The rule of a policy that is changed so. */
function ruleOf(given: Partial<ResultPolicy>) {
  const policies = resultOf([finding()]).policies.map((policy) => ({ ...policy, ...given }));
  return runOf([finding()], { policies }).tool.driver.rules[0];
}

const uriOf = (given: Partial<Finding>): string =>
  one(given).locations[0].physicalLocation.artifactLocation.uri;

describe("SARIF", () => {
  test("is what OASIS's schema allows, and looks like this", async () => {
    const text = rendered(render, variedResult());
    expect(sarifErrors(JSON.parse(text))).toEqual([]);
    await expect(text).toMatchFileSnapshot("../golden/variety.sarif");
  });

  test("is valid with no findings, and with no accounts", () => {
    expect(sarifErrors(logOf([]))).toEqual([]);
    expect(runOf([])).toMatchObject({ results: [], automationDetails: { id: "trailwarden/" } });
  });

  test("the schema notices what is wrong", () => {
    const log = logOf(variety());
    log.runs[0].results[0].kind = "maybe";
    delete log.runs[0].results[1].message;
    expect(sarifErrors(log)).toHaveLength(2);
  });

  test("has every member that GitHub demands, and none is empty", () => {
    const { results, tool } = runOf([...variety(), finding({ policy: "gone", message: "" })]);
    expect(results).toHaveLength(4);
    for (const { message, locations, partialFingerprints } of results) {
      expect(message.text).not.toBe("");
      expect(locations).toHaveLength(1);
      const { artifactLocation, region } = locations[0].physicalLocation;
      expect(artifactLocation.uri).toMatch(/./);
      expect(region.startLine).toBeGreaterThan(0);
      expect(partialFingerprints.primaryLocationLineHash).toMatch(/./);
    }
    for (const rule of tool.driver.rules) {
      for (const text of [rule.shortDescription, rule.fullDescription, rule.help]) {
        expect(text.text).toMatch(/./);
      }
      expect(rule.properties.tags).toContain("security");
      expect(rule.properties.tags.length).toBeLessThanOrEqual(20);
      expect(Number(rule.properties["security-severity"])).toBeGreaterThan(0);
    }
  });

  test("of a policy without texts still has the texts that GitHub demands", () => {
    const rule = ruleOf({ title: " ", risk: "\n", references: [] });
    expect(rule.shortDescription.text).toBe("trail-log-validation");
    expect(rule.fullDescription.text).toMatch(/\S/);
    expect(rule.help.text).toMatch(/\S/);
  });

  test("tags rules with the packs that were asked for before others", () => {
    expect(ruleOf({}).properties.tags.slice(0, 2)).toEqual(["security", "cis-aws-5.0"]);
  });

  test("names the rule that each result is of", () => {
    const { results, tool } = runOf(variety());
    for (const { ruleId, ruleIndex } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    }
  });

  test("has the finding's id as fingerprint, whatever else changes", () => {
    const { id } = finding();
    expect(one().partialFingerprints.primaryLocationLineHash).toBe(id);
    expect(one({ message: "other" }).partialFingerprints).toEqual(one().partialFingerprints);
  });

  test("leaves out what GitHub would show as an alert and is none, and counts it", () => {
    const { results, properties } = runOf(variety());
    expect(results.map(({ properties: { status } }: { properties: Finding }) => status)).toEqual([
      "fail",
      "fail",
      "unknown",
    ]);
    expect(properties.summary).toMatchObject({ pass: 1, "not-applicable": 1 });
  });

  test("tells what is unknown as open, with the permission that would help", () => {
    const unknown = runOf(variety()).results[2];
    expect(unknown).toMatchObject({ kind: "open", level: "none" });
    expect(unknown.message.text).toContain("Cannot tell");
    expect(unknown.properties.missing).toEqual([
      {
        fact: "trail.isLogging",
        reason: "access-denied",
        permission: "cloudtrail:GetTrailStatus",
      },
    ]);
  });

  test("tells a waiver as an accepted suppression from outside, and in words", () => {
    const waived = runOf(variety()).results[1];
    const justification = "Moved in March (until 2026-03-31, by platform, SEC-7)";
    expect(waived.suppressions).toEqual([{ kind: "external", status: "accepted", justification }]);
    expect(waived.message.text).toContain(`Waived: ${justification}`);
    expect(one().suppressions).toBeUndefined();
  });

  test.each([
    ["new", "new"],
    ["same", "unchanged"],
    ["worse", "updated"],
    ["better", "updated"],
  ] as const)("calls %s %s", (change, baselineState) => {
    expect(one({ change }).baselineState).toBe(baselineState);
  });

  test("has no baseline state without a baseline", () => {
    expect(one()).not.toHaveProperty("baselineState");
  });

  test.each([
    ["critical", "error", "9.5"],
    ["high", "error", "8.0"],
    ["medium", "warning", "5.5"],
    ["low", "note", "2.0"],
  ] as const)(
    "of severity %s has the level %s and security-severity %s",
    (severity, level, number) => {
      expect(one({ severity }).level).toBe(level);
      const { defaultConfiguration, properties } = ruleOf({ severity });
      expect(defaultConfiguration.level).toBe(level);
      expect(properties["security-severity"]).toBe(number);
    },
  );

  test("keeps accounts apart as categories", () => {
    expect(runOf([finding()]).automationDetails.id).toBe("trailwarden/111122223333/");
    const two = [finding(), finding({ account: "444455556666" })];
    expect(runOf(two).automationDetails.id).toBe("trailwarden/");
  });

  test("tells what was not seen as notifications", () => {
    const gap = {
      account: "111122223333",
      region: "eu-west-1",
      service: "kms",
      operation: "ListAliases",
      code: "AccessDenied",
      permission: "kms:ListAliases",
    };
    const given = {
      accounts: resultOf([finding()]).accounts.map((account) => ({
        ...account,
        status: "cut-off" as const,
        notes: ["No Region list."],
      })),
      gaps: Array(150).fill(gap),
    };
    expect(sarifErrors(logOf([finding()], given))).toEqual([]);
    const [{ executionSuccessful, toolExecutionNotifications: told }] = runOf(
      [finding()],
      given,
    ).invocations;
    expect(executionSuccessful).toBe(false);
    expect(told).toHaveLength(1 + 101 + 1);
    expect(told[1].message.text).toContain("kms:ListAliases in eu-west-1");
    expect(told[101].message.text).toBe("And 50 more of this kind.");
    expect(runOf([finding()]).invocations[0].executionSuccessful).toBe(true);
  });
});

describe("where SARIF says a finding is", () => {
  test("is the declaring file and line", () => {
    const [location] = runOf(variety()).results[0].locations;
    expect(location.physicalLocation).toMatchObject({
      artifactLocation: { uri: "infra/trail.tf" },
      region: { startLine: 12, endLine: 12 },
    });
    expect(location.logicalLocations[0].name).toBe("aws_cloudtrail.main");
  });

  test.each([
    ["./a b/ü.tf", "a%20b/%C3%BC.tf"],
    ["a\\b.yaml", "a/b.yaml"],
    ["/home/me/plan.json", "file:///home/me/plan.json"],
    ["C:\\plan.json", "file:///C:/plan.json"],
    ["javascript:alert(1)", "javascript%3Aalert(1)"],
    ["//evil.example/x", "file:///evil.example/x"],
  ])("%s becomes %s", (file, uri) => {
    expect(uriOf({ declared: { file } })).toBe(uri);
  });

  test("is line 1 where the file has no lines", () => {
    const { region } = one({ declared: { file: "plan.json" } }).locations[0].physicalLocation;
    expect(region.startLine).toBe(1);
  });

  test("is a path of its own for what lives in AWS only, the same in every run", () => {
    const uri = "aws/111122223333/eu-west-1/AWS-CloudTrail-Trail/main.json";
    expect(uriOf({})).toBe(uri);
    expect(uriOf({ declared: { file: "./" } })).toBe(uri);
  });

  test("never leaves the folder, whatever names say", () => {
    const resource = { type: "..", id: "x", name: "../../etc" };
    expect(uriOf({ account: "..", region: "", resource })).toBe("aws/_/_/_/..%2F..%2Fetc.json");
  });
});

describe("SARIF with more results than GitHub takes", () => {
  const tooMany = (): Iterable<Finding> => ({
    *[Symbol.iterator]() {
      yield finding({ id: "waived", severity: "critical", waiver: { reason: "", expires: "" } });
      yield finding({ id: "low", severity: "low" });
      yield finding({ id: "known", severity: "high", change: "same" });
      yield finding({ id: "passed", severity: "critical", status: "pass" });
      yield* many(24_997, { severity: "high", change: "new" });
      yield finding({ id: "undecided", severity: "high", status: "unknown" });
      yield finding({ id: "worst", severity: "critical" });
    },
  });
  const { results, properties, invocations } = runOf([], { findings: tooMany() } as never);
  const ids = new Set(results.map((r: never) => r["partialFingerprints"]["trailwarden/v1"]));

  test("holds as many as it takes, the worst of them, in their own order", () => {
    expect(results).toHaveLength(25_000);
    expect(ids.has("worst") && ids.has("known") && ids.has("undecided")).toBe(true);
    expect(ids.has("low") || ids.has("waived") || ids.has("passed")).toBe(false);
    expect(results[0].partialFingerprints["trailwarden/v1"]).toBe("known");
    expect(results.at(-1).partialFingerprints["trailwarden/v1"]).toBe("worst");
  });

  test("says what it leaves out", () => {
    expect(properties).toMatchObject({ results: 25_000, leftOut: 2 });
    expect(invocations[0].toolExecutionNotifications[0]).toMatchObject({
      descriptor: { id: "left-out" },
      message: { text: expect.stringContaining("2 results of least severity left out") },
    });
  });
});

describe("hostile text in SARIF", () => {
  test("makes no link in a message", () => {
    const { text } = one({ message: "[click](https://evil.example) \\[x](1)" }).message;
    expect(text).toContain("\\[click\\](https://evil.example) \\\\\\[x\\](1)");
  });

  test("makes no Markdown in the help of a rule", () => {
    const risk = "![x](https://evil.example/p) <img src=x> `code` **b**\n# head";
    const references = ["javascript:alert(1)", "https://a.example/>)<b>", "https://a.example/b"];
    expect(ruleOf({ references }).helpUri).toBe("https://a.example/b");
    const { markdown } = ruleOf({ risk, references }).help;
    expect(markdown).toContain("!\\[x\\]\\(https:<!-- -->//evil.example/p\\) &lt;img src=x\\>");
    expect(markdown).toContain("\\*\\*b\\*\\* # head");
    expect(markdown).toContain("- <https://a.example/b>");
    expect(markdown).toContain("- https:<!-- -->//a.example/\\>\\)&lt;b\\>");
    expect(markdown.replaceAll("<!-- -->", "")).not.toMatch(/<(?!https:\/\/a\.example\/b>)/);
  });
});

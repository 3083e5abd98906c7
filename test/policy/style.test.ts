import { describe, expect, test } from "vitest";
import { builtIn } from "../../src/policy/built-in.ts";
import { loadPolicies } from "../../src/policy/load.ts";
import { policyFile } from "../harness/policy-file.ts";

const mistakesOf = (text: string, isStyleHeld = true): string[] =>
  loadPolicies([{ path: "my-policy.yaml", text }], {
    packs: builtIn.packs,
    isStyleHeld,
  }).mistakes.map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`);

/** A policy file that is right but for one text of it. */
const changed = (from: string, to: string): string => {
  const text = policyFile({
    pass_case: "{ name: good, expect: pass }",
    extra: "when: trail.isOwned",
  });
  const cases = `${text.replace("tests:\n", "tests:\n    - { name: theirs, given: { trail: { isOwned: false } }, expect: not-applicable }\n")}`;
  expect(cases).toContain(from);
  return cases.replace(from, to);
};

const title = "Trails are logging";
const message = "Trail {{trail.name}} is not logging.";
const cli = "cli: aws cloudtrail start-logging --name {{trail.arn}}";
const url = "https://docs.aws.amazon.com/";

describe("lint finds", () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    [
      "a long title",
      title,
      `Trails ${"really ".repeat(10)}log`,
      "2:8 policy/style the title has 80 characters; at most 70 fit a line",
    ],
    ["a small letter", title, "trails are logging", "the title begins with a small letter"],
    ["a period", title, `${title}.`, "2:8 policy/style the title ends like a sentence"],
    ["an order", title, "Ensure trails are logging", "2:8 policy/style the title gives an order"],
    [
      "a message without a period",
      message,
      "Trail {{trail.name}} is bad",
      "the message ends without a period",
    ],
    [
      "a message about nobody",
      message,
      "It is bad.",
      "6:10 policy/style the message does not say of what",
    ],
    [
      "a risk without a period",
      "Nobody would know.",
      "Nobody would know",
      "7:7 policy/style the text ends without a period",
    ],
    [
      "a fix without a period",
      "Start it.",
      "Start it",
      "9:9 policy/style the text ends without a period",
    ],
    [
      "a line that is no command",
      cli,
      "cli: |\n    aws cloudtrail list-trails\n    Then start it",
      "12:5 policy/style this line is no command of the AWS CLI",
    ],
    [
      "a gap in angle brackets",
      cli,
      "cli: aws cloudtrail start-logging --name <trail-name>",
      "10:44 policy/style <trail-name> is no placeholder",
    ],
    [
      "a shell variable",
      cli,
      'cli: aws cloudtrail start-logging --name "$TRAIL"',
      "10:45 policy/style $TRAIL is no placeholder",
    ],
    ["a reference that is no URL", url, '"https://[docs/"', "policy/style this is no URL"],
    ["a reference twice", url, `${url}, ${url}`, "the reference stands there twice"],
    [
      "a parameter that nothing reads",
      "when: trail.isOwned",
      "when: trail.isOwned\nparams: { days: 3 }",
      'policy/style the parameter "days" is not used',
    ],
    [
      "a condition without a case",
      "expect: not-applicable",
      "expect: fail",
      "policy/style no case shows where the policy does not apply",
    ],
  ];
  test.each(cases)("%s", (_, from, to, expected) => {
    const found = mistakesOf(changed(from, to));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });
});

test("what is well written has nothing against it", () => {
  expect(mistakesOf(changed(title, "AWS Config and CloudTrail log"))).toEqual([]);
  const pattern = "cli: aws logs put-metric-filter --filter-pattern '{ $.eventName = X }'";
  expect(mistakesOf(changed(cli, pattern))).toEqual([]);
  const continued = "cli: |\n    aws cloudtrail start-logging \\\n      --name TRAIL";
  expect(mistakesOf(changed(cli, continued))).toEqual([]);
});

test("style keeps no policy from judging", () => {
  expect(mistakesOf(changed(title, "ensure it."), false)).toEqual([]);
});

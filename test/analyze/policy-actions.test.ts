import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cloudTrailGrants, deniesOnEveryTrail } from "../../src/analyze/policy-actions.ts";
import type { JsonObject } from "../../src/model/json.ts";

const policy = (...Statement: JsonObject[]): string => JSON.stringify({ Statement });

describe("a service control policy", () => {
  const action = "cloudtrail:StopLogging";
  const denies = (statement: JsonObject) =>
    deniesOnEveryTrail(policy({ Effect: "Deny", Resource: "*", ...statement }), action, "aws");
  const cases: readonly (readonly [string, JsonObject, boolean | undefined])[] = [
    ["by name", { Action: action }, true],
    ["by name, in another case", { Action: "CloudTrail:stoplogging" }, true],
    ["among others", { Action: ["s3:*", "cloudtrail:Stop*"] }, true],
    ["with one wildcard a letter", { Action: "cloudtrail:StopLoggin?" }, true],
    ["everything", { Action: "*" }, true],
    ["another call", { Action: "cloudtrail:DeleteTrail" }, false],
    ["all but others", { NotAction: ["s3:*"] }, true],
    ["all but this", { NotAction: ["cloudtrail:*"] }, false],
    ["on all trails", { Action: action, Resource: "arn:aws:cloudtrail:*:*:trail/*" }, true],
    ["on all of CloudTrail", { Action: action, Resource: ["arn:*:cloudtrail:*"] }, true],
    [
      "on some trails, as Control Tower did",
      { Action: action, Resource: "arn:aws:cloudtrail:*:*:trail/aws-controltower-*" },
      false,
    ],
    [
      "in one Region",
      { Action: action, Resource: "arn:aws:cloudtrail:us-east-1:*:trail/*" },
      false,
    ],
    [
      "on trails of short names",
      { Action: action, Resource: "arn:aws:cloudtrail:*:*:trail/??" },
      false,
    ],
    [
      "in another partition",
      { Action: action, Resource: "arn:aws-cn:cloudtrail:*:*:trail/*" },
      false,
    ],
    [
      "all but some trails",
      { Action: action, Resource: undefined, NotResource: "arn:aws:cloudtrail:*:*:trail/x" },
      false,
    ],
    [
      "to all but a role",
      {
        Action: action,
        Condition: { ArnNotLike: { "aws:PrincipalARN": "arn:aws:iam::*:role/CT" } },
      },
      true,
    ],
    [
      "to all but any role",
      {
        Action: action,
        Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } },
      },
      undefined,
    ],
    [
      "in some Regions",
      { Action: action, Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } },
      undefined,
    ],
    ["nothing: it allows", { Effect: "Allow", Action: action }, false],
  ];
  for (const [name, statement, expected] of cases) {
    test(`denies ${name}`, () => {
      expect(denies(statement)).toBe(expected);
    });
  }

  test("that is not readable is not decided", () => {
    for (const text of ["", "{", "[]", "null", '{"Statement":7}', '{"Statement":[7]}', "{}"]) {
      expect(deniesOnEveryTrail(text, action, "aws")).toBeUndefined();
      expect(cloudTrailGrants(text)).toBeUndefined();
    }
  });
});

describe("an IAM policy", () => {
  const grants = (...statements: JsonObject[]) =>
    cloudTrailGrants(
      policy(...statements.map((one) => ({ Effect: "Allow", Resource: "*", ...one }))),
    );
  const cases: readonly (readonly [string, JsonObject[], boolean, boolean | undefined])[] = [
    ["cloudtrail:*", [{ Action: "cloudtrail:*" }], true, true],
    ["the same, spelled otherwise", [{ Action: ["s3:Get*", "CLOUDtr*:**"] }], true, true],
    ["reading", [{ Action: ["cloudtrail:Get*", "cloudtrail:Describe*"] }], true, false],
    ["everything, which is not about CloudTrail", [{ Action: "*" }], false, false],
    ["all but IAM", [{ Action: undefined, NotAction: "iam:*" }], false, false],
    ["another service", [{ Action: "cloudwatch:*" }], false, false],
    [
      "cloudtrail:* on one trail",
      [{ Action: "cloudtrail:*", Resource: "arn:aws:cloudtrail:us-east-1:1:trail/x" }],
      true,
      false,
    ],
    [
      "cloudtrail:* under a condition",
      [{ Action: "cloudtrail:*", Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }],
      true,
      undefined,
    ],
    [
      "cloudtrail:* less StopLogging",
      [{ Action: "cloudtrail:*" }, { Effect: "Deny", Action: "cloudtrail:StopLogging" }],
      true,
      false,
    ],
    [
      "cloudtrail:*, and nothing of it is taken back",
      [
        { Action: "cloudtrail:*" },
        { Effect: "Deny", Action: "s3:*" },
        { Effect: "Deny", NotAction: ["cloudtrail:*", "s3:*"] },
        {
          Effect: "Deny",
          Action: "cloudtrail:StopLogging",
          Resource: "arn:aws:cloudtrail:*:*:trail/x",
        },
      ],
      true,
      true,
    ],
    ["denying only", [{ Effect: "Deny", Action: "cloudtrail:*" }], false, false],
  ];
  for (const [name, statements, some, every] of cases) {
    test(`with ${name}`, () => {
      expect(grants(...statements)).toEqual({ some, every });
    });
  }
});

test("nothing makes it throw", () => {
  const text = fc.oneof(
    fc.json(),
    fc.jsonValue().map((Statement) => JSON.stringify({ Statement })),
  );
  fc.assert(
    fc.property(text, (given) => {
      deniesOnEveryTrail(given, "cloudtrail:StopLogging", "aws");
      cloudTrailGrants(given);
    }),
  );
});

import { describe, expect, test } from "vitest";
import { isSurelyNotPublic as isSurelyNot } from "../../../src/analyze/resource-policy/grants.ts";
import { deniesInsecureTransport as denies } from "../../../src/analyze/resource-policy/insecure-transport.ts";
import { parsePolicy } from "../../../src/analyze/resource-policy/parse.ts";
import type { Statement } from "../../../src/analyze/resource-policy/statement.ts";

function parsed(text: string): readonly Statement[] {
  const statements = parsePolicy(text);
  if (statements === undefined) throw new Error("not a policy");
  return statements;
}
const deniesInsecureTransport = (text: string, bucket: string) => denies(parsed(text), bucket);
const isSurelyNotPublic = (text: string) => isSurelyNot(parsed(text));

const arn = "arn:aws:s3:::logs";
const both = [arn, `${arn}/*`];
const tls = { Bool: { "aws:SecureTransport": "false" } };
const deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: both, Condition: tls };
const policy = (...statements: object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

describe("plain HTTP is refused", () => {
  const yes: readonly (readonly [string, string])[] = [
    ["by the usual statement", policy(deny)],
    ["with the principal in a map", policy({ ...deny, Principal: { AWS: "*" } })],
    ["with every action", policy({ ...deny, Action: ["*"] })],
    [
      "with a boolean condition value",
      policy({ ...deny, Condition: { Bool: { "aws:SecureTransport": false } } }),
    ],
    [
      "with other letters",
      policy({ ...deny, Action: "S3:*", Condition: { Bool: { "AWS:securetransport": "False" } } }),
    ],
    [
      "by two statements, one a resource",
      policy({ ...deny, Resource: arn }, { ...deny, Resource: `${arn}/*` }),
    ],
    [
      "by a text comparison",
      policy({ ...deny, Condition: { StringNotEquals: { "aws:SecureTransport": "true" } } }),
    ],
    ["on all buckets", policy({ ...deny, Resource: "*" })],
    ["by a single statement that is no list", JSON.stringify({ Statement: deny })],
  ];
  for (const [name, text] of yes) {
    test(name, () => expect(deniesInsecureTransport(text, arn)).toBe(true));
  }
});

describe("plain HTTP is not refused wholly", () => {
  const no: readonly (readonly [string, string])[] = [
    ["for one action only", policy({ ...deny, Action: "s3:GetObject" })],
    ["on objects only", policy({ ...deny, Resource: `${arn}/*` })],
    ["on the bucket only", policy({ ...deny, Resource: arn })],
    ["for a part of the objects", policy({ ...deny, Resource: [arn, `${arn}/AWSLogs/*`] })],
    [
      "for one principal",
      policy({ ...deny, Principal: { AWS: "arn:aws:iam::111122223333:root" } }),
    ],
    ["for all but one", policy({ ...deny, Principal: undefined, NotPrincipal: { AWS: "*" } })],
    ["by an Allow", policy({ ...deny, Effect: "Allow" })],
    [
      "with the condition turned around",
      policy({ ...deny, Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    ],
    [
      "narrowed by a second condition",
      policy({ ...deny, Condition: { ...tls, StringEquals: { "aws:PrincipalOrgID": "o-1" } } }),
    ],
    [
      "narrowed inside the operator",
      policy({
        ...deny,
        Condition: { Bool: { "aws:SecureTransport": "false", "aws:ViaAWSService": "false" } },
      }),
    ],
    ["for all actions but one", policy({ ...deny, Action: undefined, NotAction: "s3:GetObject" })],
    [
      "with an operator that nobody knows",
      policy({ ...deny, Condition: { Boolish: { "aws:SecureTransport": "false" } } }),
    ],
    [
      "on another bucket",
      policy({ ...deny, Resource: ["arn:aws:s3:::other", "arn:aws:s3:::other/*"] }),
    ],
    ["without any statement", policy()],
  ];
  for (const [name, text] of no) {
    test(name, () => expect(deniesInsecureTransport(text, arn)).toBe(false));
  }
});

describe("surely not public", () => {
  const service = { ...deny, Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } };
  test("grants to named principals and any Deny", () => {
    expect(isSurelyNotPublic(policy(service, deny))).toBe(true);
  });
  test("not when everyone is named, whatever the conditions, or someone is excluded", () => {
    expect(isSurelyNotPublic(policy({ ...service, Principal: "*", Condition: tls }))).toBe(false);
    expect(
      isSurelyNotPublic(policy({ ...service, Principal: undefined, NotPrincipal: { AWS: "x" } })),
    ).toBe(false);
  });
});

import { describe, expect, test } from "vitest";
import { changeOfTemplate } from "../../../src/iac/cloudformation/change.ts";
import { readTemplate } from "../../../src/iac/cloudformation/read-template.ts";
import type { Deployment } from "../../../src/iac/cloudformation/template.ts";
import { type Declaration, placeholderAccount } from "../../../src/iac/declaration.ts";

const region = "eu-west-1";

const unresolved = (detail: string) => ({ $unknown: "unresolved", detail });

const open = unresolved("the parameter Open has no value");

const head = `Parameters:
  Open: { Type: String }
  One: { Type: String, AllowedValues: [only] }
Conditions:
  No: !Equals [a, b]
  Maybe: !Equals [!Ref Open, x]
`;

// CloudFormation's own placeholders look like those of JavaScript.
const $ = (text: string) => text.replaceAll("@{", "${");

function changeOf(resources: string, given: Partial<Deployment> = {}, top = head) {
  const text = $(`${top}Resources:\n${resources}\n`);
  return changeOfTemplate(readTemplate("t.yaml", text), { parameters: {}, region, ...given }, "t");
}

function only(type: string, properties: string): Declaration["properties"] {
  const { declarations } = changeOf(`  It: { Type: "${type}", Properties: ${properties} }`);
  return declarations[0]?.properties ?? {};
}

const byAddress = ({ declarations }: ReturnType<typeof changeOf>) =>
  Object.fromEntries(declarations.map((one) => [one.address, one]));

test("a declaration tells where it stands and where it goes", () => {
  expect(changeOf("  It: { Type: AWS::S3::Bucket }", { account: "111122223333" })).toEqual({
    declarations: [
      {
        ...{ type: "AWS::S3::Bucket", address: "It", properties: {}, exists: true, region },
        declared: { file: "t", line: 8, address: "It" },
        isNew: true,
      },
    ],
    ...{ removed: [], account: "111122223333", partition: "aws" },
  });
});

describe("values are of their property's type", () => {
  test.each([
    ["AWS::CloudTrail::Trail", `{ IsLogging: "true" }`, { IsLogging: true }],
    ["AWS::CloudTrail::Trail", "{ IsLogging: no }", { IsLogging: false }],
    ["AWS::CloudTrail::Trail", "{ IsLogging: !Ref Open }", { IsLogging: open }],
    [
      "AWS::CloudTrail::Trail",
      "{ IsLogging: maybe }",
      { IsLogging: unresolved('"maybe" is neither true nor false') },
    ],
    [
      "AWS::CloudTrail::Trail",
      `{ Tags: [{ Key: on, Value: true }], KMSKeyId: null, TrailName: 012345678901 }`,
      { Tags: [{ Key: "on", Value: "true" }], TrailName: "012345678901" },
    ],
    [
      "AWS::CloudTrail::Trail",
      `{ EventSelectors: [{ IncludeManagementEvents: "false", ReadWriteType: All }] }`,
      { EventSelectors: [{ IncludeManagementEvents: false, ReadWriteType: "All" }] },
    ],
    ["AWS::Logs::LogGroup", `{ RetentionInDays: "90" }`, { RetentionInDays: 90 }],
    [
      "AWS::Logs::LogGroup",
      "{ RetentionInDays: long }",
      { RetentionInDays: unresolved('"long" is no number') },
    ],
    [
      "AWS::Logs::MetricFilter",
      `{ MetricTransformations: [{ MetricValue: 1, DefaultValue: "0" }, { MetricValue: "1" }] }`,
      { MetricTransformations: [{ MetricValue: "1", DefaultValue: 0 }, { MetricValue: "1" }] },
    ],
    ["Custom::Thing", `{ IsLogging: "true", Days: 1 }`, { IsLogging: "true", Days: 1 }],
  ])("%s %s", (type, given, expected) => {
    expect(only(type, given)).toEqual(expected);
  });
});

describe("policies are JSON text", () => {
  test.each([
    [`'{"Statement": []}'`, '{"Statement": []}'],
    [
      "{ Statement: [{ Principal: { AWS: 111122223333 } }] }",
      '{"Statement":[{"Principal":{"AWS":"111122223333"}}]}',
    ],
    ["{ Bool: { 'aws:SecureTransport': false } }", '{"Bool":{"aws:SecureTransport":false}}'],
    [
      "!Sub 'arn:@{AWS::Partition}:iam::@{AWS::AccountId}:root'",
      `arn:aws:iam::${placeholderAccount}:root`,
    ],
    ["{ a: [!Sub '@{Open}/*'], b: !ImportValue x }", open],
    ["!Ref Open", open],
  ])("%s", (document, expected) => {
    expect(only("AWS::S3::BucketPolicy", `{ PolicyDocument: ${document} }`)).toEqual({
      PolicyDocument: expected,
    });
  });

  test("numbers of an event pattern stay numbers", () => {
    expect(only("AWS::Events::Rule", "{ EventPattern: { detail: { n: [1] } } }")).toEqual({
      EventPattern: '{"detail":{"n":[1]}}',
    });
  });
});

describe("what hangs on conditions", () => {
  test("a resource that is not there, may be there, or names no condition", () => {
    const { No, Maybe, Lost, ...others } = byAddress(
      changeOf(
        ["No", "Maybe", "Lost"]
          .map((id) => `  ${id}: { Type: AWS::S3::Bucket, Condition: ${id} }`)
          .join("\n"),
      ),
    );
    expect([No, Maybe?.exists, Lost?.exists, others]).toEqual([
      undefined,
      open,
      unresolved("there is no condition Lost"),
      {},
    ]);
  });

  test.each([
    ["!If [Maybe, { a: 1, b: 2 }, { b: 2, a: 1 }]", { a: 1, b: 2 }],
    ["!If [Maybe, !Ref One, only]", "only"],
    ["!If [Maybe, 1, 2]", open],
    ["!If [Maybe, !Ref AWS::NoValue, !Ref AWS::NoValue]", undefined],
    ["!If [Maybe, 1, !Ref AWS::NoValue]", open],
  ])("%s", (value, expected) => {
    expect(only("Custom::Thing", `{ P: ${value} }`)["P"]).toEqual(expected);
  });

  test("properties of which not even the names are known make the resource uncertain", () => {
    const text = "  It: { Type: AWS::S3::Bucket, Properties: !If [Maybe, { a: 1 }, { b: 1 }] }";
    expect(changeOf(text).declarations).toMatchObject([{ properties: {}, exists: open }]);
  });
});

describe("where it goes", () => {
  test("without a Region, ARNs that hold one are unresolved, others are not", () => {
    const text = `  T: { Type: AWS::SNS::Topic }
  R: { Type: AWS::IAM::Role, Properties: { Path: /a/ } }
  It: { Type: Custom::Thing, Properties: { t: !Ref T, r: !GetAtt R.Arn, s: !Ref AWS::URLSuffix } }`;
    const change = changeOfTemplate(
      readTemplate("t", `Resources:\n${text}`),
      { parameters: {} },
      "t",
    );
    expect(change.partition).toBe("aws");
    expect(byAddress(change)["It"]).toMatchObject({
      region: { $unknown: "unresolved" },
      properties: {
        t: unresolved("AWS::Region is known once it is deployed"),
        r: `arn:aws:iam::${placeholderAccount}:role/a/R`,
        s: "amazonaws.com",
      },
    });
  });

  test("the partition is the Region's", () => {
    const change = changeOf("  It: { Type: AWS::S3::Bucket }", { region: "cn-north-1" });
    expect(change.partition).toBe("aws-cn");
  });
});

describe("what CloudFormation has several forms for", () => {
  test("a topic's own subscriptions are subscriptions", () => {
    const text = `  T:
    Type: AWS::SNS::Topic
    Condition: Maybe
    Properties:
      TopicName: alarms
      Subscription: [{ Protocol: email, Endpoint: a@example.com }, !Ref Open]
  Other: { Type: AWS::SNS::Topic, Properties: { Subscription: !Ref Open } }
  P: { Type: AWS::SNS::TopicInlinePolicy, Properties: { TopicArn: !Ref T, PolicyDocument: {} } }`;
    const TopicArn = `arn:aws:sns:${region}:${placeholderAccount}:alarms`;
    expect(byAddress(changeOf(text))).toMatchObject({
      T: { properties: { TopicName: "alarms" }, exists: open },
      "T.Subscription.0": {
        type: "AWS::SNS::Subscription",
        properties: { TopicArn, Protocol: "email", Endpoint: "a@example.com" },
        exists: open,
        declared: { line: 8, address: "T" },
      },
      "T.Subscription.1": { properties: { TopicArn }, exists: open },
      "Other.Subscription.0": { exists: open },
      P: {
        type: "AWS::SNS::TopicPolicy",
        properties: { Topics: [TopicArn], PolicyDocument: "{}" },
      },
    });
  });

  const role = (properties: string) => `  R: { Type: AWS::IAM::Role, Properties: ${properties} }`;
  const policy = (type: string, properties: string) =>
    `  P: { Type: "AWS::IAM::${type}", Properties: { PolicyDocument: {}, ${properties} } }`;
  const inline = { PolicyName: "p", PolicyDocument: "{}" };

  test.each([
    ["Policy", "PolicyName: p, Roles: [!Ref R]", undefined],
    ["RolePolicy", "PolicyName: p, RoleName: !Ref R", undefined],
    ["Policy", "PolicyName: p, Roles: [!Ref R, other]", { Roles: ["other"] }],
    ["Policy", "PolicyName: p, Roles: [r], Users: [u]", { Users: ["u"] }],
  ])("%s { %s } is the role's own", (type, properties, left) => {
    const { R, P } = byAddress(changeOf(`${role("{ RoleName: r }")}\n${policy(type, properties)}`));
    expect(R?.properties).toEqual({ RoleName: "r", Policies: [inline] });
    if (left === undefined) expect(P).toBeUndefined();
    else expect(P?.properties).toEqual({ ...inline, ...left });
  });

  test("after those that stand in the role", () => {
    const own = "{ Policies: [{ PolicyName: own, PolicyDocument: {} }] }";
    const { R } = byAddress(
      changeOf(`${role(own)}\n${policy("Policy", "PolicyName: p, Roles: [!Ref R]")}`),
    );
    expect(R?.properties["Policies"]).toMatchObject([{ PolicyName: "own" }, { PolicyName: "p" }]);
  });

  test("a managed policy is named in the role", () => {
    const { R, P } = byAddress(
      changeOf(`${role("{}")}\n${policy("ManagedPolicy", "Roles: [!Ref R]")}`),
    );
    const arn = `arn:aws:iam::${placeholderAccount}:policy/P`;
    expect(R?.properties).toEqual({ ManagedPolicyArns: [arn] });
    expect(P?.type).toBe("AWS::IAM::ManagedPolicy");
  });

  test.each([
    `${policy("Policy", "PolicyName: p, Roles: [!Ref Open]")}`,
    `${policy("Policy", "PolicyName: p, Roles: !Ref Open")}`,
    `${policy("Policy", "PolicyName: p, Roles: [R]").replace("Properties", "Condition: Maybe, Properties")}`,
  ])("a role that may have one more: %s", (text) => {
    expect(byAddress(changeOf(`${role("{}")}\n${text}`))["R"]?.properties).toEqual({
      Policies: open,
    });
  });
});

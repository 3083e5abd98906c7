import { describe, expect, test } from "vitest";
import { changeOfTemplate } from "../../../src/iac/cloudformation/change.ts";
import { readTemplate } from "../../../src/iac/cloudformation/read-template.ts";

// CloudFormation's own placeholders look like those of JavaScript.
const $ = (text: string) => text.replaceAll("@{", "${");

const declarationsOf = (text: string) =>
  changeOfTemplate(readTemplate("t.yaml", $(text)), { parameters: {} }, "t.yaml").declarations;

const unresolved = (detail: string) => ({ $unknown: "unresolved", detail });

describe("macros", () => {
  test("what SAM makes is not read, and leaves the rest alone", () => {
    const declared = declarationsOf(`Transform: [AWS::Serverless-2016-10-31]
Globals: { Function: { Timeout: 3 } }
Resources:
  F: { Type: AWS::Serverless::Function, Properties: { Handler: a } }
  B: { Type: AWS::S3::Bucket, Properties: { BucketName: b } }`);
    expect(declared.map(({ address, exists }) => [address, exists])).toEqual([["B", true]]);
  });

  test.each([
    ["Transform: Mine", ""],
    ["Transform: [AWS::LanguageExtensions, Mine]", ""],
    ["Transform: { Name: Mine, Parameters: {} }", ""],
    ["Fn::Transform: { Name: Mine }", ""],
    ["", "  Fn::Transform: { Name: Mine }"],
  ])("%s%s may change everything", (top, inside) => {
    const text = `${top}\nResources:\n${inside}\n  B: { Type: AWS::S3::Bucket, Properties: { a: 1 } }`;
    expect(declarationsOf(text)).toMatchObject([
      { address: "B", exists: unresolved("the macro Mine may change it") },
    ]);
  });

  test.each([
    "Properties: { a: 1, Fn::Transform: { Name: Mine } }",
    "Fn::Transform: { Name: Mine }, Properties: { a: 1 }",
  ])("{ %s } may change the resource only", (inside) => {
    const changed = unresolved("the macro Mine may change it");
    const declared = declarationsOf(`Resources:
  B: { Type: AWS::S3::Bucket, ${inside} }
  C: { Type: AWS::S3::Bucket, Properties: { p: !Ref B } }`);
    expect(declared).toMatchObject([
      { exists: changed, properties: { a: changed } },
      { exists: true, properties: { p: unresolved("the macro Mine may change B") } },
    ]);
  });

  test("one within a value may change that value", () => {
    const [bucket] = declarationsOf(`Resources:
  B: { Type: AWS::S3::Bucket, Properties: { BucketName: b, Tags: [{ Key: a, Fn::Transform: { Name: Mine } }] } }`);
    expect(bucket).toMatchObject({
      exists: true,
      properties: {
        BucketName: "b",
        Tags: [unresolved("Fn::Transform is worked out by CloudFormation")],
      },
    });
  });
});

describe("loops", () => {
  const loop = (collection: string) => `Transform: AWS::LanguageExtensions
Parameters:
  Names: { Type: CommaDelimitedList, Default: "a-1,b" }
  Open: { Type: CommaDelimitedList }
Resources:
  Fn::ForEach::Buckets:
    - Name
    - ${collection}
    - Bucket&{Name}:
        Type: AWS::S3::Bucket
        Properties:
          BucketName: !Ref Name
          Tags: [{ Key: k, Value: !Sub "@{Name}-@{AWS::AccountId}" }]
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties: { S3BucketName: !Ref Bucketa1 }`;

  test.each(["[a-1, b]", "!Ref Names", "[a-1, !Select [1, !Ref Names]]"])(
    "over %s",
    (collection) => {
      const declared = declarationsOf(loop(collection));
      expect(declared.map(({ address }) => address)).toEqual(["Bucketa1", "Bucketb", "Trail"]);
      expect(declared[0]).toMatchObject({
        properties: { BucketName: "a-1", Tags: [{ Value: "a-1-000000000000" }] },
        declared: { line: 6 },
      });
      expect(declared[2]?.properties).toEqual({ S3BucketName: "a-1" });
    },
  );

  test("over what is unresolved stand for what they may make", () => {
    expect(declarationsOf(loop("!Ref Open"))).toMatchObject([
      {
        type: "AWS::S3::Bucket",
        exists: unresolved("what Fn::ForEach::Buckets runs over is not known"),
      },
      { address: "Trail", exists: true },
    ]);
  });

  test("within each other, and within properties", () => {
    const declared = declarationsOf(`Resources:
  Fn::ForEach::A:
    - A
    - [x, y]
    - Fn::ForEach::B:
        - B
        - ["1", "2"]
        - R@{A}@{B}: { Type: AWS::S3::Bucket, Properties: { Fn::ForEach::P: [P, [p, q], { "@{P}": "@{A}" }] } }`);
    expect(declared.map(({ address, properties }) => [address, properties])).toEqual([
      ["Rx1", { p: "x", q: "x" }],
      ["Rx2", { p: "x", q: "x" }],
      ["Ry1", { p: "y", q: "y" }],
      ["Ry2", { p: "y", q: "y" }],
    ]);
  });

  test("that would write out more than fits stay as they stand", () => {
    const items = `[${Array.from({ length: 1000 }, (_, at) => `i${at}`).join()}]`;
    const declared = declarationsOf(`Resources:
  Fn::ForEach::A:
    - A
    - ${items}
    - Fn::ForEach::B: [B, ${items}, { Fn::ForEach::C: [C, ${items}, { "R@{A}@{B}@{C}": { Type: AWS::S3::Bucket } }] }]`);
    expect(declared).toMatchObject([{ exists: { $unknown: "unresolved" } }]);
  });
});

test("what the CDK writes around resources goes through", () => {
  const regions = ["us-east-1", "eu-west-1"].map((name) => ({
    "Fn::Equals": [{ Ref: "AWS::Region" }, name],
  }));
  const template = {
    Resources: {
      Logs: { Type: "AWS::S3::Bucket", UpdateReplacePolicy: "Retain", DeletionPolicy: "Retain" },
      CDKMetadata: {
        Type: "AWS::CDK::Metadata",
        Properties: { Analytics: "v2:deflate64:x" },
        Condition: "CDKMetadataAvailable",
      },
    },
    Conditions: {
      CDKMetadataAvailable: { "Fn::Or": [{ "Fn::Or": regions }, { "Fn::Or": regions }] },
    },
    Parameters: {
      BootstrapVersion: { Type: "AWS::SSM::Parameter::Value<String>", Default: "/cdk-bootstrap/x" },
    },
    Rules: {
      CheckBootstrapVersion: {
        Assertions: [
          { Assert: { "Fn::Not": [{ "Fn::Contains": [["1"], { Ref: "BootstrapVersion" }] }] } },
        ],
      },
    },
  };
  expect(declarationsOf(JSON.stringify(template, null, 1))).toMatchObject([
    { address: "Logs", exists: true, declared: { line: 3 } },
    { address: "CDKMetadata", exists: unresolved("AWS::Region is known once it is deployed") },
  ]);
});

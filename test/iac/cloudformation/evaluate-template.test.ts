import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { evaluateTemplate } from "../../../src/iac/cloudformation/evaluate-template.ts";
import { readTemplate } from "../../../src/iac/cloudformation/read-template.ts";
import type { Deployment } from "../../../src/iac/cloudformation/template.ts";

const deployment: Deployment = {
  parameters: {},
  region: "eu-west-1",
  account: "111122223333",
  partition: "aws",
};

/** The value of one property of a resource in a template made of these lines. */
function property(value: string, rest = "", given: Partial<Deployment> = {}): unknown {
  const text = `${rest}\nResources:\n  It:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      P: ${value}\n`;
  const declared = evaluateTemplate(readTemplate("t.yaml", text), { ...deployment, ...given });
  return declared.find(({ logicalId }) => logicalId === "It")?.properties["P"];
}

const unresolved = (detail: string) => ({ $unknown: "unresolved", detail });

const parameters = `Parameters:
  Name: { Type: String, Default: logs }
  Names: { Type: CommaDelimitedList, Default: "a, b" }
  Open: { Type: String }
  Stored: { Type: "AWS::SSM::Parameter::Value<String>", Default: /path }
Mappings:
  Sizes: { eu-west-1: { days: 90 } }
Conditions:
  Yes: !Equals [!Ref Name, logs]
  No: !Not [!Condition Yes]
  Maybe: !Equals [!Ref Open, x]
  Neither: !And [!Condition Maybe, !Condition No]
  Either: !Or [!Condition Maybe, !Condition Yes]`;

// CloudFormation's own placeholders look like those of JavaScript.
const $ = (text: string) => text.replaceAll("@{", "${");

describe("functions", () => {
  test.each([
    ["!Ref Name", "logs"],
    ["{ Ref: Name }", "logs"],
    ["!Ref Names", ["a", "b"]],
    ["!Ref Open", unresolved("the parameter Open has no value")],
    ["!Ref Stored", unresolved("Stored is read from Systems Manager")],
    ["!Ref AWS::Region", "eu-west-1"],
    ["!Ref AWS::StackName", unresolved("AWS::StackName is known once it is deployed")],
    ["!Ref AWS::NoValue", undefined],
    ["[a, !Ref AWS::NoValue, b]", ["a", "b"]],
    [$("!Sub '@{Name}-@{AWS::AccountId}-@{!Literal}'"), $("logs-111122223333-@{Literal}")],
    [$("!Sub ['@{X}/@{Name}', { X: !Ref Name }]"), "logs/logs"],
    [$("!Sub 'a@{Open}'"), unresolved("the parameter Open has no value")],
    ["!Join ['-', [a, !Ref Name, 3]]", "a-logs-3"],
    ["!Join ['-', !Ref Names]", "a-b"],
    ["!Join ['-', [a, !Ref Open]]", unresolved("the parameter Open has no value")],
    ["!Select [1, !Ref Names]", "b"],
    ["!Select [9, !Ref Names]", unresolved("Fn::Select takes an index within a list")],
    ["!Split [',', 'x,y']", ["x", "y"]],
    ["!FindInMap [Sizes, !Ref AWS::Region, days]", 90],
    ["!FindInMap [Sizes, nowhere, days]", unresolved("Fn::FindInMap finds no such entry")],
    ["!FindInMap [Sizes, nowhere, days, { DefaultValue: !Ref Name }]", "logs"],
    ["!If [Yes, 1, 2]", 1],
    ["!If [No, 1, 2]", 2],
    ["!If [Maybe, 1, 2]", unresolved("the parameter Open has no value")],
    ["!If [Neither, 1, 2]", 2],
    ["!If [Either, 1, 2]", 1],
    ["!If [No, 1, !Ref AWS::NoValue]", undefined],
    ["!ImportValue x", unresolved("Fn::ImportValue is worked out by CloudFormation")],
    ["!Base64 ä", "w6Q="],
    ["!If [Maybe, 1, 1]", 1],
    ["{ Fn::Length: !Ref Names }", 2],
    ["{ Fn::ToJsonString: { a: !Ref Name } }", '{"a":"logs"}'],
  ])("%s", (value, expected) => {
    expect(property(value, parameters)).toEqual(expected);
  });

  test("a parameter's value comes from the deployment before its default", () => {
    const given = { parameters: { Name: "mine", Open: "x" } };
    expect(property("!Ref Name", parameters, given)).toBe("mine");
    expect(property("!If [Maybe, 1, 2]", parameters, given)).toBe(1);
  });

  test("names of Object.prototype are no parameters, resources or conditions", () => {
    expect(property("!Ref constructor")).toEqual(
      unresolved("the template declares no constructor"),
    );
    expect(property("!If [toString, 1, 2]")).toEqual(unresolved("there is no condition toString"));
  });
});

describe("references", () => {
  const template = `Resources:
  Logs: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub "logs-\${AWS::AccountId}" } }
  Nameless: { Type: AWS::S3::Bucket }
  Alarms: { Type: AWS::SNS::Topic }
  Key: { Type: AWS::KMS::Key }
  Group: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: trail } }
  Other: { Type: Custom::Thing }
  It:
    Type: AWS::CloudTrail::Trail
    Properties:
      bucket: !Ref Logs
      bucketArn: !GetAtt Logs.Arn
      nameless: !Sub "arn:\${AWS::Partition}:s3:::\${Nameless}/*"
      topic: !Ref Alarms
      topicName: !GetAtt [Alarms, TopicName]
      key: !GetAtt Key.Arn
      group: !GetAtt Group.Arn
      other: !GetAtt Other.Anything
      absent: !Ref Nobody
`;
  const it = evaluateTemplate(readTemplate("t.yaml", template), deployment).at(-1);

  test("are what the deployed resources will be called", () => {
    expect(it?.properties).toEqual({
      bucket: "logs-111122223333",
      bucketArn: "arn:aws:s3:::logs-111122223333",
      nameless: "arn:aws:s3:::Nameless/*",
      topic: "arn:aws:sns:eu-west-1:111122223333:Alarms",
      topicName: "Alarms",
      key: "arn:aws:kms:eu-west-1:111122223333:key/Key",
      group: "arn:aws:logs:eu-west-1:111122223333:log-group:trail:*",
      other: unresolved("Other.Anything is known once it is deployed"),
      absent: unresolved("the template declares no Nobody"),
    });
  });

  test("carry the line of the logical id", () => {
    expect(it?.line).toBe(8);
  });
});

test("names that need each other many times over are worked out once each", () => {
  const chain = Array.from({ length: 40 }, (_, at) => {
    const name = `!Sub "\${B${at + 1}}\${B${at + 1}}"`;
    return `  B${at}: { Type: AWS::S3::Bucket, Properties: { BucketName: ${name} } }`;
  });
  const text = `Resources:\n${chain.join("\n")}\n  B40: { Type: Custom::End }\n`;
  expect(evaluateTemplate(readTemplate("t.yaml", text), deployment)).toHaveLength(41);
});

const sample = join(
  import.meta.dirname,
  "../../../../shared/data/cfn-templates/quickstart-cis_benchmark.monitoring.json",
);

test.runIf(existsSync(sample))("a template in JSON", () => {
  const text = readFileSync(sample, "utf8");
  const declared = evaluateTemplate(readTemplate(sample, text), deployment);
  const filters = declared.filter(({ type }) => type === "AWS::Logs::MetricFilter");
  expect(filters).toHaveLength(6);
  for (const { line, properties } of declared) {
    expect(line).toBeGreaterThan(1);
    expect(properties).not.toEqual({});
  }
});

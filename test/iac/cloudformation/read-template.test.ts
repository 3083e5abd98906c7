import { describe, expect, test } from "vitest";
import { changeOfTemplate } from "../../../src/iac/cloudformation/change.ts";
import { readTemplate } from "../../../src/iac/cloudformation/read-template.ts";
import { Failure } from "../../../src/model/failure.ts";

function failureOf(text: string): Failure {
  try {
    readTemplate("t.yaml", text);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("it can be read");
}

/** `line:column message` of each. */
const mistakesIn = (text: string): string[] =>
  failureOf(text).diagnostics.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe("what is no template", () => {
  test.each([
    ["Resources: [", "1:13 unexpected end of the stream within a flow collection"],
    [
      '{"Resources": {"A": {"Type": "AWS',
      "1:34 unexpected end of the stream within a double quoted scalar",
    ],
    ["Resources:\n\tA: 1", "2:1 tab characters must not be used in indentation"],
    ["[1]", '1:1 there are no "Resources": this is no CloudFormation template'],
    ["a: 1", '1:1 there are no "Resources": this is no CloudFormation template'],
    ["just text", '1:1 there are no "Resources": this is no CloudFormation template'],
    ["Description: x\nResources: []", '2:1 "Resources" is no mapping of names'],
    ["Resources:", '1:1 "Resources" is no mapping of names'],
    ["Resources:\n  A: { Properties: {} }", "2:3 the resource A has no Type"],
    ["Resources:\n  Fn::ForEach::A: [A, [b], { C: {} }]", "2:3 the resource C has no Type"],
    ["Resources: { A: {{ b }} }", "1:18 a mapping or list stands where a name should"],
  ])("%j", (text, mistake) => {
    expect(mistakesIn(text)).toEqual([mistake]);
  });

  test.each([
    ["", "template/empty"],
    [" \n", "template/empty"],
    ["# nothing\n", "template/empty"],
    ["Resources: {}\n---\nResources: {}", "template/documents"],
    [" ".repeat(11 * 1024 * 1024), "template/too-large"],
  ])("as a whole %#", (text, code) => {
    expect(failureOf(text).code).toBe(code);
  });

  test("all that keeps it from being read is told at once", () => {
    const text = `Resources:
  A: { Type: a, Type: b }
  B: !Foo x
  C: &x { Type: !getatt A.B }
  D: *x
  A: {}`;
    expect(mistakesIn(text)).toEqual([
      "2:17 this key stands here twice",
      "3:6 CloudFormation knows no tag !Foo",
      "4:17 CloudFormation knows no tag !getatt",
      "5:6 this is an alias (*name)",
      "6:3 this key stands here twice",
    ]);
    const [, , near] = failureOf(text).diagnostics;
    expect(near).toMatchObject({ excerpt: "  C: &x { Type: !getatt A.B }", length: 7 });
    expect(near?.help).toBe("Did you mean !GetAtt?");
  });

  test("all that is wrong with what was read is told at once", () => {
    const text = `Conditions: []
Parameters: { P: null, Q: { Type: 3 } }
Resources:
  A: {}
  B: 1
  C: { Type: 3, Properties: [], Condition: [x] }
  Fn::ForEach::L: 1`;
    expect(mistakesIn(text)).toEqual([
      '1:1 "Conditions" is no mapping of names',
      "2:15 the parameter P is no mapping",
      "2:29 the Type of the parameter Q is no text",
      "4:3 the resource A has no Type",
      "5:3 the resource B is no mapping",
      "6:8 the Type is no text",
      "6:17 the Properties of C are no mapping",
      "6:33 the Condition of C is no name",
      "7:3 Fn::ForEach::L is no such loop",
    ]);
    expect(failureOf(text).message).toMatch(/9 mistakes/);
  });
});

test("lines are told of JSON too, however it is laid out", () => {
  const resources = { A: { Type: "a" }, B: { Type: "b" } };
  const spread = JSON.stringify({ Resources: resources }, null, "\t");
  expect([...readTemplate("t.json", spread).lines]).toEqual([
    ["A", 3],
    ["B", 6],
  ]);
  const dense = JSON.stringify({ Resources: resources });
  expect([...readTemplate("t.json", dense).lines]).toEqual([
    ["A", 1],
    ["B", 1],
  ]);
  const crlf = spread.replaceAll("\n", "\r\n");
  expect([...readTemplate("t.json", crlf).lines]).toEqual([
    ["A", 3],
    ["B", 6],
  ]);
});

describe("hostile templates take bounded time and memory", () => {
  const lines = (count: number, line: (at: number) => string): string =>
    Array.from({ length: count }, (_, at) => line(at)).join("\n");
  const bucket = (id: string, name: string): string =>
    `  ${id}: { Type: AWS::S3::Bucket, Properties: { BucketName: ${name} } }`;

  test.each([
    ["aliases", `a0: &a0 [x]\n${lines(30, (at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`)}`],
    ["depth in a line", `{"Resources": ${"[".repeat(10_000)}${"]".repeat(10_000)}}`],
    ["depth in lines", lines(3000, (at) => `${" ".repeat(at)}a:`)],
    ["mistakes", lines(100_000, () => "a: 1")],
  ])("refused: %s", (_, text) => {
    const { diagnostics } = failureOf(text);
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics.length).toBeLessThanOrEqual(50);
  });

  const many = "@{P}".repeat(1e5).replaceAll("@", "$");
  const parameter = (Default: string, Type = "String") =>
    `Parameters:\n  P: { Type: ${Type}, Default: "${Default}" }\nResources:\n`;

  test.each([
    ["placeholders that do not end", `Resources:\n${bucket("A", `!Sub "${"${".repeat(1e6)}"`)}`],
    ["a long name many times", `${parameter("x".repeat(1e6))}${bucket("A", `!Sub "${many}"`)}`],
    [
      "a long separator",
      `${parameter(",".repeat(1e5), "CommaDelimitedList")}${bucket("A", `!Join ["${"x".repeat(1e5)}", !Ref P]`)}`,
    ],
    [
      "names that double",
      `Resources:\n${lines(60, (at) => bucket(`B${at}`, `!Sub "\${B${at + 1}}\${B${at + 1}}"`))}\n${bucket("B60", "x")}`,
    ],
    [
      "names that hang on each other",
      `Resources:\n${lines(20_000, (at) => bucket(`B${at}`, `!Ref B${at + 1}`))}\n${bucket("B20000", "x")}`,
    ],
    [
      "conditions that hang on each other",
      `Conditions:\n${lines(20_000, (at) => `  C${at}: !Not [!Condition C${at + 1}]`)}\nResources:\n  A: { Type: AWS::S3::Bucket, Condition: C0 }`,
    ],
  ])("read: %s", (_, text) => {
    const { declarations } = changeOfTemplate(readTemplate("t", text), { parameters: {} }, "t");
    expect(declarations.length).toBeGreaterThan(0);
    expect(JSON.stringify(declarations).length).toBeLessThan(100e6);
  });

  test("names of Object.prototype are names", () => {
    const text =
      "Resources:\n  __proto__: { Type: AWS::S3::Bucket }\n  constructor: { Type: toString }";
    const { declarations } = changeOfTemplate(readTemplate("t", text), { parameters: {} }, "t");
    expect(declarations.map(({ address }) => address)).toEqual(["__proto__", "constructor"]);
  });
});

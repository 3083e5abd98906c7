import { describe, expect, test } from "vitest";
import { readTemplate } from "../../../src/iac/cloudformation/read-template.ts";
import { Failure } from "../../../src/model/failure.ts";

function mistakesIn(text: string): readonly string[] {
  try {
    readTemplate("t.yaml", text);
  } catch (error) {
    if (error instanceof Failure) {
      return error.diagnostics.map(({ line, message }) => `${line}: ${message}`);
    }
    throw error;
  }
  return [];
}

const bucket = (id: string, more: string) => `  ${id}: { Type: AWS::S3::Bucket, ${more} }\n`;

describe("circles", () => {
  test.each([
    ["DependsOn", "DependsOn: [B]", "DependsOn: A"],
    ["Ref", "Properties: { BucketName: !Ref B }", "Properties: { BucketName: !Ref A }"],
    ["GetAtt", "Properties: { N: !GetAtt B.Arn }", "Properties: { N: { Fn::GetAtt: [A, Arn] } }"],
    ["Sub", `Properties: { N: !Sub "x\${B}" }`, `Properties: { N: !Sub "\${!A}\${A.Arn}" }`],
  ])("by %s are told, with their line", (_, ofA, ofB) => {
    expect(mistakesIn(`Resources:\n${bucket("A", ofA)}${bucket("B", ofB)}`)).toEqual([
      "2: resources need each other in a circle: A → B → A",
    ]);
  });

  test("of conditions are told too, all at once", () => {
    const conditions = "Conditions:\n  X: !Not [!Condition X]\n";
    expect(mistakesIn(`${conditions}Resources:\n${bucket("A", "DependsOn: A")}`)).toEqual([
      "2: conditions need each other in a circle: X → X",
      "4: resources need each other in a circle: A → A",
    ]);
  });

  test.each([
    ["what a condition may leave out", "Properties: { N: !If [C, !Ref A, x] }"],
    ["a name that Fn::Sub is given", `Properties: { N: !Sub ["\${A}", { A: b }] }`],
    ["a parameter of that name", "Properties: { N: !Ref P }"],
  ])("are none by %s", (_, ofA) => {
    expect(mistakesIn(`Resources:\n${bucket("A", ofA)}`)).toEqual([]);
  });

  test("of a long chain are found without a stack to match", () => {
    const count = 3000;
    const links = Array.from({ length: count }, (_, at) =>
      bucket(`R${at}`, `DependsOn: R${(at + 1) % count}`),
    );
    expect(mistakesIn(`Resources:\n${links.join("")}`)).toEqual([
      expect.stringContaining("R0 → R1 → R2 → R3 → R4 → R5 → R6 → R7 → … → R0"),
    ]);
  });
});

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readTemplateFile } from "../../../src/cli/template.ts";
import { parameterValues } from "../../../src/cli/template-parameters.ts";
import { readTemplate } from "../../../src/iac/cloudformation/read-template.ts";
import { Failure } from "../../../src/model/failure.ts";
import { emptyFolder } from "../../harness/cli.ts";

const folder = emptyFolder();

function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const text = "Resources: { A: { Type: AWS::S3::Bucket } }\n";

test.each([
  ["plain", text],
  ["with a byte order mark", `\uFEFF${text}`],
  ["JSON with a byte order mark", '\uFEFF{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}'],
])("%s", async (name, content) => {
  const template = await readTemplateFile(fileOf(name, content));
  expect(template.lines.get("A")).toBe(1);
});

describe("files that are no templates", () => {
  test.each([
    ["utf-16", Buffer.from(`\uFEFF${text}`, "utf16le"), "template/utf-16"],
    ["utf-16, the other way", Buffer.from(`\uFEFF${text}`, "utf16le").swap16(), "template/utf-16"],
    ["binary", Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), "template/binary"],
    ["latin-1", Buffer.from("Resources: { Ä: 1 }", "latin1"), "template/encoding"],
    ["empty", "", "template/empty"],
    ["large", " ".repeat(10 * 1024 * 1024 + 1), "template/too-large"],
  ])("%s", async (name, content, code) => {
    const path = fileOf(name, content);
    const failure = await readTemplateFile(path).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ code, message: expect.stringContaining(path) });
  });

  test("one that is not there, a folder, a pipe that nobody writes to", async () => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const inside = join(folder, "inside");
    mkdirSync(inside);
    await expect(readTemplateFile(join(folder, "none"))).rejects.toThrow(/none.*no such file/);
    await expect(readTemplateFile(inside)).rejects.toThrow(/inside is a folder/);
    await expect(readTemplateFile(pipe)).rejects.toThrow(/pipe is no file/);
  });
});

describe("values of parameters", () => {
  const template = readTemplate(
    "t",
    `Parameters:
  BucketName: { Type: String, AllowedPattern: "[a-z-]+", ConstraintDescription: small letters }
  Stage: { Type: String, AllowedValues: [test, production] }
  Days: { Type: Number }
  Names: { Type: CommaDelimitedList, AllowedValues: [a, b] }
  Stored: { Type: "AWS::SSM::Parameter::Value<String>", AllowedPattern: x }
  Ahead: { Type: String, AllowedPattern: "(?=a)a" }
Resources: {}`,
  );

  test("are what stands after the first equals sign", () => {
    const given = [
      "BucketName=logs",
      "Stage=test",
      "Days=90",
      "Names=a, b",
      "Stored=/p",
      "Ahead=b=c",
    ];
    expect(parameterValues(given, template)).toEqual({
      ...{ BucketName: "logs", Stage: "test", Days: "90" },
      ...{ Names: "a, b", Stored: "/p", Ahead: "b=c" },
    });
  });

  test("are refused all at once", () => {
    const given = [
      ...["BucketNam=x", "Stage", "Stage=prodction", "BucketName=Logs", "Days=many"],
      ...["Days=1", "Names=a,c", "toString=x"],
    ];
    const failure = (() => {
      try {
        parameterValues(given, template);
      } catch (error) {
        return error as Failure;
      }
      throw new Error("they are taken");
    })();
    expect(failure.message).toBe("8 mistakes in what --parameter gives.");
    expect(failure.diagnostics.map(({ message, help }) => `${message}: ${help}`)).toEqual([
      'the template declares no parameter "BucketNam": Did you mean "BucketName"?',
      '"Stage" has no =: It is Name=Value; Name= is empty text.',
      "Stage is given twice: undefined",
      'BucketName may not be "Logs": small letters',
      'Days may not be "many": It is a number.',
      "Days is given twice: undefined",
      'Names may not be "c": Did you mean "a"?',
      expect.stringMatching(/^the template declares no parameter "toString": Known: /),
    ]);
  });

  test("one mistake is the message", () => {
    expect(() => parameterValues(["X=1"], template)).toThrow(
      '--parameter: the template declares no parameter "X".',
    );
  });
});

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { StoredResult } from "../harness/aws.ts";
import { emptyFolder, runCli } from "../harness/cli.ts";

const folder = emptyFolder();
const path = (name: string): string => join(folder, name);
const baseline = join(import.meta.dirname, "../../examples/cloudformation/baseline.yaml");
const text = readFileSync(baseline, "utf8");
const region = ["--region", "eu-west-1"];

const check = async (target: string, more: readonly string[] = region) => {
  const ran = await runCli(["check", target, "--format", "json", ...more]);
  return { ...ran, result: () => JSON.parse(ran.stdout) as StoredResult };
};

describe("a template", () => {
  test("that declares everything well passes, and says what is left open", async () => {
    const ran = await check(baseline);
    expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
    const { gate, summary, source } = ran.result();
    expect(source.kind).toBe("cloudformation-template");
    expect(summary).toMatchObject({ fail: 0 });
    expect(gate.reason).toMatch(/\d+ verdicts cannot be told from the change alone/);
  });

  test("gives the same bytes on two runs", async () => {
    const [one, other] = [await check(baseline), await check(baseline)];
    expect(one.stdout).toBe(other.stdout);
  });

  test("that declares something badly fails there, with its line", async () => {
    writeFileSync(path("bad.yaml"), text.replace("EnableLogFileValidation: true", ""));
    const ran = await check(path("bad.yaml"));
    expect(ran.exitCode).toBe(1);
    const line = text.split("\n").indexOf("  Trail:") + 1;
    const failed = ran.result().findings.filter(({ status }) => status === "fail");
    expect(failed).toMatchObject([
      {
        policy: "trail-log-validation",
        declared: { file: path("bad.yaml"), line, address: "Trail" },
      },
    ]);
    expect(failed[0]?.fix).not.toHaveProperty("cli");
  });

  test("takes parameters, and what they leave open is unknown and blind", async () => {
    const rotating = text
      .replace("EnableKeyRotation: true", "EnableKeyRotation: !Ref Rotate")
      .replace("Parameters:\n", "Parameters:\n  Rotate: { Type: String }\n");
    writeFileSync(path("rotate.yaml"), rotating);
    const open = await check(path("rotate.yaml"));
    expect(open.exitCode).toBe(3);
    expect(open.result().findings.find(({ policy }) => policy === "key-rotation")).toMatchObject({
      status: "unknown",
      missing: [{ reason: "unresolved" }],
    });
    const given = (value: string) =>
      check(path("rotate.yaml"), [...region, "--parameter", `Rotate=${value}`]);
    expect((await given("true")).exitCode).toBe(0);
    expect((await given("false")).exitCode).toBe(1);
  });

  test("of which nothing can be judged never passes", async () => {
    writeFileSync(path("other.yaml"), "Resources: { Topic: { Type: AWS::SNS::Topic } }\n");
    expect((await check(path("other.yaml"))).exitCode).toBe(3);
  });
});

const anchors = `Resources:\n  A: &a0 { Type: AWS::S3::Bucket }\n${Array.from(
  { length: 30 },
  (_, at) => `  B${at}: &a${at + 1} [*a${at}, *a${at}]\n`,
).join("")}`;

const broken: readonly (readonly [string, string | Buffer, string])[] = [
  ["truncated.json", '{"Resources":{"A":{"Type":"AWS::S3::Bu', "ends too early"],
  ["anchors.yaml", anchors, "mistakes"],
  ["circle.yaml", "Resources: { A: { Type: AWS::S3::Bucket, DependsOn: A } }", "in a circle"],
  ["utf-16.yaml", Buffer.from(`\uFEFF${text}`, "utf16le"), "UTF-16"],
  ["binary.yaml", Buffer.from([0x52, 0x3a, 0, 1, 2, 0xfe]), "binary"],
  ["empty.yaml", "", "empty"],
];

describe("what is no template ends with 2 and a way out", () => {
  test.each(broken)("%s", async (name, content, message) => {
    writeFileSync(path(name), content);
    const { exitCode, stdout, stderr } = await check(path(name));
    expect(stderr).toContain(message);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  });

  test("a folder, a pipe that nobody writes to, and what is too large", async () => {
    mkdirSync(path("folder.yaml"));
    execFileSync("mkfifo", [path("pipe.yaml")]);
    writeFileSync(path("large.yaml"), text);
    truncateSync(path("large.yaml"), 500 * 1024 * 1024);
    const said = { folder: "is a folder", pipe: "is no file", large: "larger than 10 MB" };
    for (const [name, message] of Object.entries(said)) {
      const ran = await check(path(`${name}.yaml`));
      expect(ran.stderr).toContain(message);
      expect(ran.exitCode).toBe(2);
    }
  });

  test("a Region that is not told, and parameters that are not there", async () => {
    const without = await check(baseline, []);
    expect(without.stderr).toContain("--region eu-west-1");
    const wrong = await check(baseline, [
      ...region,
      "--parameter",
      "TrailNam=x",
      "--parameter",
      "y",
    ]);
    expect(wrong.stderr).toContain("TrailName");
    expect(wrong.stderr).toContain('"y" has no =');
    const nowhere = await check(baseline, ["--region", "eu-west1"]);
    expect(nowhere.stderr).toContain('"eu-west1" is no AWS Region');
    expect([without, wrong, nowhere].map(({ exitCode }) => exitCode)).toEqual([2, 2, 2]);
  });
});

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { demoAccount, demoWorld } from "../../src/emulator/demo-world.ts";
import type { Result } from "../../src/model/result.ts";
import { withAws } from "../harness/aws.ts";
import { emptyFolder, runCli } from "../harness/cli.ts";

const folder = emptyFolder();
const recording = join(folder, "account.ndjson.gz");
const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  const world = demoWorld(new Date().toISOString());
  await withAws({ world }, { account: demoAccount }, async (environment) => {
    await runCli(["collect", "-o", recording], { environment });
  });
});

/** Checks one failing policy with one waiver. */
function checkWith(waiver: string, more: readonly string[] = []) {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "accepted.yaml"), `waivers:\n  - { ${waiver} }\n`);
  writeFileSync(join(cwd, "trailwarden.yaml"), "waiverFiles: [accepted.yaml]\n");
  return runCli(["check", recording, "--policy", "trail-log-validation", ...more], { cwd });
}

const waiver = `policy: trail-log-validation, reason: moves in May, expires: ${dayFromNow(30)}`;
const expired = waiver.replace(dayFromNow(30), dayFromNow(-1));

describe("waivers decide the exit code", () => {
  test.each([
    ["a failure that is waived", waiver, 0],
    ["a failure whose waiver is expired", expired, 1],
    ["a failure that no waiver meets", `${waiver}, resource: no-such-trail`, 1],
    ["a waiver without a reason", waiver.replace("reason: moves in May, ", ""), 2],
    ["a waiver for too long", waiver.replace(dayFromNow(30), dayFromNow(400)), 2],
  ])("%s", async (_, text, code) => {
    expect((await checkWith(text)).exitCode).toBe(code);
  });
});

test("a waived failure is told with its reason and its last day", async () => {
  const { stdout } = await checkWith(waiver);
  expect(stdout).toContain("waived");
  expect(stdout).toContain(`moves in May, until ${dayFromNow(30)}`);
  const asff = JSON.parse((await checkWith(waiver, ["--format", "asff"])).stdout);
  const noted = asff.filter((one: { Note?: object }) => one.Note !== undefined);
  expect(noted.length).toBeGreaterThan(0);
  expect(noted[0].Compliance.Status).toBe("FAILED");
  const html = (await checkWith(waiver, ["--format", "html"])).stdout;
  expect(html).toContain(`moves in May, until ${dayFromNow(30)}`);
});

test("expired and unused waivers stand in every summary", async () => {
  expect((await checkWith(expired)).stdout).toContain("expired and waives nothing any more");
  const unused = `${waiver}, resource: no-such-trail`;
  expect((await checkWith(unused, ["--format", "html"])).stdout).toContain("meets no failure");
  const out = join(folder, "result.json");
  await checkWith(unused, ["--output", `json=${out}`]);
  const result = JSON.parse(readFileSync(out, "utf8")) as Result;
  expect(result.waivers).toMatchObject([{ state: "unused", file: "accepted.yaml", line: 2 }]);
  expect((await runCli(["render", out])).stdout).toContain("meets no failure");
});

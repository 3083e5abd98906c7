import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { demoAccount, demoWorld } from "../../src/emulator/demo-world.ts";
import { withAws } from "../harness/aws.ts";
import { emptyFolder, runCli } from "../harness/cli.ts";

const recording = join(emptyFolder(), "account.ndjson.gz");

beforeAll(async () => {
  const world = demoWorld(new Date().toISOString());
  await withAws({ world }, { account: demoAccount }, async (environment) => {
    await runCli(["collect", "-o", recording], { environment });
  });
});

const only = "packs: []\npolicies: { on: [trail-log-validation] }\n";

test.each([
  ["the policies of the configuration", only, [], 1],
  ["its gate", `${only}gate: { failOn: never }\n`, [], 0],
  ["a flag before its gate", `${only}gate: { failOn: never }\n`, ["--fail-on", "low"], 1],
  [
    "its severities",
    `${only}severities: { trail-log-validation: low }\ngate: { failOn: medium }\n`,
    [],
    0,
  ],
  ["neither packs nor policies", "packs: []\n", [], 2],
  [
    "no policy at all",
    "packs: []\npolicies: { on: [trail-log-validation], off: [trail-log-validation] }\n",
    [],
    2,
  ],
  [
    "a named policy that the configuration leaves out",
    "policies: { off: [trail-log-validation] }\n",
    ["--policy", "trail-log-validation"],
    1,
  ],
] as const)("check obeys %s", async (_, text, words, code) => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "trailwarden.yaml"), text);
  expect((await runCli(["check", recording, ...words], { cwd })).exitCode).toBe(code);
});

test("init writes a configuration that changes nothing, holds once uncommented, and is not overwritten", async () => {
  const cwd = emptyFolder();
  const path = join(cwd, "trailwarden.yaml");
  expect((await runCli(["init"], { cwd })).exitCode).toBe(0);
  const words = ["check", recording, "--policy", "trail-log-validation"];
  expect((await runCli(words, { cwd })).exitCode).toBe(1);
  const written = readFileSync(path, "utf8");
  const again = await runCli(["init"], { cwd });
  expect([again.exitCode, again.stderr]).toEqual([2, expect.stringContaining("there already")]);
  const uncommented = written.replaceAll(/^# (?=[a-z]+[A-Z]?[A-Za-z]*:(?! \$)| )/gm, "");
  writeFileSync(path, uncommented.replace("waiverFiles: [waivers.yaml]\n", ""));
  expect((await runCli(words, { cwd })).exitCode).toBe(1);
});

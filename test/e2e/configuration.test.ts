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

const whole = `packs: [starter]
policies:
  on: [trail-tagged]
  off: [guardduty-on]
severities: { trail-log-validation: high }
parameters:
  loggroup-retention: { minDays: 90 }
outputs: { csv: findings.csv }
gate: { failOn: medium }
waivers:
  - policy: trail-log-validation
    reason: "moves \\e[31m"
    expires: 2026-12-31
`;

const print = async (text: string, words: readonly string[] = []) => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "trailwarden.yaml"), text);
  const { stdout, stderr, exitCode } = await runCli(["check", ...words, "--print-config"], { cwd });
  expect(exitCode, stderr).toBe(0);
  return stdout.trimEnd().split("\n");
};

test("--print-config says where each value is from, and judges nothing", async () => {
  expect(await print(whole)).toEqual([
    'packs: ["starter"] # trailwarden.yaml:1',
    'policies.on: ["trail-tagged"] # trailwarden.yaml:3',
    'policies.off: ["guardduty-on"] # trailwarden.yaml:4',
    'severities.trail-log-validation: "high" # trailwarden.yaml:5',
    'parameters.loggroup-retention: {"minDays":90} # trailwarden.yaml:7',
    'outputs.csv: "findings.csv" # trailwarden.yaml:8',
    'gate.failOn: "medium" # trailwarden.yaml:9',
    "gate.allowUnknown: false # default",
    'waivers.trail-log-validation: {"policy":"trail-log-validation","reason":"moves \\u001b[31m","expires":"2026-12-31"} # trailwarden.yaml:11',
  ]);
  expect(await print("# nothing\n")).toEqual([
    'packs: ["aws-best-practices"] # default',
    'gate.failOn: "low" # default',
    "gate.allowUnknown: false # default",
  ]);
});

test("flags come before the file", async () => {
  const words = [
    "--pack",
    "soc2",
    "--fail-on",
    "never",
    "--allow-unknown",
    "--output",
    "csv=x.csv",
  ];
  const lines = await print(whole, words);
  expect(lines).toContain('packs: ["soc2"] # --pack');
  expect(lines).toContain('outputs: ["csv=x.csv"] # --output');
  expect(lines).toContain('gate.failOn: "never" # --fail-on');
  expect(lines).toContain("gate.allowUnknown: true # --allow-unknown");
  expect(lines.join("\n")).not.toContain("policies.on");
});

test("outputs of the file are written, unless flags name others", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "trailwarden.yaml"), "outputs: { csv: findings.csv, sarif: x.sarif }\n");
  await runCli(["check", recording], { cwd });
  expect(readFileSync(join(cwd, "findings.csv"), "utf8")).toMatch(/^"id","policy"/);
  expect(JSON.parse(readFileSync(join(cwd, "x.sarif"), "utf8")).version).toBe("2.1.0");
  writeFileSync(join(cwd, "trailwarden.yaml"), "outputs: { cvs: findings.csv }\n");
  const wrong = await runCli(["check", recording], { cwd });
  expect(wrong.exitCode).toBe(2);
  expect(wrong.stderr).toContain("cvs=findings.csv");
});

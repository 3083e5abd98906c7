import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { demoAccount, demoWorld } from "../../src/emulator/demo-world.ts";
import { withAws } from "../harness/aws.ts";
import { emptyFolder, runCli } from "../harness/cli.ts";
import { allPolicies } from "../harness/policies.ts";
import { policyFile } from "../harness/policy-file.ts";

const folder = emptyFolder();
const recording = join(folder, "account.ndjson.gz");
const result = join(folder, "result.json");
const builtInPolicies = join(import.meta.dirname, "../../policies");

beforeAll(async () => {
  const world = demoWorld(new Date().toISOString());
  await withAws({ world }, { account: demoAccount }, async (environment) => {
    await runCli(["collect", "-o", recording], { environment });
    await runCli(["check", recording, "--output", `json=${result}`]);
  });
});

describe("policies", () => {
  test("list shows requirements, who answers them, and what nobody does", async () => {
    const { stdout } = await runCli(["policies", "list", "--pack", "cis-aws-5.0"]);
    expect(stdout).toMatch(/3\.2 {4}Trails sign their log files \(L2\)\n {11}trail-log-validation/);
    expect(stdout).toContain(
      "3.1    A trail records management events of all Regions (L1, manual)",
    );
    expect(stdout).toMatch(
      /(\d+) of (\d+) requirements answered( \(\d+ of them manual\))?, \d+ not covered/,
    );
  });

  test("list says of a requirement that nobody answers that it is not covered", async () => {
    const { stdout } = await runCli(["policies", "list", "--pack", "aws-fsbp"]);
    expect(stdout).toMatch(/Athena\.4 +Athena workgroups log\n +not covered\n/);
  });

  test("list keeps to 80 columns, whatever the pack", async () => {
    const { stdout: all } = await runCli(["policies", "list", "--json"]);
    const packs = (JSON.parse(all) as { packs: { id: string }[] }).packs.map(({ id }) => id);
    const args = packs.flatMap((id) => ["--pack", id]);
    const texts = await Promise.all([
      runCli(["policies", "list"]),
      runCli(["policies", "list", ...args]),
    ]);
    const lines = texts.flatMap(({ stdout }) => stdout.split("\n"));
    expect(lines.length).toBeGreaterThan(packs.length * 3);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  test("list as JSON counts what is answered", async () => {
    const { stdout } = await runCli(["policies", "list", "--pack", "cis-aws-1.2", "--json"]);
    const [{ requirements, summary }] = JSON.parse(stdout);
    const answered = requirements.filter(({ policies }: { policies: string[] }) => policies.length);
    expect(summary).toEqual({
      requirements: 23,
      answered: answered.length,
      answeredManual: 0,
      notCovered: 23 - answered.length,
    });
  });

  test("lint has nothing against the built-in ones where they come from", async () => {
    const { stdout, exitCode } = await runCli(["policies", "lint", builtInPolicies]);
    expect(stdout).toMatch(new RegExp(`^${allPolicies} policies and \\d+ packs: no mistakes\\.`));
    expect(exitCode).toBe(0);
  });

  test("test --mutate fails for a policy that can never fail, lint for its style", async () => {
    const dir = emptyFolder();
    const text = policyFile({ pass: "trail.isLogging || !trail.isLogging" });
    // Its failing case fails as well, which is told apart.
    writeFileSync(join(dir, "my-policy.yaml"), text.replace("title: T", "title: Ensure t"));
    const tested = await runCli(["policies", "test", dir, "--mutate"]);
    expect(tested.stdout).toContain("2 of 3 cases of 1 policy");
    expect(tested.stdout).toContain(
      "No change of one fact makes these policies fail:\n  my-policy\n",
    );
    expect(tested.stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(tested.exitCode).toBe(1);
    const linted = await runCli(["policies", "lint", dir]);
    expect(linted.stderr).toContain("the title gives an order");
    expect(linted.exitCode).toBe(2);
    const checked = await runCli(["check", recording, "--policies", dir, "--policy", "my-policy"]);
    expect(checked.stdout).not.toContain("gives an order");
    expect(checked.exitCode).toBe(0);
  });

  test("test runs every case inside the policies", async () => {
    const { stdout, exitCode } = await runCli(["policies", "test"]);
    const [, given, all, policies] =
      /^(\d+) of (\d+) cases of (\d+) policies give the verdict they expect\.\n$/.exec(stdout) ??
      [];
    expect([given, policies]).toEqual([all, String(allPolicies)]);
    expect(exitCode).toBe(0);
  });
});

describe("a folder of policies", () => {
  const source = readFileSync(
    join(import.meta.dirname, "../../policies/cloudtrail/trail-log-validation.yaml"),
    "utf8",
  ).replace("trail-log-validation", "own-policy");

  test("as Kubernetes mounts it holds each file once", async () => {
    const mounted = emptyFolder();
    mkdirSync(join(mounted, "..2026"));
    writeFileSync(join(mounted, "..2026", "own-policy.yaml"), source);
    symlinkSync("..2026", join(mounted, "..data"));
    symlinkSync("..data/own-policy.yaml", join(mounted, "own-policy.yaml"));
    const { exitCode, stdout, stderr } = await runCli(["policies", "list", "--policies", mounted]);
    expect(stderr).toBe("");
    expect(stdout).toContain("own-policy");
    expect(exitCode).toBe(0);
  });

  test("with a link that leads nowhere is refused", async () => {
    const broken = emptyFolder();
    writeFileSync(join(broken, "own-policy.yaml"), source);
    symlinkSync("gone", join(broken, "other.yaml"));
    const { exitCode, stderr } = await runCli(["check", recording, "--policies", broken]);
    expect(stderr).toContain("policy/not-readable");
    expect(stderr).toContain("other.yaml");
    expect(exitCode).toBe(2);
  });
});

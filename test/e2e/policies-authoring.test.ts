import { spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { demoAccount, demoWorld } from "../../src/emulator/demo-world.ts";
import type { Fault } from "../../src/emulator/faults.ts";
import { withAws } from "../harness/aws.ts";
import { emptyFolder, main, runCli } from "../harness/cli.ts";
import { policyFile } from "../harness/policy-file.ts";

const folderWith = (text: string): string => {
  const dir = emptyFolder();
  writeFileSync(join(dir, "my-policy.yaml"), text);
  return dir;
};
const policyIn = (dir: string): string => readFileSync(join(dir, "my-policy.yaml"), "utf8");

describe("policies new", () => {
  test("writes a policy that lint, test and an editor take", async () => {
    const cwd = emptyFolder();
    const made = await runCli(["policies", "new", "my-key", "--scope", "key", "--dir", "own"], {
      cwd,
    });
    expect(made.exitCode, made.stderr).toBe(0);
    const [linted, tested] = await Promise.all([
      runCli(["policies", "lint", "own"], { cwd }),
      runCli(["policies", "test", "own", "--mutate"], { cwd }),
    ]);
    expect(linted.stdout).toBe("1 policy and 0 packs: no mistakes.\n");
    expect(tested.exitCode).toBe(0);
    const [, schema = ""] =
      /^# yaml-language-server: \$schema=(.+)\n/.exec(
        readFileSync(join(cwd, "own/my-key.yaml"), "utf8"),
      ) ?? [];
    expect(JSON.parse(readFileSync(join(cwd, "own", schema), "utf8"))).toHaveProperty(
      "properties.pass.description",
    );
  });

  test("leaves a file that is there alone, and takes no bad id", async () => {
    const dir = folderWith("mine");
    const again = await runCli(["policies", "new", "my-policy", "--dir", dir]);
    expect(again.stderr).toContain("is there already");
    expect([again.exitCode, policyIn(dir)]).toEqual([2, "mine"]);
    for (const id of ["../evil", "trail-enabled", "Upper"]) {
      const { exitCode } = await runCli(["policies", "new", id, "--dir", dir]);
      expect(exitCode).toBe(2);
    }
    expect(readdirSync(dir)).toEqual(["my-policy.yaml"]);
  });
});

describe("policies test --update", () => {
  const outdated = policyFile({
    extra: "    # the last\n    - { name: again, expect: fail } # why",
  });

  test("makes what comes out the expectation, and nothing else", async () => {
    const dir = folderWith(outdated);
    const { stdout, exitCode } = await runCli(["policies", "test", dir, "--update"]);
    expect(stdout).toBe(
      "my-policy: again\n  expect: fail -> pass\n1 expectation of 4 cases changed.\n",
    );
    expect(exitCode).toBe(0);
    expect(policyIn(dir)).toBe(
      outdated.replace("name: again, expect: fail", "name: again, expect: pass"),
    );
    expect(readdirSync(dir)).toEqual(["my-policy.yaml"]);
    expect((await runCli(["policies", "test", dir])).exitCode).toBe(0);
  });

  test.each([
    ["has a mistake", outdated.replace("trail.isLogging\n", "trail.isLoging\n"), "isLogging"],
    [
      "would have no failing case",
      policyFile({ pass: "trail.isLogging || !trail.isLogging" }),
      'no test that expects "fail"',
    ],
    [
      "is written in a way that cannot be changed in place",
      policyFile({ extra: "    - name: folded\n      expect: >-\n        fail" }),
      "cannot be changed in place",
    ],
    [
      "cannot be evaluated",
      policyFile({
        pass: "trail.kmsKeyId != 'x'",
        fail_case: "{ name: bad, given: { trail: { kmsKeyId: null } }, expect: fail }",
      }),
      "cannot be evaluated",
    ],
  ])("writes nothing where a policy %s", async (_, text, reason) => {
    const dir = folderWith(text);
    const { stderr, exitCode } = await runCli(["policies", "test", dir, "--update"]);
    expect(stderr).toContain(reason);
    expect([exitCode, policyIn(dir)]).toEqual([2, text]);
  });

  test("is for a folder of one's own", async () => {
    for (const words of [["--update"], ["--watch"], [emptyFolder(), "--update", "--watch"]]) {
      expect((await runCli(["policies", "test", ...words])).exitCode).toBe(2);
    }
  });
});

describe("policies test --watch", () => {
  test("runs again on a change, tells mistakes, and ends well on Ctrl-C", async () => {
    const dir = folderWith(policyFile());
    const child = spawn(process.execPath, [main, "policies", "test", dir, "--watch"]);
    let seen = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        seen += text;
      });
    }
    const runs = (count: number, last: string) =>
      expect
        .poll(() => seen.split("Waiting for changes").length - 1 === count && seen.includes(last), {
          timeout: 20_000,
        })
        .toBe(true);
    await runs(1, "3 of 3 cases");
    writeFileSync(join(dir, "notes.txt"), "no policy");
    writeFileSync(join(dir, "my-policy.yaml"), policyFile({ pass: "trail.isLoging" }));
    await runs(2, 'Did you mean "isLogging"?');
    writeFileSync(
      join(dir, "my-policy.yaml"),
      policyFile({ pass: "trail.isLogging || !trail.isLogging" }),
    );
    await runs(3, "2 of 3 cases");
    const ended = new Promise((resolve) => child.on("close", resolve));
    child.kill("SIGINT");
    expect(await ended).toBe(0);
  });
});

describe("policies facts", () => {
  test("lists what a name stands for, as text and as JSON", async () => {
    const { stdout } = await runCli(["policies", "facts", "trail.kms"]);
    expect(stdout).toBe(
      "Trail, as trail\n  kmsKeyId  string, optional\n      Key that encrypts the log files (SSE-KMS) [cloudtrail:DescribeTrails]\n",
    );
    const { stdout: json } = await runCli(["policies", "facts", "--json"]);
    const page = readFileSync(join(import.meta.dirname, "../../docs/facts.md"), "utf8");
    const types = (JSON.parse(json) as { type: string }[]).map(({ type }) => type);
    expect([...page.matchAll(/^## (\w+)/gm)].map(([, type]) => type)).toEqual(types);
  });

  test("names the nearest where there is none", async () => {
    const { stderr, exitCode } = await runCli(["policies", "facts", "isLoging"]);
    expect(stderr).toContain('Did you mean "isLogging"?');
    expect(exitCode).toBe(2);
  });
});

describe("policies eval", () => {
  const recording = join(emptyFolder(), "account.ndjson");
  const evaluate = (expression: string, ...words: string[]) =>
    runCli(["policies", "eval", expression, recording, ...words]);

  beforeAll(async () => {
    const world = demoWorld(new Date().toISOString());
    const faults: Fault[] = [{ service: "kms", operation: "GetKeyRotationStatus", kind: "deny" }];
    await withAws({ world }, { account: demoAccount, faults }, async (environment) => {
      await runCli(["collect", "-o", recording], { environment });
    });
  });

  test("gives a value for each thing of the scope", async () => {
    expect(await evaluate("size(account.trails)")).toMatchObject({
      stdout: `${demoAccount}  2\n`,
      exitCode: 0,
    });
    const { stdout } = await evaluate("trail.isLogging", "--scope", "trail");
    expect(stdout).toBe(
      `account ${demoAccount}\n  management-events (eu-west-1)  true\n  old-us-trail (us-east-1)       false\n`,
    );
  });

  test("says why a value is unknown, and which permission would help", async () => {
    const { stdout, exitCode } = await evaluate("key.rotationEnabled", "--scope", "key");
    expect(stdout).toMatch(
      / unknown\n {6}key\.rotationEnabled: access-denied .*; needs kms:GetKeyRotationStatus\n$/,
    );
    expect(exitCode).toBe(3);
    const whole = await evaluate("account.keys");
    expect(whole.stdout).toContain('"rotationEnabled":"(unknown: access-denied)"');
  });

  test("points at a mistake, before and while it is evaluated", async () => {
    const { stderr, exitCode } = await evaluate("trail.isLoging", "--scope", "trail");
    expect(stderr).toContain("  1 | trail.isLoging\n    |       ^^^^^^^^\n");
    expect(stderr).toContain('Did you mean "isLogging"?');
    expect(exitCode).toBe(2);
    const absent = await evaluate("key.rotationPeriodInDays", "--scope", "key");
    expect(absent.stdout).toContain("read it behind has()");
    expect(absent.exitCode).toBe(2);
  });

  test("writes hostile names out", async () => {
    const hostile = join(emptyFolder(), "hostile.ndjson");
    writeFileSync(
      hostile,
      readFileSync(recording, "utf8").replaceAll(
        '"Name":"old-us-trail"',
        '"Name":"old\\u001b[31m\\nus"',
      ),
    );
    const { stdout } = await runCli([
      "policies",
      "eval",
      "trail.name",
      hostile,
      "--scope",
      "trail",
    ]);
    expect(stdout).toContain("old\\u{1b}[31m\\u{a}us");
    expect(stdout).not.toContain("\u001b");
  });
});

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test, vi } from "vitest";
import type { Fault } from "../../src/emulator/faults.ts";
import type { AccountRecording } from "../../src/model/recording.ts";
import { withAws } from "../harness/aws.ts";
import { emptyFolder, runCli } from "../harness/cli.ts";
import { management, member, organizationWorld } from "../harness/organization.ts";
import { keyOf, readAccounts } from "../harness/recordings.ts";

const now = new Date().toISOString();
const closedDoors = [member(3), member(12)];
const world = organizationWorld(now, { count: 30, closedDoors });
const org = ["--org", "--role", "Audit", "--concurrency", "4"];
const slow: Fault = { latency: 20 };

type Environment = { readonly [name: string]: string };

const undisturbed = (environment: Environment) => {
  const path = join(emptyFolder(), "whole.ndjson");
  return runCli(["collect", "-o", path, ...org], { environment }).then(() => readAccounts(path));
};

/** What a recording says, without the times and in an order of its own. */
const timeless = (accounts: ReadonlyMap<string, AccountRecording>) =>
  [...accounts.values()]
    .map(({ account, calls, status }) => ({
      account,
      status,
      calls: calls
        .map(({ at: _, ...call }) => call)
        .sort((one, other) => (keyOf({ ...one, at: "" }) < keyOf({ ...other, at: "" }) ? -1 : 1)),
    }))
    .sort((one, other) => (one.account.account < other.account.account ? -1 : 1));

/** Calls whose answers are in the files that an interrupted run left. */
async function keptCalls(path: string): Promise<Set<string>> {
  const beside = `${path}.partial.accounts`;
  const files = readdirSync(beside).filter((file) => file !== "run.json");
  const all = [`${path}.partial`, ...files.map((file) => join(beside, file))];
  const recordings = await Promise.all(all.map(readAccounts));
  const calls = recordings.flatMap((accounts) => [...accounts.values()]);
  return new Set(calls.flatMap((recording) => recording.calls.map(keyOf)));
}

for (const [signal, file] of [
  ["SIGKILL", "organization.ndjson"],
  ["SIGKILL", "organization.ndjson.gz"],
  ["SIGINT", "organization.ndjson.gz"],
] as const) {
  test(`${file}: after ${signal} the rest is read, and nothing twice`, async () => {
    const options = { account: management, faults: [slow] };
    await withAws({ world }, options, async (environment, aws) => {
      const path = join(emptyFolder(), file);
      const interrupt = { when: () => aws.calls.length >= 500, signal };
      const cut = await runCli(["collect", "-o", path, ...org], { environment, interrupt });
      expect(existsSync(path)).toBe(false);
      if (signal === "SIGINT") {
        expect(cut.exitCode).toBe(3);
        expect(cut.stderr).toMatch(/\d+ of 30 accounts are kept whole/);
        expect(cut.stderr).toContain(`trailwarden collect --resume ${path}.partial`);
      }
      const kept = await keptCalls(path);
      expect(kept.size).toBeGreaterThan(100);

      const before = aws.calls.length;
      const resumed = await runCli(["collect", "--resume", `${path}.partial`], { environment });
      expect(resumed.exitCode, resumed.stderr).toBe(3);
      expect(resumed.stderr).toContain("2 accounts could not be entered");
      // Each role is entered anew, and whose account it opens is asked.
      const again = aws.calls.slice(before).filter(({ service }) => service !== "sts");
      const answers = await readAccounts(path);
      const all = [...answers.values()].flatMap(({ calls }) => calls.map(keyOf));
      const asked = all.filter((key) => !kept.has(key) && !key.includes(" sts:"));
      expect(again).toHaveLength(asked.length);
      expect(new Set(all).size).toBe(all.length);

      expect(timeless(answers)).toEqual(timeless(await undisturbed(environment)));
      expect(readdirSync(dirname(path))).toEqual([file]);
    });
  });
}

test("credentials that expire stop the run, and what there is is kept", async () => {
  const expiring: Fault = {
    ...{ account: management, service: "sts", operation: "AssumeRole" },
    ...{ kind: "expired-credentials", after: 12 },
  };
  const path = join(emptyFolder(), "organization.ndjson");
  const options = { account: management, faults: [expiring, slow] };
  await withAws({ world }, options, async (environment) => {
    const cut = await runCli(["check", "--save-recording", path, ...org], { environment });
    expect(cut.stderr).toContain("aws/credentials-expired");
    expect(cut.stderr).toMatch(/\d+ of 30 accounts are kept whole/);
    expect(cut.stderr).toContain(`trailwarden collect --resume ${path}.partial`);
    expect(cut).toMatchObject({ exitCode: 3, stdout: "" });
  });
  const known = await readAccounts(`${path}.partial`);
  const whole = [...known.values()].filter(({ status }) => status === "complete");
  expect(whole.length).toBeGreaterThan(3);

  await withAws({ world }, { account: management }, async (environment, aws) => {
    const resumed = await runCli(["collect", "--resume", `${path}.partial`], { environment });
    expect(resumed.stderr).toContain("Recorded 30 accounts");
    const asked = new Set(aws.calls.map(({ account }) => account));
    for (const { account } of whole)
      expect(asked).not.toContain(account.account === management ? "" : account.account);
    expect((await readAccounts(path)).size).toBe(30);
  });
});

test("of two runs that write one file, the later one leaves a whole recording", async () => {
  const options = { account: management, faults: [slow] };
  await withAws({ world }, options, async (environment, aws) => {
    const path = join(emptyFolder(), "organization.ndjson");
    const words = ["collect", "-o", path, ...org];
    const first = runCli(words, { environment });
    await vi.waitFor(() => expect(aws.calls.length).toBeGreaterThan(300), 30_000);
    const second = runCli(words, { environment });
    expect((await first).stderr).toContain("recording/taken-over");
    expect((await second).stderr).toContain("Recorded 30 accounts");
    expect(
      [...(await readAccounts(path)).values()].every(({ status }) => status !== "cut-off"),
    ).toBe(true);
    expect(readdirSync(dirname(path))).toEqual(["organization.ndjson"]);
  });
});

test("a run that is interrupted while it looks for accounts says so", async () => {
  const options = { account: management, faults: [{ latency: 400 }] };
  await withAws({ world }, options, async (environment, aws) => {
    const interrupt = { when: () => aws.calls.length >= 2, signal: "SIGINT" as const };
    const { stderr, exitCode } = await runCli(["check", ...org], { environment, interrupt });
    expect(stderr).toContain("Interrupted before any account was read.");
    expect(exitCode).toBe(3);
  });
});

test("accounts that a cut-off recording lacks are not seen, so that it is not green", async () => {
  const options = { account: management, faults: [slow] };
  await withAws({ world }, options, async (environment, aws) => {
    const path = join(emptyFolder(), "organization.ndjson");
    const interrupt = { when: () => aws.calls.length >= 400, signal: "SIGKILL" as const };
    await runCli(["collect", "-o", path, ...org], { environment, interrupt });
    const { stdout, exitCode } = await runCli(["check", `${path}.partial`, "--fail-on", "never"]);
    expect(stdout).toContain("Trailwarden 0.1.0 on 30 accounts");
    expect(exitCode).toBe(3);
  });
});

test("accounts that could not be entered are tried again in a recording that is whole", async () => {
  const path = join(emptyFolder(), "organization.ndjson.gz");
  const few = (doors: readonly string[]) => ({
    world: organizationWorld(now, { count: 4, closedDoors: doors }),
  });
  const options = { account: management };
  await withAws(few([member(1)]), options, async (environment) => {
    const ran = await runCli(["collect", "-o", path, ...org], { environment });
    expect(ran.exitCode).toBe(3);
    expect(ran.stderr).toContain(`trailwarden collect --resume ${path} --role Audit`);
  });
  await withAws(few([]), options, async (environment, aws) => {
    const words = ["collect", "--resume", path];
    // What the run was told is gone with its partial file.
    expect((await runCli(words, { environment })).stderr).toContain("with a role only");
    const ran = await runCli([...words, "--role", "Audit"], { environment });
    expect(ran.stderr).toContain("Recorded 4 accounts");
    expect(ran.exitCode).toBe(0);
    const asked = new Set(aws.calls.map(({ account }) => account));
    expect([...asked].sort()).toEqual([management, member(1)]);
    const done = await runCli([...words, "--role", "Audit"], { environment });
    expect(done.stderr).toContain("nothing to resume");
  });
});

test("what a run keeps beside its recording holds no secret and no address", async () => {
  const options = { account: management, faults: [slow] };
  await withAws({ world }, options, async (environment, aws) => {
    const path = join(emptyFolder(), "organization.ndjson");
    const interrupt = { when: () => aws.calls.length >= 300, signal: "SIGKILL" as const };
    const words = ["collect", "-o", path, ...org];
    await runCli(words, { environment, interrupt });
    const beside = `${path}.partial.accounts`;
    const files = readdirSync(beside).map((file) => readFileSync(join(beside, file), "utf8"));
    const everything = [...files, readFileSync(`${path}.partial`, "utf8")].join();
    expect(everything).not.toMatch(/SecretAccessKey|SessionToken|@example\.com/);
    expect(everything).toMatch(/contact:[0-9a-f]{16}/);
  });
});

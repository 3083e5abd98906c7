import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { accessKeyFor } from "../../src/emulator/access-keys.ts";
import { buildAccount } from "../../src/emulator/build/account.ts";
import { demoAccount, demoWorld } from "../../src/emulator/demo-world.ts";
import { callKey } from "../../src/model/call-key.ts";
import type { CallLine } from "../../src/model/recording.ts";
import { readRecording } from "../../src/recording/read.ts";
import { readStored, verdicts, withAws } from "../harness/aws.ts";
import { emptyFolder, runCli } from "../harness/cli.ts";

const now = new Date().toISOString();
const other = "999988887777";
const demo = demoWorld(now);
const world = { ...demo, accounts: [...demo.accounts, buildAccount({ id: other })] };
const options = { account: demoAccount, faults: [{ latency: 120 }] } as const;

async function readCalls(path: string): Promise<CallLine[]> {
  const calls: CallLine[] = [];
  for await (const recording of (await readRecording(path)).accounts)
    calls.push(...recording.calls);
  return calls;
}

const keys = (calls: readonly CallLine[]): string[] =>
  calls
    .map(({ service, operation, region, input }) => callKey(service, operation, region, input))
    .sort();

for (const [signal, file] of [
  ["SIGINT", "account.ndjson"],
  ["SIGINT", "account.ndjson.gz"],
  ["SIGKILL", "account.ndjson"],
] as const) {
  test(`${file}: after ${signal} a run is resumed, and nothing is asked twice`, async () => {
    await withAws({ world }, options, async (environment, aws) => {
      const path = join(emptyFolder(), file);
      const interrupt = { when: () => aws.calls.length >= 150, signal };
      const interrupted = await runCli(["collect", "-o", path], { environment, interrupt });
      expect(existsSync(path)).toBe(false);
      const kept = await readCalls(`${path}.partial`);
      expect(kept.length).toBeGreaterThan(10);
      if (signal === "SIGINT") {
        expect(interrupted.exitCode).toBe(3);
        expect(interrupted.stderr).toContain(`trailwarden collect --resume ${path}.partial`);
      }

      const before = aws.calls.length;
      const resumed = await runCli(["collect", "--resume", path], { environment });
      expect(resumed.exitCode, resumed.stderr).toBe(0);
      const whole = await readCalls(path);
      expect(new Set(keys(whole)).size).toBe(whole.length);
      // Whose credentials are in use is asked again; nothing else that was known.
      expect(aws.calls.length - before).toBe(whole.length - kept.length + 1);
      expect(existsSync(`${path}.partial`)).toBe(false);
    });
  });
}

for (const file of ["account.ndjson", "account.ndjson.gz"]) {
  test(`${file}: nothing that goes wrong while resuming loses what was known`, async () => {
    await withAws({ world }, options, async (environment, aws) => {
      const path = join(emptyFolder(), file);
      const after = (calls: number) => ({
        interrupt: { when: () => aws.calls.length >= calls, signal: "SIGKILL" as const },
      });
      await runCli(["collect", "-o", path], { environment, ...after(120) });
      const kept = readFileSync(`${path}.partial`);

      const offline = { ...environment, AWS_ENDPOINT_URL: "http://127.0.0.1:9" };
      const unreachable = await runCli(["collect", "--resume", path], { environment: offline });
      expect(unreachable.stderr).toContain("aws/unreachable");
      expect(unreachable.exitCode).toBe(3);
      expect(readFileSync(`${path}.partial`)).toEqual(kept);

      const stranger = { ...environment, AWS_ACCESS_KEY_ID: accessKeyFor(other) };
      const refused = await runCli(["collect", "--resume", path], { environment: stranger });
      expect(refused.stderr).toContain(
        `of account ${demoAccount}; these credentials open account ${other}`,
      );
      expect(refused.exitCode).toBe(2);
      expect(readFileSync(`${path}.partial`)).toEqual(kept);

      const known = (await readCalls(`${path}.partial`)).length;
      const killed = after(aws.calls.length + 20);
      await runCli(["collect", "--resume", path], { environment, ...killed });
      expect((await readCalls(`${path}.partial`)).length).toBeGreaterThanOrEqual(known);

      const resumed = await runCli(["collect", "--resume", path], { environment });
      expect(resumed.exitCode, resumed.stderr).toBe(0);
      const calls = await readCalls(path);
      expect(new Set(keys(calls)).size).toBe(calls.length);
    });
  });
}

test("of two runs that write one file, one leaves a whole recording and the other says so", async () => {
  await withAws({ world }, options, async (environment) => {
    const path = join(emptyFolder(), "account.ndjson.gz");
    const both = [1, 2].map(() => runCli(["collect", "-o", path], { environment }));
    const [one, two] = await Promise.all(both);
    expect([one?.exitCode, two?.exitCode].sort()).toEqual([0, 3]);
    expect(`${one?.stderr}${two?.stderr}`).toContain("recording/taken-over");
    const { accounts, isComplete } = await readRecording(path);
    for await (const { status } of accounts) expect(status).toBe("complete");
    expect(isComplete()).toBe(true);
  });
});

describe("a recording that is cut off", () => {
  test("is judged, with what is missing unknown and nothing passed by it", async () => {
    await withAws({ world }, options, async (environment, aws) => {
      const folder = emptyFolder();
      const path = join(folder, "account.ndjson");
      const interrupt = { when: () => aws.calls.length >= 60, signal: "SIGINT" } as const;
      await runCli(["collect", "-o", path], { environment, interrupt });
      const whole = join(folder, "whole.json");
      const part = join(folder, "part.json");
      const live = await runCli(["check", "--output", `json=${whole}`], { environment });
      const cut = await runCli(["check", `${path}.partial`, "--output", `json=${part}`]);
      const result = readStored(part, cut);
      expect(result.accounts[0]?.status).toBe("cut-off");
      const expected = verdicts(readStored(whole, live));
      const different = [...verdicts(result)].filter(
        ([key, status]) => status !== "unknown" && expected.get(key) !== status,
      );
      expect(different).toEqual([]);
      expect(result.summary.unknown).toBeGreaterThan(0);
      expect(cut.stdout).toContain("is cut off");
    });
  });
});

import { join } from "node:path";
import { expect, test } from "vitest";
import { demoAccount, demoWorld } from "../../src/emulator/demo-world.ts";
import { accountFacts } from "../../src/facts/account.ts";
import type { AccountRecording } from "../../src/model/recording.ts";
import { readRecording } from "../../src/recording/read.ts";
import { withAws } from "../harness/aws.ts";
import { emptyFolder, runCli } from "../harness/cli.ts";
import { goodAccount, goodWorld } from "../harness/worlds.ts";

const now = new Date().toISOString();

for (const [name, account, world] of [
  ["good", goodAccount, goodWorld(now)],
  ["bad", demoAccount, demoWorld(now)],
] as const) {
  test(`a recording of the ${name} account, replayed and recorded again, gives the same facts`, async () => {
    const faults = [{ service: "kms", operation: "GetKeyRotationStatus", kind: "deny" }] as const;
    const first = await withAws({ world }, { account, faults }, collect);
    const second = await withAws({ recordings: first }, { account }, collect);
    expect(second.map(accountFacts)).toEqual(first.map(accountFacts));
    expect(second.map(({ calls }) => calls.length)).toEqual(first.map(({ calls }) => calls.length));
  });
}

async function collect(environment: { readonly [name: string]: string }) {
  const path = join(emptyFolder(), "account.ndjson.gz");
  const { exitCode, stderr } = await runCli(["collect", "-o", path], { environment });
  expect(exitCode, stderr).toBe(0);
  const recordings: AccountRecording[] = [];
  for await (const recording of (await readRecording(path)).accounts) {
    recordings.push({ ...recording, calls: recording.calls.map((call) => ({ ...call, at: now })) });
  }
  return recordings;
}

import { appendFileSync, existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { AccountRecording, RecordingHeader } from "../../src/model/recording.ts";
import {
  type Unfinished,
  unfinishedOf,
  wholeAccounts,
} from "../../src/recording/resume-accounts.ts";
import { writeRecording } from "../../src/recording/write.ts";
import { writeAccounts } from "../../src/recording/write-accounts.ts";
import { readAccounts } from "../harness/recordings.ts";

const at = "2026-01-15T12:00:00.000Z";
const [one, two, three] = ["111111111111", "222222222222", "333333333333"] as const;
const header: RecordingHeader = {
  ...{ kind: "recording", version: 1, tool: "test", startedAt: at },
  accounts: [{ id: one }, { id: two }, { id: three }],
};

const recordingOf = (id: string, status: AccountRecording["status"] = "complete") => ({
  account: { kind: "account", account: id, partition: "aws", regions: ["us-east-1"] } as const,
  calls: Array.from({ length: 5 }, (_, page) => ({
    ...{ kind: "call" as const, account: id, region: "us-east-1", service: "kms" },
    ...{ operation: "ListAliases", input: { page }, output: {}, at },
  })),
  status,
});

const textOf = (recording: AccountRecording, lines: number): string =>
  [recording.account, ...recording.calls]
    .slice(0, lines)
    .map((line) => `${JSON.stringify(line)}\n`)
    .join("");

const keepBeside = async (unfinished: Unfinished, recording: AccountRecording) => {
  const path = unfinished.pathOf(recording.account.account);
  const { accounts: _, ...own } = header;
  await writeRecording({
    path,
    header: own,
    known: [recording.account, ...recording.calls],
  }).suspend();
};

for (const file of ["all.ndjson", "all.ndjson.gz"]) {
  test(`${file}: what was being copied when the run was killed is taken from beside it`, async () => {
    const path = join(mkdtempSync(join(tmpdir(), "trailwarden-accounts-")), file);
    const unfinished = unfinishedOf(path);
    unfinished.keepRun({});
    const first = await writeAccounts({ path, header });
    await first.add(recordingOf(one));
    await first.suspend();
    // Killed between copying the first and removing what was beside it, half way through the second.
    await keepBeside(unfinished, recordingOf(one));
    await keepBeside(unfinished, recordingOf(two));
    const torn = textOf(recordingOf(two), 3);
    const bytes = file.endsWith(".gz") ? gzipSync(torn).subarray(0, -12) : torn.slice(0, -20);
    appendFileSync(first.partialPath, bytes);

    const known = wholeAccounts(path, header, unfinished);
    const second = await writeAccounts({ path, header, known });
    expect(second.accounts()).toBe(1);
    expect((await unfinished.read(two))?.calls.size).toBe(5);
    expect(await unfinished.read(three)).toBeUndefined();
    await second.add(recordingOf(two));
    await second.add(recordingOf(three, "failed"));
    await second.end();
    expect(existsSync(second.partialPath)).toBe(false);
    const statuses = [...(await readAccounts(path)).values()].map(({ status }) => status);
    expect(statuses).toEqual(["complete", "complete", "failed"]);
  });
}

test("an account that had nothing beside it goes on from what the recording holds of it", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "trailwarden-accounts-")), "all.ndjson");
  const unfinished = unfinishedOf(path);
  unfinished.keepRun({});
  const first = await writeAccounts({ path, header });
  await first.suspend();
  appendFileSync(first.partialPath, textOf(recordingOf(two), 4));
  const known = wholeAccounts(path, header, unfinished);
  const second = await writeAccounts({ path, header, known });
  expect(second.accounts()).toBe(0);
  expect((await unfinished.read(two))?.calls.size).toBe(3);
  await second.suspend();
});

test("accounts stand one after the other, however many are written at once", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "trailwarden-accounts-")), "all.ndjson.gz");
  const writer = await writeAccounts({ path, header });
  await Promise.all([one, two, three].map((id) => writer.add(recordingOf(id))));
  await writer.end();
  expect([...(await readAccounts(path)).keys()]).toEqual([one, two, three]);
});

test("a folder that is not there is told, and leaves nothing", async () => {
  const path = join(tmpdir(), "not-there", "all.ndjson");
  await expect(writeAccounts({ path, header })).rejects.toThrow("not-there");
});

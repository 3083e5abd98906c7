import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../model/failure.ts";
import type { AccountRecording, RecordingHeader } from "../model/recording.ts";
import { partialSuffix } from "./format.ts";
import { readRecording } from "./read.ts";
import { existingName, type Interrupted, isWhole, readUnfinished } from "./resume.ts";
import { writeRecording } from "./write.ts";

/**
 * Beside the partial recording of many accounts, until it is whole: what the run was asked to do,
 * and for each account that is being read a recording of its own, written as the answers come.
 */
export interface Unfinished {
  readonly pathOf: (account: string) => string;
  /** What is known of an account that is not in the recording yet. */
  readonly read: (account: string) => Promise<Interrupted | undefined>;
  readonly drop: (account: string) => void;
  readonly run: () => unknown;
  readonly keepRun: (run: object) => void;
  /** Removes all of it. */
  readonly clear: () => void;
}

export function unfinishedOf(path: string): Unfinished {
  const folder = `${path}${partialSuffix}.accounts`;
  const runPath = join(folder, "run.json");
  const pathOf = (account: string): string => join(folder, `${account}.ndjson`);
  return {
    pathOf,
    read: async (account) => {
      const own = pathOf(account);
      return existsSync(existingName(own)) ? readUnfinished(own) : undefined;
    },
    drop: (account) => {
      for (const suffix of ["", partialSuffix]) rmSync(pathOf(account) + suffix, { force: true });
    },
    run: () => (existsSync(runPath) ? readRun(runPath) : undefined),
    keepRun: (run) => {
      attempt(folder, () => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileSync(runPath, JSON.stringify(run), { mode: 0o600 });
      });
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * The whole accounts of an interrupted recording, one by one. What is known of the others is put
 * beside it; one that could not be entered is tried anew.
 */
export async function* wholeAccounts(
  path: string,
  header: RecordingHeader,
  unfinished: Unfinished,
): AsyncGenerator<AccountRecording> {
  const { accounts } = await readRecording(existingName(path));
  for await (const recording of accounts) {
    if (isWhole(recording)) yield recording;
    else if (recording.status !== "failed") await keepBeside(recording, header, unfinished);
  }
}

/** Unless more is there already: of an account that was being copied into the recording, all is. */
async function keepBeside(
  { account, calls }: AccountRecording,
  { accounts: _, ...header }: RecordingHeader,
  unfinished: Unfinished,
): Promise<void> {
  const path = unfinished.pathOf(account.account);
  if (calls.length === 0 || existsSync(existingName(path))) return;
  await writeRecording({ path, header, known: [account, ...calls] }).suspend();
}

function readRun(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new Failure("recording/corrupt", `${path}: ${(cause as Error).message}`, {
      cause,
      help: "It says what the interrupted run was to do. Remove it, and name --role and the rest again.",
    });
  }
}

function attempt(path: string, act: () => void): void {
  try {
    act();
  } catch (cause) {
    throw new Failure("recording/not-written", `${path}: ${(cause as Error).message}`, {
      cause,
      kind: "blind",
      help: "Check that the folder exists, may be written to and has room.",
    });
  }
}

import { randomBytes } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { AccountRecording, RecordingHeader, RecordingLine } from "../model/recording.ts";
import { isGzipName, partialSuffix } from "./format.ts";
import { inodeOf, notWritten, takenOver, toText } from "./write.ts";

/** Writes a recording of many accounts, each of them at once when it is whole. */
export interface AccountsWriter {
  /** Where the accounts are until `end`. */
  readonly partialPath: string;
  readonly accounts: () => number;
  /** Throws a Failure once another run has begun to write the file. */
  readonly stillOurs: () => void;
  /** Resolves when the lines of the account are in the file. */
  readonly add: (recording: AccountRecording) => Promise<void>;
  /** Writes the end line and gives the file its name. */
  readonly end: () => Promise<void>;
  /** Keeps what there is under `partialPath`, to be resumed. */
  readonly suspend: () => Promise<void>;
}

export interface WriteAccountsOptions {
  readonly path: string;
  readonly header: RecordingHeader;
  /** Whole accounts of an interrupted run; one at a time is in memory. */
  readonly known?: AsyncIterable<AccountRecording>;
}

/**
 * Begins a recording. An unfinished one of that name stays as it is until what is known stands in
 * this one. Rejects with a Failure when the file cannot be written.
 */
export async function writeAccounts(options: WriteAccountsOptions): Promise<AccountsWriter> {
  const { path } = options;
  const partialPath = path + partialSuffix;
  const beside = `${partialPath}.${randomBytes(6).toString("hex")}`;
  const file = await told(partialPath, open(beside, "wx", 0o600));
  const lines = new Lines(file, isGzipName(path));
  try {
    await told(partialPath, lines.write([options.header]));
    for await (const recording of options.known ?? []) {
      await told(partialPath, lines.addAccount(recording));
    }
    await told(partialPath, file.sync());
    await told(partialPath, rename(beside, partialPath));
  } catch (error) {
    await file.close();
    await rm(beside, { force: true });
    throw error;
  }
  const { ino } = await file.stat({ bigint: true });
  const stillOurs = () => {
    if (inodeOf(partialPath) !== ino) throw takenOver(path);
  };
  // One account after the other, whoever is done first.
  let writing = Promise.resolve();
  const next = (act: () => Promise<void>): Promise<void> => {
    writing = writing.then(act);
    return told(partialPath, writing);
  };
  return {
    partialPath,
    accounts: () => lines.accounts,
    stillOurs,
    add: (recording) =>
      next(async () => {
        stillOurs();
        await lines.addAccount(recording);
      }),
    end: () =>
      next(async () => {
        stillOurs();
        await lines.write([{ kind: "end", accounts: lines.accounts, calls: lines.calls }]);
        await file.sync();
        await file.close();
        await rename(partialPath, path);
      }),
    suspend: async () => {
      await writing.catch(() => {});
      await file.close();
    },
  };
}

const compressed = promisify(gzip);

/** Lines that are turned into text, and compressed, together. */
const atOnce = 1000;

class Lines {
  accounts = 0;
  calls = 0;
  readonly #file: FileHandle;
  readonly #isGzip: boolean;

  constructor(file: FileHandle, isGzip: boolean) {
    this.#file = file;
    this.#isGzip = isGzip;
  }

  async addAccount({ account, calls, status }: AccountRecording): Promise<void> {
    if (status === "cut-off") throw new Error("an account that is cut off is not written as whole");
    const end: RecordingLine = { kind: "account-end", account: account.account, status };
    await this.write([account, ...calls, end]);
    this.accounts += 1;
    this.calls += calls.length;
  }

  /** Gzip members that follow each other are one file: RFC 1952, section 2.2. */
  async write(lines: readonly RecordingLine[]): Promise<void> {
    for (let start = 0; start < lines.length; start += atOnce) {
      const text = toText(lines.slice(start, start + atOnce));
      await this.#file.appendFile(this.#isGzip ? await compressed(text) : text);
    }
  }
}

/** What the file system says is a Failure; ours stay as they are. */
const told = <T>(path: string, written: Promise<T>): Promise<T> =>
  written.catch((cause: NodeJS.ErrnoException) => {
    throw cause.code !== undefined && cause.syscall !== undefined ? notWritten(path, cause) : cause;
  });

import { randomBytes } from "node:crypto";
import {
  closeSync,
  createWriteStream,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  type WriteStream,
  writeFileSync,
} from "node:fs";
import { rename } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { constants, createGzip, gzipSync } from "node:zlib";
import { Failure } from "../model/failure.ts";
import type { RecordingHeader, RecordingLine } from "../model/recording.ts";
import { isGzipName, partialSuffix } from "./format.ts";

/** Writes a recording line by line beside its final name, which it gets only when it is whole. */
export interface RecordingWriter {
  /** Where the lines are until `end`. */
  readonly partialPath: string;
  readonly calls: () => number;
  readonly write: (line: RecordingLine) => void;
  /** Writes the end line and gives the file its name. */
  readonly end: () => Promise<void>;
  /** Keeps what there is under `partialPath`, to be resumed. */
  readonly suspend: () => Promise<void>;
}

export interface WriteOptions {
  readonly path: string;
  readonly header: RecordingHeader;
  /** What is known from the start: lines of an interrupted run. */
  readonly known?: readonly RecordingLine[];
}

const linesBetweenFlushes = 50;

/**
 * Begins a recording. An unfinished one of that name stays as it is until what is known stands in
 * this one. Throws a Failure when the file cannot be written.
 */
export function writeRecording({ path, header, known = [] }: WriteOptions): RecordingWriter {
  const partialPath = path + partialSuffix;
  const file = begin(path, [header, ...known]);
  const { ino } = attempt(partialPath, () => statSync(partialPath, { bigint: true }));
  const gzip = isGzipName(path) ? createGzip({ level: 6 }) : undefined;
  const stream = gzip ?? file;
  gzip?.pipe(file);
  const written = finished(file);
  written.catch(() => {}); // reported by whoever closes the writer
  let lines = 0;
  let calls = count(known, "call");
  let accounts = count(known, "account");

  const write = (line: RecordingLine): void => {
    calls += count([line], "call");
    accounts += count([line], "account");
    stream.write(toText([line]));
    lines += 1;
    // A killed run loses no more than the lines since the last flush.
    if (lines % linesBetweenFlushes === 0) gzip?.flush(constants.Z_SYNC_FLUSH);
  };

  const close = async (): Promise<void> => {
    stream.end();
    await written.catch((cause: Error) => {
      throw notWritten(partialPath, cause);
    });
  };

  return {
    partialPath,
    calls: () => calls,
    write,
    suspend: close,
    async end() {
      write({ kind: "end", accounts, calls });
      await close();
      if (inodeOf(partialPath) !== ino) throw takenOver(path);
      await rename(partialPath, path).catch((cause: Error) => {
        throw notWritten(path, cause);
      });
    },
  };
}

/** Writes the first lines beside the partial file, then puts them in its place, open for more. */
function begin(path: string, lines: readonly RecordingLine[]): WriteStream {
  const partialPath = path + partialSuffix;
  const beside = `${partialPath}.${randomBytes(6).toString("hex")}`;
  const text = toText(lines);
  return attempt(partialPath, () => {
    const fd = openSync(beside, "wx", 0o600);
    try {
      writeFileSync(fd, isGzipName(path) ? gzipSync(text) : text);
      fsyncSync(fd);
      renameSync(beside, partialPath);
    } catch (error) {
      closeSync(fd);
      rmSync(beside, { force: true });
      throw error;
    }
    return createWriteStream(partialPath, { fd, flush: true });
  });
}

export const toText = (lines: readonly RecordingLine[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join("");

const count = (lines: readonly RecordingLine[], kind: RecordingLine["kind"]): number =>
  lines.filter((line) => line.kind === kind).length;

export const inodeOf = (path: string): bigint | undefined =>
  statSync(path, { bigint: true, throwIfNoEntry: false })?.ino;

function attempt<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (cause) {
    throw notWritten(path, cause as Error);
  }
}

export const notWritten = (path: string, cause: Error): Failure =>
  new Failure("recording/not-written", `${path}: ${cause.message}`, {
    cause,
    kind: "blind",
    help: "Check that the folder exists, may be written to and has room.",
  });

export const takenOver = (path: string): Failure =>
  new Failure("recording/taken-over", `Another run began to write ${path} while this one did.`, {
    kind: "blind",
    help: "Let one run at a time write a file, or give each a name of its own.",
  });

import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { constants, createGzip } from "node:zlib";
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
}

const linesBetweenFlushes = 50;

export function writeRecording({ path, header }: WriteOptions): RecordingWriter {
  const partialPath = path + partialSuffix;
  const file = createWriteStream(partialPath, { mode: 0o600, flush: true });
  const gzip = isGzipName(path) ? createGzip({ level: 6 }) : undefined;
  const stream = gzip ?? file;
  gzip?.pipe(file);
  const written = finished(file);
  written.catch(() => {}); // reported by whoever closes the writer
  let lines = 0;
  let calls = 0;
  let accounts = 0;

  const write = (line: RecordingLine): void => {
    if (line.kind === "call") calls += 1;
    if (line.kind === "account") accounts += 1;
    stream.write(`${JSON.stringify(line)}\n`);
    lines += 1;
    // A killed run loses no more than the lines since the last flush.
    if (lines % linesBetweenFlushes === 0) gzip?.flush(constants.Z_SYNC_FLUSH);
  };

  const close = async (): Promise<void> => {
    stream.end();
    await written.catch((cause: Error) => {
      throw new Failure("recording/not-written", `${partialPath}: ${cause.message}`, {
        cause,
        help: "Check that the folder exists, may be written to and has room.",
      });
    });
  };

  write(header);
  return {
    partialPath,
    calls: () => calls,
    write,
    suspend: close,
    async end() {
      write({ kind: "end", accounts, calls });
      await close();
      await rename(partialPath, path);
    },
  };
}

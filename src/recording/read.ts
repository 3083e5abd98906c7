import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { Failure } from "../model/failure.ts";
import type { AccountRecording, RecordingHeader } from "../model/recording.ts";
import { Assembler } from "./assemble.ts";
import { isCompressed } from "./compressed.ts";
import { mebibyte, type ReadLimits, readLimits } from "./format.ts";
import { splitLines } from "./lines.ts";

/** An open recording; its accounts come one by one, and only one is in memory. */
export interface RecordingReader {
  readonly header: RecordingHeader;
  readonly accounts: AsyncIterable<AccountRecording>;
  /** Once all accounts were read: whether the recording runs to its end line. */
  readonly isComplete: () => boolean;
}

/** Opens a recording, compressed or not. Throws a Failure for anything that is not one. */
export async function readRecording(
  path: string,
  limits: ReadLimits = readLimits,
): Promise<RecordingReader> {
  await refuseWhatIsNoFile(path);
  const assembler = new Assembler(limits);
  const accounts = assembleAccounts(path, assembler, limits);
  // The first account is read ahead, because the header comes with it.
  const first = await accounts.next();
  const { header } = assembler;
  if (header === undefined) throw new Error("an assembler without header has not failed");

  async function* all(): AsyncGenerator<AccountRecording> {
    if (!first.done) yield first.value;
    yield* accounts;
  }
  return { header, accounts: all(), isComplete: () => assembler.isComplete };
}

async function* assembleAccounts(
  path: string,
  assembler: Assembler,
  limits: ReadLimits,
): AsyncGenerator<AccountRecording> {
  for await (const lines of splitLines(await openBytes(path, limits), limits)) {
    for (const line of lines) {
      const account = assembler.push(line);
      if (account !== undefined) yield account;
    }
  }
  const open = assembler.finish();
  if (open !== undefined) yield open;
  yield* assembler.missing();
}

async function refuseWhatIsNoFile(path: string): Promise<void> {
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code === "ENOENT" ? "There is no such file" : cause.message;
    throw new Failure("recording/not-readable", `${path}: ${reason}.`, { cause });
  });
  if (found.isFile()) return;
  throw new Failure("recording/not-readable", `${path} is not a regular file.`, {
    help: "Give the path of a recording, FILE.ndjson or FILE.ndjson.gz.",
  });
}

async function openBytes(path: string, limits: ReadLimits): Promise<AsyncIterable<Buffer>> {
  const isPacked = isCompressed(await firstBytes(path));
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  return isPacked ? gunzip(file, limits) : file;
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path).catch((cause: Error) => {
    throw new Failure("recording/not-readable", `${path}: ${cause.message}`, { cause });
  });
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return buffer;
  } finally {
    await file.close();
  }
}

/** Decompresses; a file that just stops is cut off and reads up to there, any other fault is damage. */
async function* gunzip(file: Readable, limits: ReadLimits): AsyncGenerator<Buffer> {
  let bytesIn = 0;
  let bytesOut = 0;
  file.on("data", (chunk: Buffer) => {
    bytesIn += chunk.length;
  });
  const gunzipped = file.pipe(createGunzip({ chunkSize: 256 * 1024 }));
  file.on("error", (error) => gunzipped.destroy(error));
  try {
    for await (const chunk of gunzipped as AsyncIterable<Buffer>) {
      bytesOut += chunk.length;
      if (bytesOut > limits.freely && bytesOut > bytesIn * limits.expansion) throw bomb(limits);
      yield chunk;
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "Z_BUF_ERROR") return;
    if (!code?.startsWith("Z_")) throw error;
    throw new Failure(
      "recording/corrupt",
      `The compressed data is damaged: ${(error as Error).message}.`,
      {
        cause: error,
        help: "Copy the file again from where it was recorded.",
      },
    );
  }
}

const bomb = ({ freely, expansion }: ReadLimits): Failure =>
  new Failure(
    "recording/compression-bomb",
    `The file decompresses to more than ${freely / mebibyte} MiB and ${expansion} times its size.`,
    { help: "No recording compresses so well. It was made to exhaust memory or disk." },
  );

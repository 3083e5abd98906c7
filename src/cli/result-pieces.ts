import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Finding } from "../model/finding.ts";
import type { Result } from "../model/result.ts";
import { splitLines } from "../recording/lines.ts";
import { readResult } from "./read-result.ts";
import { ResultAssembler } from "./result-assembler.ts";

export type ResultHead = Omit<Result, "findings">;

/** Takes a result as it is read. */
export interface ResultReader<T> {
  /** Findings of whole accounts. */
  readonly add: (findings: readonly Finding[]) => void;
  readonly finish: () => T;
}

/** Gives a reader one account's findings at a time. */
export function addByAccount(reader: ResultReader<unknown>, findings: Iterable<Finding>): void {
  let waiting: Finding[] = [];
  for (const finding of findings) {
    if (waiting.length > 0 && waiting[0]?.account !== finding.account) {
      reader.add(waiting);
      waiting = [];
    }
    waiting.push(finding);
  }
  reader.add(waiting);
}

/**
 * Reads a result without holding all of it, where it has the lines that `--format json` writes.
 * Anything else, and anything wrong, is left to `readResult`; `begin` is then called once more.
 */
export async function readResultPieces<T>(
  path: string,
  begin: (head: ResultHead) => ResultReader<T>,
): Promise<T> {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  // What comes through a pipe can be read but once.
  const read = isFile ? await byLines(path, begin) : undefined;
  if (read !== undefined) return read.finish();
  const { findings, ...head } = await readResult(path);
  const reader = begin(head);
  addByAccount(reader, findings);
  return reader.finish();
}

/** Undefined where the file is not written as expected. */
async function byLines<T>(
  path: string,
  begin: (head: ResultHead) => ResultReader<T>,
): Promise<ResultReader<T> | undefined> {
  const assembler = new ResultAssembler(begin);
  try {
    for await (const lines of splitLines(createReadStream(path), { line: longestLine })) {
      for (const { bytes } of lines) if (!assembler.push(bytes.toString("utf8"))) return undefined;
    }
  } catch {
    return undefined;
  }
  return assembler.finish();
}

const longestLine = 64 * 1024 * 1024;

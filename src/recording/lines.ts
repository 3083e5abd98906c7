import { Failure } from "../model/failure.ts";
import { mebibyte, type ReadLimits } from "./format.ts";

const newline = 10;

/** One line of a file; `last` when the file ends without a line break behind it. */
export interface Line {
  readonly number: number;
  readonly bytes: Buffer;
  readonly last: boolean;
}

/** Cuts a byte stream into lines, holding no more than one line and one chunk. Empty lines only count. */
export async function* splitLines(
  chunks: AsyncIterable<Buffer>,
  limits: Pick<ReadLimits, "line">,
): AsyncGenerator<readonly Line[]> {
  const cutter = new Cutter();
  for await (const chunk of chunks) {
    yield cutter.cut(chunk);
    if (cutter.pendingLength > limits.line) throw tooLong(cutter.lineNumber + 1, limits.line);
  }
  if (cutter.pendingLength > 0) yield [cutter.takeLine(true)];
}

class Cutter {
  lineNumber = 0;
  pendingLength = 0;
  #pending: Buffer[] = [];

  cut(chunk: Buffer): Line[] {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      this.#keep(chunk, start, end);
      if (this.pendingLength > 0) lines.push(this.takeLine(false));
      else this.lineNumber += 1;
      start = end + 1;
    }
    this.#keep(chunk, start, chunk.length);
    return lines;
  }

  takeLine(last: boolean): Line {
    const parts = this.#pending;
    this.lineNumber += 1;
    this.#pending = [];
    this.pendingLength = 0;
    const bytes = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
    return { number: this.lineNumber, bytes, last };
  }

  #keep(chunk: Buffer, start: number, end: number): void {
    if (start === end) return;
    this.#pending.push(chunk.subarray(start, end));
    this.pendingLength += end - start;
  }
}

const tooLong = (line: number, limit: number): Failure =>
  new Failure("recording/line-too-long", `Line ${line} is longer than ${limit / mebibyte} MiB.`, {
    help: "Lines of a recording hold one AWS answer each. Is this a recording?",
  });

import type { Writable } from "node:stream";
import pc from "picocolors";
import { Failure } from "../model/failure.ts";
import type { Look } from "../report/render.ts";

/** Everything a command touches outside of itself, so that a test can be a function call. */
export interface Io {
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly environment: { readonly [name: string]: string | undefined };
  readonly now: () => Date;
  /** Aborted when the user presses Ctrl-C. */
  readonly signal: AbortSignal;
}

export type Stream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Colors for people who want them: a terminal, without NO_COLOR. https://no-color.org */
export function lookOf({ stdout, environment }: Io): Look {
  const isWanted = stdout.isTTY === true && !environment["NO_COLOR"] && pc.isColorSupported;
  const isForced = Boolean(environment["FORCE_COLOR"]) && environment["FORCE_COLOR"] !== "0";
  // A terminal that nobody told its size, as under CI, says 0.
  const columns = Math.max(40, Math.min(100, stdout.columns || 80));
  return { color: isWanted || isForced, columns };
}

/**
 * Writes piece by piece, at the pace of the reader. A reader that has gone away has seen enough: it
 * must not turn a failed gate into another exit code. Throws a Failure when nothing can be written.
 */
export async function writeAll(stream: Writable, pieces: Iterable<string>): Promise<void> {
  try {
    let buffer = "";
    for (const piece of pieces) {
      buffer += piece;
      if (buffer.length < 65_536) continue;
      await writeOne(stream, buffer);
      buffer = "";
    }
    if (buffer !== "") await writeOne(stream, buffer);
  } catch (cause) {
    const { code, syscall, message } = cause as NodeJS.ErrnoException;
    if (code === "EPIPE") return;
    if (syscall === undefined) throw cause;
    throw new Failure("output/not-written", `Standard output: ${message}`, {
      cause,
      kind: "blind",
    });
  }
}

function writeOne(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

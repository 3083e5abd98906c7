import { version } from "virtual:package";
import { CommanderError } from "commander";
import { Failure } from "../model/failure.ts";
import { formatFailure } from "./diagnostics.ts";
import { exitCodeOfFailure, exitCodes } from "./exit.ts";
import { type Io, lookOf } from "./io.ts";
import { buildProgram, exitCodeOfParser } from "./program.ts";

/** Runs a command line and resolves to the exit code; nothing it meets escapes. */
export async function run(words: readonly string[], io: Io): Promise<number> {
  let exitCode: number = exitCodes.ok;
  try {
    const program = buildProgram(io, (code) => {
      exitCode = code;
    });
    await program.parseAsync(words, { from: "user" });
    return exitCode;
  } catch (error) {
    return explain(error, io);
  }
}

function explain(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return exitCodeOfParser(error);
  if (error instanceof Failure) {
    io.stderr.write(formatFailure(error, io.stderr.isTTY === true && lookOf(io).color));
    return exitCodeOfFailure(error.kind);
  }
  io.stderr.write(`This is a bug in Trailwarden ${version} on Node ${process.version}.
Please report it with the lines below and, if you can, the recording that leads to it
(trailwarden check --save-recording FILE; contacts are hashed in it).

${error instanceof Error ? (error.stack ?? error.message) : String(error)}
`);
  return exitCodes.bug;
}

import { gapsOf } from "../../facts/gaps.ts";
import { Failure } from "../../model/failure.ts";
import { readInterrupted } from "../../recording/resume.ts";
import type { Run } from "../description.ts";
import { exitCodes } from "../exit.ts";
import { collectLive, liveOptions } from "../live.ts";

/** Records an account; with --resume only what an interrupted run had not learned yet. */
export const run: Run = async ({ options }, io) => {
  const { out, resume } = options;
  const interrupted = typeof resume === "string" ? await readInterrupted(resume) : undefined;
  const path = typeof out === "string" ? out : interrupted?.path;
  if (path === undefined) {
    throw new Failure("flags/out", "Where should the recording go?", {
      help: "Name a file: trailwarden collect -o account.ndjson.gz",
    });
  }
  const { recording } = await collectLive(
    { ...liveOptions(options), path, ...(interrupted && { interrupted }) },
    io,
  );
  const { account, calls } = recording;
  const gaps = gapsOf(recording).length;
  const unanswered = gaps === 0 ? "all of them answered" : `${gaps} of them without an answer`;
  io.stderr.write(
    `Recorded account ${account.account}: ${calls.length} calls, ${unanswered}; ${path}\n`,
  );
  return exitCodes.ok;
};

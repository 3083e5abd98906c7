import { gapsOf } from "../../facts/gaps.ts";
import { Failure } from "../../model/failure.ts";
import { readInterrupted } from "../../recording/resume.ts";
import { readLiveChoice, refuseChoice } from "../accounts/choice.ts";
import { configuredAccounts } from "../configuration.ts";
import type { Options, Run } from "../description.ts";
import { exitCodes } from "../exit.ts";
import type { Io } from "../io.ts";
import { collectLive, type LiveOptions } from "../live.ts";

/** Records accounts; with --resume only what an interrupted run had not learned yet. */
export const run: Run = async ({ options }, io) => {
  const { out, resume } = options;
  if (typeof resume === "string") return resumed(resume, options, io);
  if (typeof out !== "string") throw noFile();
  const configured = await configuredAccounts(options["config"]);
  const { many, ...choice } = readLiveChoice(options, configured);
  if (many === undefined) return recordOne({ ...choice, path: out }, io);
  const { readAccounts } = await import("../accounts/live-accounts.ts");
  const { recordMany } = await import("../accounts/record-many.ts");
  return recordMany(await readAccounts({ ...choice, many }, out, io), out, io);
};

async function resumed(name: string, options: Options, io: Io): Promise<number> {
  const { interruptedAccounts, resumeAccounts } = await import("../accounts/live-accounts.ts");
  const many = await interruptedAccounts(name);
  if (many !== undefined) {
    if (options["out"] !== undefined) throw twoFiles(many.path);
    const { readResumeChoice } = await import("../accounts/choice.ts");
    const { recordMany } = await import("../accounts/record-many.ts");
    return recordMany(await resumeAccounts(many, readResumeChoice(options), io), many.path, io);
  }
  refuseChoice(options);
  const interrupted = await readInterrupted(name);
  const path = typeof options["out"] === "string" ? options["out"] : interrupted.path;
  return recordOne({ ...readLiveChoice(options), path, interrupted }, io);
}

async function recordOne(
  options: LiveOptions & { readonly path: string },
  io: Io,
): Promise<number> {
  const { recording } = await collectLive(options, io);
  const { account, calls } = recording;
  const gaps = gapsOf(recording).length;
  const unanswered = gaps === 0 ? "all of them answered" : `${gaps} of them without an answer`;
  io.stderr.write(
    `Recorded account ${account.account}: ${calls.length} calls, ${unanswered}; ${options.path}\n`,
  );
  return exitCodes.ok;
}

const twoFiles = (path: string): Failure =>
  new Failure("flags/out", `A recording of several accounts is continued where it is: ${path}.`, {
    help: "Leave out --out, and rename the file when it is whole.",
  });

const noFile = (): Failure =>
  new Failure("flags/out", "Where should the recording go?", {
    help: "Name a file: trailwarden collect -o account.ndjson.gz",
  });

import { gapsOf } from "../../facts/gaps.ts";
import { counted } from "../../model/counted.ts";
import type { AccountRecording } from "../../model/recording.ts";
import { printable } from "../../report/printable.ts";
import { exitCodes } from "../exit.ts";
import type { Io } from "../io.ts";
import type { LiveAccounts } from "./live-accounts.ts";

const shown = 10;

/** Records accounts to the end and says what came of it; one that let nobody in was not seen. */
export async function recordMany(
  { header, flags, accounts }: LiveAccounts,
  path: string,
  io: Io,
): Promise<number> {
  let [calls, gaps] = [0, 0];
  const failed: string[] = [];
  for await (const recording of accounts) {
    calls += recording.calls.length;
    gaps += gapsOf(recording).length;
    if (recording.status === "failed") failed.push(describe(recording));
  }
  const all = counted(header.accounts?.length ?? 0, "account");
  const unanswered = gaps === 0 ? "all of them answered" : `${gaps} of them without an answer`;
  io.stderr.write(`Recorded ${all}: ${counted(calls, "call")}, ${unanswered}; ${path}\n`);
  if (failed.length === 0) return exitCodes.ok;
  const more = failed.length > shown ? [`and ${failed.length - shown} more`] : [];
  io.stderr.write(`${counted(failed.length, "account")} could not be entered:\n`);
  for (const line of [...failed.slice(0, shown), ...more])
    io.stderr.write(`  ${printable(line)}\n`);
  io.stderr.write(printable(`Try them again with: trailwarden collect --resume ${path}${flags}`));
  io.stderr.write("\n");
  return exitCodes.blind;
}

function describe({ account, calls }: AccountRecording): string {
  const { error, operation = "" } = calls.at(-1) ?? {};
  const name = account.name === undefined ? "" : ` ${account.name}`;
  return `${account.account}${name}: sts:${operation}: ${error?.code}: ${error?.message}`;
}

import { recordingAsk } from "../../collect/ask.ts";
import { type Identity, identify } from "../../collect/identity.ts";
import { Failure } from "../../model/failure.ts";
import type { AccountRecording, NamedAccount, RecordingHeader } from "../../model/recording.ts";
import { readRecording } from "../../recording/read.ts";
import { existingName, finalName, isWhole, nothingToDo } from "../../recording/resume.ts";
import { openAws } from "../aws-access.ts";
import type { Io } from "../io.ts";
import { newHeader } from "../live.ts";
import type { AccountChoice, LiveChoice, readResumeChoice } from "./choice.ts";
import { collectAccounts } from "./collect-accounts.ts";
import { entryFlags } from "./entry.ts";
import { planAccounts } from "./plan.ts";
import { keptRun } from "./run.ts";

export interface LiveAccounts {
  readonly header: RecordingHeader;
  /** How they are entered, as flags. */
  readonly flags: string;
  /** Read while they are taken. */
  readonly accounts: AsyncIterable<AccountRecording>;
}

/** Finds the accounts of a choice; they are read as they are taken. */
export async function readAccounts(
  choice: LiveChoice & { readonly many: AccountChoice },
  path: string | undefined,
  io: Io,
): Promise<LiveAccounts> {
  const aws = await openAws(choice.roles, choice.onlyRegions);
  try {
    const { accounts, caller, calls } = await planAccounts(choice, aws, io);
    const header = { ...newHeader(io), accounts };
    const { concurrency } = choice.many;
    const options = { aws, header, caller, choice, calls, concurrency };
    const read = collectAccounts({ ...options, ...(path !== undefined && { path }) }, io);
    const flags = entryFlags(choice.entry);
    return { header, flags, accounts: thenClose(read, aws.close) };
  } catch (error) {
    aws.close();
    throw io.signal.aborted ? interruptedEarly() : error;
  }
}

/** What an interrupted run over several accounts set out to do; undefined for one account. */
export async function interruptedAccounts(name: string): Promise<InterruptedAccounts | undefined> {
  const path = finalName(name);
  const { header, accounts: recorded } = await readRecording(existingName(path));
  const { accounts } = header;
  if (accounts === undefined) return undefined;
  const isPartial = existingName(path) !== path;
  let isLeft = isPartial;
  for await (const recording of recorded) {
    isLeft ||= !isWhole(recording);
    if (isLeft) break;
  }
  if (!isLeft) throw nothingToDo(name);
  return { path, header: { ...header, accounts } };
}

export interface InterruptedAccounts {
  readonly path: string;
  readonly header: RecordingHeader & { readonly accounts: readonly NamedAccount[] };
}

/** Goes on where a run was interrupted, with what it was told; flags come first. */
export async function resumeAccounts(
  { path, header }: InterruptedAccounts,
  given: ReturnType<typeof readResumeChoice>,
  io: Io,
): Promise<LiveAccounts> {
  const kept = keptRun(path);
  const isGiven = given.entry.role !== undefined || given.entry.through.length > 0;
  const choice = {
    entry: isGiven || kept === undefined ? given.entry : kept.entry,
    onlyRegions: given.onlyRegions.length > 0 ? given.onlyRegions : (kept?.onlyRegions ?? []),
    keepContacts: given.keepContacts || kept?.keepContacts === true,
  };
  const aws = await openAws(choice.entry.through, choice.onlyRegions);
  try {
    const session = aws.caller;
    const caller: Identity = await identify(
      recordingAsk({ session, keep: () => {}, now: io.now, signal: io.signal }),
      aws.region,
    );
    // What another account was told is not what this one knows.
    const calls = kept?.caller === caller.account ? kept.calls : [];
    const options = { aws, header, caller, choice, calls, concurrency: given.concurrency };
    const read = collectAccounts({ ...options, path, isResumed: true }, io);
    const flags = entryFlags(choice.entry);
    return { header, flags, accounts: thenClose(read, aws.close) };
  } catch (error) {
    aws.close();
    throw io.signal.aborted ? interruptedEarly() : error;
  }
}

const interruptedEarly = (): Failure =>
  new Failure("collect/interrupted", "Interrupted before any account was read.", { kind: "blind" });

async function* thenClose<T>(items: AsyncIterable<T>, close: () => void): AsyncGenerator<T> {
  try {
    yield* items;
  } finally {
    close();
  }
}

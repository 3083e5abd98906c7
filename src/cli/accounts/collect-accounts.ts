import { setFlagsFromString } from "node:v8";
import type { Identity } from "../../collect/identity.ts";
import { counted } from "../../model/counted.ts";
import { Failure } from "../../model/failure.ts";
import type {
  AccountRecording,
  CallError,
  NamedAccount,
  RecordingHeader,
} from "../../model/recording.ts";
import type { AwsAccess } from "../aws-access.ts";
import type { Io } from "../io.ts";
import type { LiveChoice } from "./choice.ts";
import { inParallel } from "./in-parallel.ts";
import { showAccounts } from "./progress.ts";
import { readAccount } from "./read-account.ts";
import { type KeptRun, openRunFile } from "./run.ts";

export interface CollectAccountsOptions {
  readonly aws: AwsAccess;
  readonly header: RecordingHeader & { readonly accounts: readonly NamedAccount[] };
  readonly caller: Identity;
  readonly choice: Pick<LiveChoice, "onlyRegions" | "keepContacts" | "entry">;
  readonly calls: KeptRun["calls"];
  readonly concurrency: number;
  /** Where to keep the recording. */
  readonly path?: string;
  readonly isResumed?: boolean;
}

/**
 * Reads many accounts, a few at once, and gives each when it is whole. If a file is named it is in
 * there by then, so that nothing of it is lost whatever happens later.
 */
export async function* collectAccounts(
  options: CollectAccountsOptions,
  io: Io,
): AsyncGenerator<AccountRecording> {
  const { aws, header, caller, choice, calls, path, isResumed = false } = options;
  requireRole(options);
  // Clients and answers of an account are garbage after it. V8 would let the heap grow to four times
  // what lives before it looks.
  setFlagsFromString("--heap-growing-percent=50");
  const stop = new AbortController();
  const signal = AbortSignal.any([io.signal, stop.signal]);
  const { entry, onlyRegions, keepContacts } = choice;
  const run = { entry, onlyRegions, keepContacts, caller: caller.account, calls };
  const file = path === undefined ? undefined : await openRunFile({ path, header, run, isResumed });
  const all = header.accounts;
  const left = all.filter(({ id }) => !file?.done.has(id));
  const progress = showAccounts(io, { all: all.length, doneBefore: all.length - left.length });
  const reading = {
    ...{ aws, caller, header, choice, signal, now: io.now, onCall: progress.onCall },
    callersCalls: calls,
    onExpired: (error: CallError) => stop.abort(expired(error)),
  };
  const read = async (account: NamedAccount): Promise<AccountRecording> => {
    file?.writer.stillOurs();
    const interrupted = await file?.unfinished.read(account.id);
    const own = file && { path: file.unfinished.pathOf(account.id) };
    const recording =
      interrupted?.whole ??
      (await readAccount(account, { ...own, ...(interrupted && { interrupted }) }, reading));
    await file?.writer.add(recording);
    file?.unfinished.drop(account.id);
    progress.onAccount();
    return recording;
  };
  let isEnded = false;
  try {
    const limits = { limit: options.concurrency, stop: () => stop.abort() };
    yield* inParallel(left, limits, read);
    await file?.writer.end();
    isEnded = true;
    file?.unfinished.clear();
  } catch (error) {
    throw withWayOut(error, {
      ...{ all: all.length, isInterrupted: io.signal.aborted },
      ...(file && { path: file.writer.partialPath, done: file.writer.accounts() }),
    });
  } finally {
    if (!isEnded) await file?.writer.suspend();
    progress.stop();
  }
}

/** The caller's own account needs no role; every other one does. */
function requireRole({ header, caller, choice }: CollectAccountsOptions): void {
  const others = header.accounts.filter(({ id }) => id !== caller.account);
  if (choice.entry.role !== undefined || others.length === 0) return;
  throw new Failure(
    "flags/role",
    `${counted(others.length, "account")} can be entered with a role only.`,
    {
      help: "Name the role that each of them has: --role Audit. docs/organization.md shows how to set it up.",
    },
  );
}

const expired = ({ code, message }: CallError): Failure =>
  new Failure(
    "aws/credentials-expired",
    `The AWS credentials are no longer accepted. (${code}: ${message})`,
    {
      kind: "blind",
    },
  );

interface WayOut {
  readonly all: number;
  readonly isInterrupted: boolean;
  readonly path?: string;
  readonly done?: number;
}

/** What is kept, and how to go on: for an interruption, and for credentials that have expired. */
function withWayOut(error: unknown, { all, isInterrupted, path, done = 0 }: WayOut): unknown {
  const isExpired = error instanceof Failure && error.code === "aws/credentials-expired";
  if (!isInterrupted && !isExpired) return error;
  const said = isExpired ? error.message : "Interrupted.";
  const kept =
    path === undefined ? "" : ` ${done} of ${counted(all, "account")} are kept whole in ${path}.`;
  const resume = `trailwarden collect --resume ${path}`;
  const again = isExpired
    ? `Sign in again, then continue with: ${resume}`
    : `Continue with: ${resume}`;
  return new Failure(isExpired ? error.code : "collect/interrupted", said + kept, {
    kind: "blind",
    help:
      path === undefined
        ? "A run that keeps its recording can be continued: --save-recording FILE"
        : again,
  });
}

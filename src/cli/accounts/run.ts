import type { RecordingHeader } from "../../model/recording.ts";
import { type Unfinished, unfinishedOf, wholeAccounts } from "../../recording/resume-accounts.ts";
import { type AccountsWriter, writeAccounts } from "../../recording/write-accounts.ts";
import type { LiveChoice } from "./choice.ts";
import type { Plan } from "./plan.ts";

/** Where a run over many accounts keeps what it learns. */
export interface RunFile {
  readonly writer: AccountsWriter;
  readonly unfinished: Unfinished;
  /** Accounts that are in the recording already. */
  readonly done: ReadonlySet<string>;
}

/** What a resumed run needs to know besides the recording. */
export type KeptRun = Pick<LiveChoice, "onlyRegions" | "keepContacts" | "entry"> & {
  readonly caller: string;
  readonly calls: Plan["calls"];
};

export interface RunFileOptions {
  readonly path: string;
  readonly header: RecordingHeader;
  readonly run: KeptRun;
  /** Goes on with the accounts of an interrupted run. */
  readonly isResumed: boolean;
}

/** Begins the file, or takes over what an interrupted run left. */
export async function openRunFile({
  path,
  header,
  run,
  isResumed,
}: RunFileOptions): Promise<RunFile> {
  const unfinished = unfinishedOf(path);
  if (!isResumed) unfinished.clear();
  unfinished.keepRun(run);
  const done = new Set<string>();
  async function* known() {
    for await (const recording of wholeAccounts(path, header, unfinished)) {
      yield recording;
      done.add(recording.account.account);
      unfinished.drop(recording.account.account);
    }
  }
  const writer = await writeAccounts({ path, header, ...(isResumed && { known: known() }) });
  // What another run, which is out of the file by now, has put there in between.
  if (!isResumed) {
    unfinished.clear();
    unfinished.keepRun(run);
  }
  return { writer, unfinished, done };
}

/** What the interrupted run was to do, if that is still there. */
export function keptRun(path: string): KeptRun | undefined {
  const kept = unfinishedOf(path).run() as Partial<KeptRun> | null | undefined;
  const { entry, onlyRegions, calls } = kept ?? {};
  const isWhole = [entry?.through, onlyRegions, calls].every(Array.isArray);
  return isWhole ? (kept as KeptRun) : undefined;
}

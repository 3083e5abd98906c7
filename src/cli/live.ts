import { name, version } from "virtual:package";
import { collectAccount } from "../collect/collect.ts";
import type { RoleToAssume } from "../collect/role.ts";
import { Failure } from "../model/failure.ts";
import type { AccountRecording, RecordingHeader } from "../model/recording.ts";
import type { Interrupted } from "../recording/resume.ts";
import { AccountRecorder } from "./account-recorder.ts";
import { openAws } from "./aws-access.ts";
import type { Io } from "./io.ts";
import { showProgress } from "./progress.ts";

export interface LiveOptions {
  readonly onlyRegions: readonly string[];
  /** Assumed one from the other. */
  readonly roles: readonly RoleToAssume[];
  readonly keepContacts: boolean;
  /** Where to keep the recording. */
  readonly path?: string;
  readonly interrupted?: Interrupted;
}

export interface Collected {
  readonly header: RecordingHeader;
  readonly recording: AccountRecording;
}

export const newHeader = (io: Io): RecordingHeader => ({
  kind: "recording",
  version: 1,
  tool: `${name} ${version}`,
  startedAt: io.now().toISOString(),
});

/** Reads an account live; the recording goes to memory, and to a file if one is named. */
export async function collectLive(options: LiveOptions, io: Io): Promise<Collected> {
  const { onlyRegions, interrupted, path, keepContacts } = options;
  const header = interrupted?.header ?? newHeader(io);
  const aws = await openAws(options.roles, onlyRegions);
  const progress = showProgress(io);
  const recorder = new AccountRecorder({
    header,
    keepContacts,
    ...(path !== undefined && { path }),
    onLines: progress.update,
  });
  try {
    const earlierAccount = interrupted?.account?.account;
    await collectAccount({
      session: aws.caller,
      region: aws.region,
      write: recorder.write,
      now: io.now,
      signal: io.signal,
      onlyRegions: interrupted?.account?.regionsSkipped ? interrupted.account.regions : onlyRegions,
      ...(interrupted && { earlier: interrupted.calls }),
      ...(earlierAccount && { earlierAccount }),
    });
    return { header, recording: await recorder.end() };
  } catch (error) {
    throw await keepWhatThereIs(error, recorder, io);
  } finally {
    progress.stop();
    aws.close();
  }
}

/** An interrupted recording stays beside its name, to be resumed. */
async function keepWhatThereIs(
  error: unknown,
  recorder: AccountRecorder,
  io: Io,
): Promise<unknown> {
  await recorder.suspend();
  if (!io.signal.aborted) return error;
  const { partialFile } = recorder;
  const kept = partialFile ? ` ${partialFile.calls} calls are kept in ${partialFile.path}.` : "";
  return new Failure("collect/interrupted", `Interrupted.${kept}`, {
    kind: "blind",
    ...(partialFile && { help: `Continue with: trailwarden collect --resume ${partialFile.path}` }),
  });
}

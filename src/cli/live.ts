import { name, version } from "virtual:package";
import { configuredRegion, findCredentials } from "../aws/credentials.ts";
import { requestHandlerFor } from "../aws/http.ts";
import { openSession } from "../aws/session.ts";
import { collectAccount } from "../collect/collect.ts";
import { Failure } from "../model/failure.ts";
import { partitionOfRegion } from "../model/partition.ts";
import type {
  AccountEndLine,
  AccountLine,
  AccountRecording,
  CallLine,
  RecordingHeader,
} from "../model/recording.ts";
import { redactContacts } from "../recording/redact.ts";
import type { Interrupted } from "../recording/resume.ts";
import { type RecordingWriter, writeRecording } from "../recording/write.ts";
import type { Options } from "./description.ts";
import type { Io } from "./io.ts";
import { showProgress } from "./progress.ts";

export interface LiveOptions {
  readonly onlyRegions: readonly string[];
  readonly role?: { readonly arn: string; readonly externalId?: string };
  readonly keepContacts: boolean;
  /** Where to keep the recording. */
  readonly path?: string;
  readonly interrupted?: Interrupted;
}

export interface Collected {
  readonly header: RecordingHeader;
  readonly recording: AccountRecording;
}

/** Reads an account live; the recording goes to memory, and to a file if one is named. */
export async function collectLive(options: LiveOptions, io: Io): Promise<Collected> {
  const header = options.interrupted?.header ?? {
    kind: "recording",
    version: 1,
    tool: `${name} ${version}`,
    startedAt: io.now().toISOString(),
  };
  const { path } = options;
  const region = options.onlyRegions[0] ?? (await firstRegion());
  const handler = await requestHandlerFor();
  const session = openSession({
    handler,
    credentials: findCredentials({ region, requestHandler: handler }, options.role),
    userAgent: `${name}/${version}`,
  });
  let writer: RecordingWriter | undefined;
  const lines = new Lines();
  const progress = showProgress(io);
  const write = (...given: readonly (AccountLine | CallLine | AccountEndLine)[]): void => {
    const kept = options.keepContacts ? given : given.map(withoutContacts);
    for (const line of kept) lines.add(line);
    // Not before something is known: a run that cannot begin leaves an earlier one's file alone.
    if (writer !== undefined) kept.forEach(writer.write);
    else if (path !== undefined) writer = writeRecording({ path, header, known: kept });
    progress.update(lines.calls.length);
  };
  try {
    const { onlyRegions, interrupted } = options;
    const earlierAccount = interrupted?.account?.account;
    await collectAccount({
      session,
      region,
      write,
      now: io.now,
      signal: io.signal,
      onlyRegions: interrupted?.account?.regionsSkipped ? interrupted.account.regions : onlyRegions,
      ...(interrupted && { earlier: interrupted.calls }),
      ...(earlierAccount && { earlierAccount }),
    });
    await writer?.end();
    return { header, recording: lines.recording() };
  } catch (error) {
    throw await keepWhatThereIs(error, writer, io);
  } finally {
    progress.stop();
    session.close();
  }
}

const withoutContacts = (line: AccountLine | CallLine | AccountEndLine) =>
  line.kind === "call" ? redactContacts(line) : line;

class Lines {
  readonly calls: CallLine[] = [];
  #account: AccountLine | undefined;
  #status: AccountRecording["status"] = "cut-off";

  add(line: AccountLine | CallLine | AccountEndLine): void {
    if (line.kind === "account") this.#account = line;
    else if (line.kind === "call") this.calls.push(line);
    else this.#status = line.status;
  }

  recording(): AccountRecording {
    if (this.#account === undefined) throw new Error("the collector wrote no account");
    return { account: this.#account, calls: this.calls, status: this.#status };
  }
}

async function firstRegion(): Promise<string> {
  const region = (await configuredRegion()) ?? "us-east-1";
  if (partitionOfRegion(region) !== undefined) return region;
  throw new Failure("aws/unknown-region", `"${region}" is no AWS Region.`, {
    help: "Check AWS_REGION and the profile's region; a Region looks like eu-west-1.",
  });
}

/** An interrupted recording stays beside its name, to be resumed. */
async function keepWhatThereIs(
  error: unknown,
  writer: RecordingWriter | undefined,
  io: Io,
): Promise<unknown> {
  await writer?.suspend().catch(() => {});
  if (!io.signal.aborted) return error;
  const kept =
    writer === undefined ? "" : ` ${writer.calls()} calls are kept in ${writer.partialPath}.`;
  return new Failure("collect/interrupted", `Interrupted.${kept}`, {
    kind: "blind",
    ...(writer && { help: `Continue with: trailwarden collect --resume ${writer.partialPath}` }),
  });
}

/** The options of a live run that check and collect share. */
export function liveOptions(
  options: Options,
): Pick<LiveOptions, "onlyRegions" | "role" | "keepContacts"> {
  const { role, externalId } = options;
  if (typeof role === "string" && !role.startsWith("arn:")) {
    throw new Failure("flags/role", `--role takes the ARN of a role, not "${role}".`, {
      help: "Like arn:aws:iam::111122223333:role/Audit",
    });
  }
  return {
    onlyRegions: (options["region"] ?? []) as readonly string[],
    keepContacts: options["keepContacts"] === true,
    ...(typeof role === "string" && {
      role: { arn: role, ...(typeof externalId === "string" && { externalId }) },
    }),
  };
}

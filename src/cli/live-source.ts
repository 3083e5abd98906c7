import type { AccountRecording, RecordingHeader } from "../model/recording.ts";
import type { ConfiguredAccounts } from "../policy/configured-accounts.ts";
import { readLiveChoice } from "./accounts/choice.ts";
import type { Options } from "./description.ts";
import type { Io } from "./io.ts";

/** What a check judges when it reads AWS itself: one account, or many as they are read. */
export interface LiveSource {
  readonly kind: "aws";
  readonly header: RecordingHeader;
  readonly accounts: AsyncIterable<AccountRecording> | Iterable<AccountRecording>;
}

export async function liveSource(
  options: Options,
  configured: ConfiguredAccounts | undefined,
  io: Io,
): Promise<LiveSource> {
  const path = typeof options["saveRecording"] === "string" ? options["saveRecording"] : undefined;
  const { many, ...choice } = readLiveChoice(options, configured);
  if (many !== undefined) {
    const { readAccounts } = await import("./accounts/live-accounts.ts");
    const { header, accounts } = await readAccounts({ ...choice, many }, path, io);
    return { kind: "aws", header, accounts };
  }
  const { collectLive } = await import("./live.ts");
  const { header, recording } = await collectLive({ ...choice, ...(path && { path }) }, io);
  return { kind: "aws", header, accounts: [recording] };
}

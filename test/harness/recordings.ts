import { callKey } from "../../src/model/call-key.ts";
import type { AccountRecording, CallLine } from "../../src/model/recording.ts";
import { readRecording } from "../../src/recording/read.ts";

/** The accounts of a recording, by id. */
export async function readAccounts(path: string): Promise<Map<string, AccountRecording>> {
  const accounts = new Map<string, AccountRecording>();
  for await (const recording of (await readRecording(path)).accounts) {
    accounts.set(recording.account.account, recording);
  }
  return accounts;
}

export const keyOf = ({ account, service, operation, region, input }: CallLine): string =>
  `${account} ${callKey(service, operation, region, input)}`;

import { existsSync } from "node:fs";
import { callKey } from "../model/call-key.ts";
import { Failure } from "../model/failure.ts";
import type { AccountLine, CallLine, RecordingHeader } from "../model/recording.ts";
import { partialSuffix } from "./format.ts";
import { readRecording } from "./read.ts";

/** What an interrupted run had already learned. */
export interface Interrupted {
  /** The recording's name once it is whole. */
  readonly path: string;
  readonly header: RecordingHeader;
  readonly account: AccountLine | undefined;
  readonly calls: ReadonlyMap<string, CallLine>;
}

/** Answers that may be different next time: these calls are made again. */
const transient =
  /^(Throttl\w*|TooManyRequests\w*|SlowDown|RequestLimitExceeded|Expired\w*|RequestExpired|NetworkError|TimeoutError|NotAnAwsAnswer|CredentialsError|Internal\w*|ServiceUnavailable\w*|Http5\d\d)$/;

/** Reads an unfinished recording of one account, by its final name or that of its partial file. */
export async function readInterrupted(name: string): Promise<Interrupted> {
  const path = name.endsWith(partialSuffix) ? name.slice(0, -partialSuffix.length) : name;
  const partial = path + partialSuffix;
  const reader = await readRecording(existsSync(partial) ? partial : path);
  let interrupted: Interrupted = {
    path,
    header: reader.header,
    account: undefined,
    calls: new Map(),
  };
  for await (const { account, calls, status } of reader.accounts) {
    if (status === "complete" && calls.every(isSettled)) throw nothingToDo(name);
    interrupted = { ...interrupted, account, calls: new Map(calls.filter(isKept).map(byKey)) };
  }
  return interrupted;
}

/** Whose credentials are in use is asked again each time. */
const isKept = (call: CallLine): boolean => isSettled(call) && call.service !== "sts";

const byKey = (call: CallLine): [string, CallLine] => [
  callKey(call.service, call.operation, call.region, call.input),
  call,
];

const isSettled = ({ error }: CallLine): boolean =>
  error === undefined || !(transient.test(error.code) || (error.status ?? 0) >= 500);

const nothingToDo = (name: string): Failure =>
  new Failure("recording/already-complete", `${name} is complete; there is nothing to resume.`, {
    help: `Judge it with: trailwarden check ${name}`,
  });

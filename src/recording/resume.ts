import { existsSync } from "node:fs";
import { callKey } from "../model/call-key.ts";
import { Failure } from "../model/failure.ts";
import type {
  AccountLine,
  AccountRecording,
  CallLine,
  RecordingHeader,
} from "../model/recording.ts";
import { partialSuffix } from "./format.ts";
import { readRecording } from "./read.ts";

/** What an interrupted run had already learned. */
export interface Interrupted {
  /** The recording's name once it is whole. */
  readonly path: string;
  readonly header: RecordingHeader;
  readonly account: AccountLine | undefined;
  readonly calls: ReadonlyMap<string, CallLine>;
  /** The account, where nothing is left to ask. */
  readonly whole?: AccountRecording;
}

/** Answers that may be different next time: these calls are made again. */
const transient =
  /^(Throttl\w*|TooManyRequests\w*|SlowDown|RequestLimitExceeded|Expired\w*|RequestExpired|NetworkError|TimeoutError|NotAnAwsAnswer|CredentialsError|Internal\w*|ServiceUnavailable\w*|Http5\d\d)$/;

/** Reads an unfinished recording of one account, by its final name or that of its partial file. */
export async function readInterrupted(name: string): Promise<Interrupted> {
  const interrupted = await readUnfinished(name);
  if (interrupted.whole !== undefined) throw nothingToDo(name);
  return interrupted;
}

/** The same, where it is no mistake if nothing is left to do. */
export async function readUnfinished(name: string): Promise<Interrupted> {
  const path = finalName(name);
  const reader = await readRecording(existingName(path));
  let interrupted: Interrupted = {
    path,
    header: reader.header,
    account: undefined,
    calls: new Map(),
  };
  for await (const recording of reader.accounts) {
    const { account, calls } = recording;
    const whole = isWhole(recording) ? { whole: recording } : {};
    interrupted = { ...interrupted, account, calls: keptCalls(calls), ...whole };
  }
  return interrupted;
}

/** The recording's name once it is whole. */
export const finalName = (name: string): string =>
  name.endsWith(partialSuffix) ? name.slice(0, -partialSuffix.length) : name;

/** Where the recording of that name is: still in its partial file, or not any more. */
export const existingName = (path: string): string =>
  existsSync(path + partialSuffix) ? path + partialSuffix : path;

/** Nothing about the account would be asked again. */
export const isWhole = ({ status, calls }: AccountRecording): boolean =>
  status === "complete" && calls.every(isSettled);

const keptCalls = (calls: readonly CallLine[]): ReadonlyMap<string, CallLine> =>
  new Map(calls.filter(isKept).map(byKey));

/** Whose credentials are in use is asked again each time. */
const isKept = (call: CallLine): boolean => isSettled(call) && call.service !== "sts";

const byKey = (call: CallLine): [string, CallLine] => [
  callKey(call.service, call.operation, call.region, call.input),
  call,
];

const isSettled = ({ error }: CallLine): boolean =>
  error === undefined || !(transient.test(error.code) || (error.status ?? 0) >= 500);

export const nothingToDo = (name: string): Failure =>
  new Failure("recording/already-complete", `${name} is complete; there is nothing to resume.`, {
    help: `Judge it with: trailwarden check ${name}`,
  });

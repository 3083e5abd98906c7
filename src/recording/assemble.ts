import validate from "virtual:validator/recording";
import { Failure } from "../model/failure.ts";
import type {
  AccountLine,
  AccountRecording,
  CallLine,
  RecordingHeader,
  RecordingLine,
} from "../model/recording.ts";
import { describeSchemaError } from "../model/validate.ts";
import { mebibyte, type ReadLimits } from "./format.ts";
import type { Line } from "./lines.ts";

/** Puts lines together to accounts, and refuses what no recorder would have written. */
export class Assembler {
  header: RecordingHeader | undefined;
  /** The end line was there, and its counts agreed. */
  isComplete = false;
  readonly #limits: Pick<ReadLimits, "account">;
  readonly #seen = new Set<string>();
  #open: { account: AccountLine; calls: CallLine[]; bytes: number } | undefined;
  #calls = 0;
  #partition = "aws";

  constructor(limits: Pick<ReadLimits, "account">) {
    this.#limits = limits;
  }

  /** Takes one line; gives the account that it closes, if it closes one. */
  push({ number, bytes, last }: Line): AccountRecording | undefined {
    const line = parseLine(bytes, number, last);
    if (line === undefined) return undefined;
    if (this.isComplete) throw misplaced(number, "the end line is not the last one");
    if (this.header === undefined) {
      if (line.kind !== "recording") throw notARecording(number);
      if (Number.isNaN(Date.parse(line.startedAt))) throw misplaced(number, "startedAt is no time");
      this.header = line;
      return undefined;
    }
    return this.#place(line, bytes.length, number);
  }

  /** The account that was still open where the file ends. */
  finish(): AccountRecording | undefined {
    if (this.header === undefined) throw notARecording(1);
    if (this.#open === undefined) return undefined;
    const { account, calls } = this.#open;
    this.#open = undefined;
    return { account, calls, status: "cut-off" };
  }

  /** Accounts that the run set out to record and that are not there: nothing is known of them. */
  missing(): AccountRecording[] {
    const missing = this.header?.accounts?.filter(({ id }) => !this.#seen.has(id)) ?? [];
    return missing.map(({ id, ...name }) => ({
      account: { kind: "account", account: id, ...name, partition: this.#partition, regions: [] },
      calls: [],
      status: "cut-off",
    }));
  }

  #place(line: RecordingLine, length: number, number: number): AccountRecording | undefined {
    switch (line.kind) {
      case "recording":
        throw misplaced(number, "a second recording begins");
      case "account":
        return this.#openAccount(line, number);
      case "call":
        return this.#addCall(line, length, number);
      case "account-end":
        return this.#closeAccount(line.account, line.status, number);
      case "end":
        return this.#end(line.accounts, line.calls, number);
    }
  }

  #openAccount(account: AccountLine, number: number): undefined {
    if (this.#open !== undefined) {
      throw misplaced(number, `account ${this.#open.account.account} is not closed`);
    }
    if (this.#seen.has(account.account)) {
      throw misplaced(number, `account ${account.account} is there twice`);
    }
    this.#seen.add(account.account);
    this.#partition = account.partition;
    this.#open = { account, calls: [], bytes: 0 };
  }

  #addCall(call: CallLine, length: number, number: number): undefined {
    const open = this.#open;
    if (open?.account.account !== call.account) {
      throw misplaced(number, `a call of account ${call.account} stands outside its lines`);
    }
    open.bytes += length;
    if (open.bytes > this.#limits.account) throw tooLarge(call.account, this.#limits.account);
    open.calls.push(call);
    this.#calls += 1;
  }

  #closeAccount(id: string, status: "complete" | "failed", number: number): AccountRecording {
    const open = this.#open;
    if (open?.account.account !== id) throw misplaced(number, `account ${id} was not open`);
    this.#open = undefined;
    return { account: open.account, calls: open.calls, status };
  }

  #end(accounts: number, calls: number, number: number): undefined {
    if (this.#open !== undefined) {
      throw misplaced(number, `account ${this.#open.account.account} is not closed`);
    }
    if (accounts !== this.#seen.size || calls !== this.#calls) {
      throw misplaced(
        number,
        `it counts ${accounts} accounts and ${calls} calls, but ${this.#seen.size} and ${this.#calls} are there: lines were lost or added`,
      );
    }
    this.isComplete = true;
  }
}

/** A broken last line without line break is where a run was cut off; anywhere else it is damage. */
function parseLine(bytes: Buffer, number: number, last: boolean): RecordingLine | undefined {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch (cause) {
    if (last && number > 1) return undefined;
    if (number === 1) throw notARecording(1);
    throw new Failure(
      "recording/corrupt",
      `Line ${number} is not JSON: ${(cause as Error).message}`,
      {
        cause,
        help: "The file was damaged after it was written. Record again: trailwarden collect -o FILE",
      },
    );
  }
  if (validate(value)) return value as RecordingLine;
  if (number === 1) throw ofAnotherVersion(value) ?? notARecording(1);
  const reasons = (validate.errors ?? []).map(describeSchemaError);
  throw new Failure(
    "recording/corrupt",
    `Line ${number} is no line of a recording: ${reasons.join("; ")}`,
    {
      help: "schemas/recording.schema.json describes every line.",
    },
  );
}

const misplaced = (number: number, what: string): Failure =>
  new Failure("recording/corrupt", `Line ${number}: ${what}.`, {
    help: "Lines of one account stand together, between its account and account-end lines.",
  });

const notARecording = (number: number): Failure =>
  new Failure("recording/not-a-recording", `Line ${number} does not begin a recording.`, {
    help: 'A recording begins with {"kind":"recording","version":1,…}; make one with: trailwarden collect -o FILE',
  });

function ofAnotherVersion(value: unknown): Failure | undefined {
  const { kind, version } = (value ?? {}) as {
    readonly kind?: unknown;
    readonly version?: unknown;
  };
  if (kind !== "recording" || typeof version !== "number" || version === 1) return undefined;
  return new Failure(
    "recording/version",
    `The recording has version ${version}; this Trailwarden reads version 1.`,
    { help: "Read it with the Trailwarden that wrote it, or a newer one." },
  );
}

const tooLarge = (account: string, limit: number): Failure =>
  new Failure(
    "recording/account-too-large",
    `Account ${account} has more than ${limit / mebibyte} MiB of answers.`,
    { help: "No AWS account gives so many answers to the calls that are recorded." },
  );

import type { JsonObject } from "./json.ts";

/** The first line of a recording: who recorded, and when. */
export interface RecordingHeader {
  readonly kind: "recording";
  readonly version: 1;
  /** Name and version of the recorder, `trailwarden 1.0.0`. */
  readonly tool: string;
  /** ISO time; policies about time judge as of this moment. */
  readonly startedAt: string;
  /** The accounts that a run over several set out to record: where it was cut off, those are missing. */
  readonly accounts?: readonly NamedAccount[];
}

export interface NamedAccount {
  readonly id: string;
  /** As the organization, or the user, calls it. */
  readonly name?: string;
}

/** Opens the lines of one account. */
export interface AccountLine {
  readonly kind: "account";
  readonly account: string;
  /** As the organization, or the user, calls it. */
  readonly name?: string;
  readonly partition: string;
  /** Regions that were looked at; none where the account could not be entered. */
  readonly regions: readonly string[];
  /** The call or list the Regions come from, `account:ListRegions`. */
  readonly regionsFrom?: string;
  /** Enabled Regions that were left out on request. */
  readonly regionsSkipped?: readonly string[];
  /**
   * Only where infrastructure as code was lifted: the account may hold what it does not declare. Says
   * so to the reader, and stands where otherwise a call would not have been made.
   */
  readonly undeclared?: string;
  /** What a reader should know of how the lines were made. */
  readonly notes?: readonly string[];
}

/** Why AWS, or the way to it, gave no answer. */
export interface CallError {
  /** The API's error code, or one of ours for what is not an API answer: see aws/errors.ts. */
  readonly code: string;
  readonly message: string;
  /** HTTP status; absent when there was no HTTP answer. */
  readonly status?: number;
  /** The Region that S3 names as the bucket's, when it was asked elsewhere. */
  readonly bucketRegion?: string;
}

/** One page of one API operation: what was asked, what came back, where and when. */
export interface CallLine {
  readonly kind: "call";
  readonly account: string;
  readonly region: string;
  /** The SDK package's name without `client-`. */
  readonly service: string;
  readonly operation: string;
  /** The API's own member names. */
  readonly input: JsonObject;
  readonly output?: JsonObject;
  readonly error?: CallError;
  /** ISO time of the answer. */
  readonly at: string;
  /** The address of what declares it, where infrastructure as code was lifted and no call was made. */
  readonly declaredAt?: string;
  /** What is declared is all that the list will hold. */
  readonly endsList?: true;
}

/** Closes the lines of one account. Its absence means that the run was cut off. */
export interface AccountEndLine {
  readonly kind: "account-end";
  readonly account: string;
  readonly status: "complete" | "failed";
}

/** The last line of a complete recording. */
export interface EndLine {
  readonly kind: "end";
  readonly accounts: number;
  readonly calls: number;
}

export type RecordingLine = RecordingHeader | AccountLine | CallLine | AccountEndLine | EndLine;

/** Everything a recording holds about one account. */
export interface AccountRecording {
  readonly account: AccountLine;
  readonly calls: readonly CallLine[];
  /** `cut-off` when the recording stops before the account's end. */
  readonly status: "complete" | "failed" | "cut-off";
}

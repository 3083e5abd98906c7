import type { Waiver } from "./finding.ts";

/** A waiver as its author wrote it: whose failures it accepts, why and until when. */
export interface WaiverSource extends Waiver {
  readonly policy: string;
  /** Absent: in every account. */
  readonly account?: string;
  readonly region?: string;
  /** The id or the name of a resource, to the letter. */
  readonly resource?: string;
  /** The same as a pattern, in which `*` stands for any characters. */
  readonly resourceGlob?: string;
  /** Where it is written. */
  readonly file: string;
  readonly line: number;
}

/**
 * `used` waives a failure, `unused` met none, `expired` waives nothing any more, and `not-judged`
 * cannot be told: its policy or account was not looked at, or what it meets is unknown.
 */
export const waiverStates = ["used", "unused", "expired", "not-judged"] as const;

export type WaiverState = (typeof waiverStates)[number];

/** What became of a waiver in a run. */
export interface WaiverOutcome extends WaiverSource {
  readonly state: WaiverState;
  /** Failures that it meets, be they waived by it or, once it is expired, no more. */
  readonly findings: number;
}

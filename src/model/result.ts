import type { Finding, Resource, Status } from "./finding.ts";
import type { Pack } from "./pack.ts";
import type { PolicySource } from "./policy.ts";
import type { Severity } from "./severity.ts";
import type { WaiverOutcome } from "./waiver.ts";

export const resultSchemaId = "trailwarden/result/v1";

/** Where the judged facts came from. */
export interface ResultSource {
  readonly kind: "aws" | "recording" | "terraform-plan" | "cloudformation-template";
  /** What recorded them, and when: from the recording's header. */
  readonly recordedBy: string;
  readonly startedAt: string;
}

export interface ResultAccount {
  readonly id: string;
  readonly name?: string;
  readonly partition: string;
  /** Anything but `complete` means that the account was not seen wholly. */
  readonly status: "complete" | "failed" | "cut-off";
  readonly regions: readonly string[];
  readonly regionsFrom?: string;
  readonly regionsSkipped?: readonly string[];
  /** What a reader should know of how it was seen. */
  readonly notes?: readonly string[];
}

/** A call that AWS did not answer. */
export interface Gap {
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
  readonly code: string;
  readonly permission?: string;
}

/** A finding of the baseline that failed; this run looked there, and nothing fails or is unknown. */
export interface Resolved {
  readonly id: string;
  readonly policy: string;
  readonly severity: Severity;
  readonly account: string;
  readonly region: string;
  readonly resource: Resource;
  readonly message: string;
}

/** The earlier result that this one is compared with. */
export interface Baseline {
  /** ISO time that it judged at. */
  readonly asOf: string;
  readonly resolved: readonly Resolved[];
}

export type Summary = { readonly [status in Status]: number } & { readonly waived: number };

/** Failing at this severity or above fails the gate. */
export type FailOn = Severity | "never";

export interface Gate {
  readonly passed: boolean;
  /** `blind`: nothing failed, and something could not be seen. */
  readonly outcome: "passed" | "failed" | "blind";
  readonly failOn: FailOn;
  readonly reason: string;
}

export type ResultPolicy = Pick<
  PolicySource,
  "id" | "title" | "severity" | "scope" | "risk" | "controls" | "references"
>;

/**
 * The outcome of a run: `trailwarden/result/v1`, frozen; schemas/result.schema.json describes it.
 * Findings may be read any number of times and need not be in memory.
 */
export interface Result {
  readonly schema: typeof resultSchemaId;
  readonly tool: { readonly name: string; readonly version: string };
  readonly source: ResultSource;
  /** ISO time that policies about time judged at. */
  readonly asOf: string;
  readonly accounts: readonly ResultAccount[];
  readonly packs: readonly Pack[];
  readonly policies: readonly ResultPolicy[];
  readonly summary: Summary;
  readonly gate: Gate;
  readonly gaps: readonly Gap[];
  /** Absent where the run had no baseline. */
  readonly baseline?: Baseline;
  /** Absent where the run had no waivers. */
  readonly waivers?: readonly WaiverOutcome[];
  readonly findings: Iterable<Finding>;
}

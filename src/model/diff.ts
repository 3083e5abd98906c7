import type { Status } from "./finding.ts";
import type { Resolved } from "./result.ts";
import type { Severity } from "./severity.ts";

export const diffSchemaId = "trailwarden/diff/v1";

/** What can have become of a finding, in the order people want to read it. */
export const diffKinds = [
  "new",
  "worsened",
  "unknown-now",
  "no-longer-judged",
  "waived",
  "better",
  "resolved",
] as const;

export type DiffKind = (typeof diffKinds)[number];

/** How a finding stood in one of the two results. */
export interface DiffStanding {
  readonly status: Status;
  readonly severity: Severity;
  readonly waived?: true;
}

/** One finding that differs. Message and resource are those of the newer result that has it. */
export interface DiffEntry extends Resolved {
  readonly kind: DiffKind;
  /** Absent where the old result did not judge it. */
  readonly before?: DiffStanding;
  /** Absent where the new result has no such finding. */
  readonly now?: DiffStanding;
}

/** One of the two results. */
export interface DiffSide {
  readonly asOf: string;
  readonly accounts: number;
  readonly policies: number;
}

/** How many findings of each kind; `same`: nothing to tell; `unknown`: all that is unknown now. */
export type DiffSummary = { readonly [kind in DiffKind | "same" | "unknown"]: number };

/** What changed between two results: `trailwarden/diff/v1`; schemas/diff.schema.json describes it. */
export interface Diff {
  readonly schema: typeof diffSchemaId;
  readonly tool: { readonly name: string; readonly version: string };
  readonly old: DiffSide;
  readonly new: DiffSide;
  readonly summary: DiffSummary;
  /** `failed`: something is new or worse; `blind`: nothing is, as far as could be seen. */
  readonly outcome: "passed" | "failed" | "blind";
  readonly reason: string;
  readonly entries: readonly DiffEntry[];
}

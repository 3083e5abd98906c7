import type { FailureKind } from "../model/failure.ts";
import type { Gate } from "../model/result.ts";

/** What a run tells the shell. The README holds the same table. */
export const exitCodes = {
  /** The gate passed, or there was no gate. */
  ok: 0,
  /** At least one finding fails the gate. */
  failed: 1,
  /** Flags, configuration, policies or files are wrong; nothing was judged. */
  wrongInput: 2,
  /** Nothing failed, but something could not be seen or delivered. */
  blind: 3,
  /** Our bug. */
  bug: 70,
} as const;

export const exitCodeOfGate = ({ outcome }: Pick<Gate, "outcome">): number =>
  ({ passed: exitCodes.ok, failed: exitCodes.failed, blind: exitCodes.blind })[outcome];

export const exitCodeOfFailure = (kind: FailureKind): number =>
  ({ input: exitCodes.wrongInput, blind: exitCodes.blind, bug: exitCodes.bug })[kind];

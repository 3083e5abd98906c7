/** One mistake in something the user wrote, with the place it stands at. */
export interface Diagnostic {
  /** Path as the user gave it. */
  readonly file: string;
  /** 1-based; absent when the whole file is meant. */
  readonly line?: number;
  /** 1-based, in UTF-16 code units. */
  readonly column?: number;
  /** How many characters from `column` on are wrong; drawn as carets. */
  readonly length?: number;
  /** Stage and kind, such as `policy/unknown-field`. */
  readonly code: string;
  readonly message: string;
  /** What would have been right, or the way out. */
  readonly help?: string;
  /** The text of the offending line. */
  readonly excerpt?: string;
}

/** Whose turn it is: the user's input, the world outside, or ours. Decides the exit code. */
export type FailureKind = "input" | "blind" | "bug";

export interface FailureDetails {
  readonly help?: string;
  readonly kind?: FailureKind;
  readonly diagnostics?: readonly Diagnostic[];
  readonly cause?: unknown;
}

/**
 * Something that stops a command and that a person can act on. Anything else that escapes is a bug.
 *
 * `code` is `<stage>/<kind>`, for example `recording/corrupt` or `aws/credentials-expired`.
 */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly code: string;
  readonly kind: FailureKind;
  readonly help: string | undefined;
  readonly diagnostics: readonly Diagnostic[];

  constructor(code: string, message: string, details: FailureDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.kind = details.kind ?? "input";
    this.help = details.help;
    this.diagnostics = details.diagnostics ?? [];
  }
}

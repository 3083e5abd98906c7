/** Why a fact could not be learned. */
export const unknownReasons = [
  "access-denied",
  "not-collected",
  "not-requested",
  "throttled",
  "unavailable",
  "region-disabled",
  "cross-account",
  "org-trail-in-member",
  "organization-member",
  "not-returned",
  "too-new",
  "undecidable",
  "unresolved",
  "undeclared",
  "not-deployed",
  "policy-error",
] as const;

export type UnknownReason = (typeof unknownReasons)[number];

/** The call that an answer, or the lack of one, came from. */
export interface Source {
  /** IAM-style name, `cloudtrail:GetTrailStatus`. */
  readonly call: string;
  readonly region: string;
  /** ISO time; absent when the call was never made. */
  readonly at?: string;
}

/** The value of a fact that could not be learned. Reading it in a policy makes the verdict unknown. */
export interface Unknown {
  readonly $unknown: UnknownReason;
  readonly detail?: string;
  /** The IAM permission that would resolve it. */
  readonly permission?: string;
  readonly source?: Source;
  /** The facts that it follows from, where it is not a fact of AWS's own. */
  readonly causes?: readonly UnknownCause[];
}

/** A fact that something else could not be known for. */
export interface UnknownCause {
  /** `account.trails[main].eventSelectors` */
  readonly fact: string;
  readonly unknown: Unknown;
}

export type Fact<T> = T | Unknown;

export const isUnknown = (value: unknown): value is Unknown =>
  typeof value === "object" && value !== null && "$unknown" in value;

/**
 * A list that may be incomplete. Each entry of `$unseen` stands for any number of items that could
 * not be listed; `known` holds what is certain about all of them.
 */
export interface Listing<T> {
  readonly $items: readonly T[];
  readonly $unseen: readonly Unseen<T>[];
}

export interface Unseen<T> extends Unknown {
  readonly known?: Partial<T>;
  /** The Regions where they may be; absent where that is not known. */
  readonly regions?: readonly string[];
}

/**
 * Stands, in an answer lifted from infrastructure as code, for a value that only the deployment tells.
 * No JSON makes one, so that no recording holds any.
 */
export class UnresolvedValue {
  readonly unknown: Unknown;

  constructor(unknown: Unknown) {
    this.unknown = unknown;
  }
}

/** Marks, for expressions, an item that stands for unseen ones; reading the mark throws. */
export const perhapsAbsent = Symbol("perhaps absent");

export const isListing = (value: unknown): value is Listing<unknown> =>
  typeof value === "object" && value !== null && "$items" in value;

export const complete = <T>(items: readonly T[]): Listing<T> => ({ $items: items, $unseen: [] });

/** Thrown when an expression reads an unknown fact; CEL's `&&`, `||`, `exists` and `all` absorb it. */
export class UnknownFactError extends Error {
  override readonly name = "UnknownFactError";
  readonly fact: string;
  readonly unknown: Unknown;

  constructor(fact: string, unknown: Unknown) {
    // They are thrown by the thousand, and nobody asks where.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(`${fact} is unknown: ${unknown.$unknown}`);
    Error.stackTraceLimit = stackTraceLimit;
    this.fact = fact;
    this.unknown = unknown;
  }
}

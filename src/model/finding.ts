import type { Json } from "./json.ts";
import type { Controls, Fix } from "./policy.ts";
import { scopeOf } from "./scope.ts";
import type { Severity } from "./severity.ts";
import type { UnknownReason } from "./unknown.ts";

export const statuses = ["fail", "unknown", "pass", "not-applicable"] as const;

export type Status = (typeof statuses)[number];

/** A fact that a verdict used, and where it came from. */
export interface Evidence {
  /** `trail.isLogging`, or `account.trails[main].isLogging`. */
  readonly fact: string;
  /** null: AWS answered, and the answer had no such member. */
  readonly value: Json;
  /** `cloudtrail:GetTrailStatus`; absent for what follows from other facts. */
  readonly call?: string;
  readonly region?: string;
  /** ISO time of the answer. */
  readonly at?: string;
  /** The verdict hangs on this fact: it is why a policy failed. */
  readonly decides?: true;
}

/** A fact that a verdict needed and could not have. */
export interface Missing {
  readonly fact: string;
  readonly reason: UnknownReason;
  readonly detail?: string;
  /** The IAM permission that would resolve it. */
  readonly permission?: string;
  readonly call?: string;
  readonly region?: string;
}

export interface Resource {
  /** CloudFormation's type name, `AWS::CloudTrail::Trail`. */
  readonly type: string;
  /** The ARN if it has one. */
  readonly id: string;
  readonly name: string;
}

/** An accepted failure: it stays visible and does not fail the gate. */
export interface Waiver {
  readonly reason: string;
  readonly owner?: string;
  readonly ticket?: string;
  readonly expires: string;
}

/** Where infrastructure as code declares a resource. */
export interface Declared {
  readonly file: string;
  /** Counted from 1; absent where the file has no lines of its own (a Terraform plan). */
  readonly line?: number;
  /** Terraform's address, or CloudFormation's logical id. */
  readonly address?: string;
}

/** What happened to a finding since the baseline. */
export const changes = ["new", "worse", "better", "same"] as const;

export type Change = (typeof changes)[number];

/** The baseline has it as well, and it was no better then; false where there is no baseline. */
export const isKnown = ({ change }: Pick<Finding, "change">): boolean =>
  change === "same" || change === "better";

/** One policy's verdict on one resource. */
export interface Finding {
  /** Stable over runs: a hash of policy, account, Region and resource. */
  readonly id: string;
  readonly policy: string;
  readonly status: Status;
  readonly severity: Severity;
  readonly account: string;
  readonly region: string;
  readonly resource: Resource;
  readonly message: string;
  readonly evidence: readonly Evidence[];
  readonly missing: readonly Missing[];
  readonly controls: Controls;
  readonly fix?: Fix;
  readonly waiver?: Waiver;
  /** Only where infrastructure as code was judged. */
  readonly declared?: Declared;
  /** Only where there is a baseline. */
  readonly change?: Change;
}

/**
 * Unknown for what judging a change cannot be blamed for: what the rest of the account has, where the
 * account is asked for, and what happens once the change is applied.
 */
export const isBeyondTheChange = ({
  status,
  resource,
  missing,
}: Pick<Finding, "status" | "resource" | "missing">): boolean =>
  status === "unknown" &&
  missing.length > 0 &&
  missing.every(
    ({ reason }) =>
      reason === "not-deployed" || (reason === "undeclared" && ofTheWhole.has(resource.type)),
  );

const ofTheWhole: ReadonlySet<string> = new Set([
  scopeOf("account").resourceType,
  scopeOf("organization").resourceType,
]);

import type { Fact } from "../../model/unknown.ts";
import type { Context, ContextValue } from "./condition.ts";
import { type Decision, decide } from "./decide.ts";
import type { Statement } from "./statement.ts";

/** What CloudTrail's calls for a trail depend on. */
export interface TrailOfPolicy {
  readonly arn: string;
  readonly accountId: string;
  readonly s3KeyPrefix?: string;
  readonly isOrganizationTrail: Fact<boolean>;
  /** Of the account's organization, if known. */
  readonly organizationId?: string;
  readonly kmsKeyId?: string;
}

export const cloudTrail = "cloudtrail.amazonaws.com";

/** One call that CloudTrail makes for a trail. */
export interface CloudTrailCall {
  readonly action: string;
  readonly resource: string;
  /** Condition keys of the service called, in small letters. */
  readonly keys?: { readonly [key: string]: ContextValue };
}

/** What a policy says of a call of CloudTrail's for a trail. */
export const decideFor = (
  statements: readonly Statement[],
  trail: TrailOfPolicy,
  { action, resource, keys = {} }: CloudTrailCall,
): Decision =>
  decide(statements, {
    caller: { kind: "service", service: cloudTrail },
    action,
    resource,
    context: contextOf(trail, new Map(Object.entries(keys))),
  });

/** A decision as a fact. */
export function factOf(decision: Decision, what: string): Fact<boolean> {
  if (decision !== "undecidable") return decision === "allowed";
  return { $unknown: "undecidable", detail: `cannot tell whether CloudTrail may ${what}` };
}

/**
 * CloudTrail comes as a service for a trail, over TLS, and belongs to no organization, VPC or user.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function contextOf(trail: TrailOfPolicy, keys: ReadonlyMap<string, ContextValue>): Context {
  const known = new Map<string, ContextValue>([
    ["aws:sourcearn", [trail.arn]],
    ["aws:sourceaccount", [trail.accountId]],
    ["aws:sourceorgid", trail.organizationId ? [trail.organizationId] : "unknown"],
    ["aws:securetransport", ["true"]],
    ["aws:principalisawsservice", ["true"]],
    ["aws:principalservicename", [cloudTrail]],
    ...keys,
  ]);
  return (key) => known.get(key) ?? (isOfIdentity.test(key) ? "absent" : "unknown");
}

const isOfIdentity =
  /^aws:(principalorgid|principalorgpaths|principaltag\/.*|username|sourcevpc|sourcevpce|vpcsourceip|multifactorauth(present|age))$/;

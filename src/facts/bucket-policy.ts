import {
  deliveryOf,
  legacyPrincipals,
  logPath,
} from "../analyze/resource-policy/bucket-delivery.ts";
import { changesOfBucket } from "../analyze/resource-policy/changing-actions.ts";
import type { TrailOfPolicy } from "../analyze/resource-policy/cloudtrail-calls.ts";
import { cloudTrailGrants } from "../analyze/resource-policy/cloudtrail-grants.ts";
import { grantsOf, isSurelyNotPublic } from "../analyze/resource-policy/grants.ts";
import { deniesInsecureTransport } from "../analyze/resource-policy/insecure-transport.ts";
import type { BucketPolicy } from "../model/facts/bucket.ts";
import { from } from "../model/facts/provenance.ts";
import type { JsonObject } from "../model/json.ts";
import { isUnknown, type Source } from "../model/unknown.ts";
import { type Calls, read, type Told } from "./calls.ts";
import { answer, noPolicy, type PolicyRead, policyRead } from "./policy-document.ts";
import { flag, object, text } from "./read.ts";

/** Whose policy it is, and who delivers there. */
export interface PolicyOfBucket {
  readonly arn: string;
  readonly matches: (input: JsonObject) => boolean;
  readonly trails: readonly TrailOfPolicy[];
}

/** The bucket policy, read by S3 (is it public?) and by us (everything else). */
export function readPolicy(calls: Calls, { arn, matches, trails }: PolicyOfBucket): BucketPolicy {
  const told = read<string>(
    calls,
    { service: "s3", operation: "GetBucketPolicy", matches },
    { value: (output) => text(output, "Policy"), errors: { NoSuchBucketPolicy: noPolicy } },
  );
  const status = read<boolean>(
    calls,
    { service: "s3", operation: "GetBucketPolicyStatus", matches },
    {
      value: (output) => flag(object(output, "PolicyStatus"), "IsPublic"),
      errors: { NoSuchBucketPolicy: false },
    },
  );
  const policy = policyRead(told);
  const isPublic = toldPublic(policy, told.source, status);
  const changing = changesOfBucket(
    arn,
    trails.map((trail) => logPath(arn, trail)),
  );
  return from<BucketPolicy>(
    { "*": told.source, members: { isPublic: isPublic.source } },
    {
      exists: policy.exists,
      isPublic: isPublic.fact,
      deniesInsecureTransport: answer(policy, (statements) =>
        deniesInsecureTransport(statements, arn),
      ),
      grants: answer(policy, (statements) => grantsOf(statements, changing)),
      cloudTrailGrants: answer(policy, (statements) => cloudTrailGrants(statements)),
      deliveries: answer(policy, (statements) =>
        trails.map((trail) => deliveryOf(statements, arn, trail)),
      ),
      legacyPrincipals: answer(policy, legacyPrincipals),
    },
  );
}

/** S3's own word counts; where it is missing, a policy that cannot be public is still decided. */
function toldPublic(
  { statements }: PolicyRead,
  source: Source,
  status: Told<boolean>,
): Told<boolean> {
  if (!isUnknown(status.fact) || isUnknown(statements)) return status;
  return isSurelyNotPublic(statements) ? { fact: false, source } : status;
}

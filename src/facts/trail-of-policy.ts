import type { TrailOfPolicy } from "../analyze/resource-policy/cloudtrail-calls.ts";
import { present } from "../model/present.ts";
import type { Calls } from "./calls.ts";
import { membersOf } from "./members.ts";
import { flag, object, text, whereTold } from "./read.ts";
import type { TrailShown } from "./trail.ts";

/** What resource policies can tell one trail from another by. */
export function trailOfPolicy(
  calls: Calls,
  { arn, accountId, description, source }: TrailShown,
): TrailOfPolicy {
  const { told } = membersOf({ fact: description, source });
  return present({
    arn,
    accountId,
    s3KeyPrefix: text(description, "S3KeyPrefix"),
    isOrganizationTrail: told(() => flag(description, "IsOrganizationTrail")),
    organizationId: organizationId(calls),
    // What is open counts like none: then no condition on the encryption can be decided.
    kmsKeyId: whereTold(text, description, "KmsKeyId"),
  });
}

/** Of the organization that the account says it is in. */
export function organizationId(calls: Calls): string | undefined {
  const answer = calls.one({ service: "organizations", operation: "DescribeOrganization" });
  return text(object(answer?.output, "Organization"), "Id");
}

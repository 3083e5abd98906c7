import { grantsOf, isPublic } from "../analyze/resource-policy/grants.ts";
import type { EventDataStorePolicy } from "../model/facts/event-data-store.ts";
import { from } from "../model/facts/provenance.ts";
import { isUnknown } from "../model/unknown.ts";
import { type Calls, read } from "./calls.ts";
import { answer, noPolicy, policyRead } from "./policy-document.ts";
import { text } from "./read.ts";

/**
 * The resource policy of an event data store; without one nobody but its account may use it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetResourcePolicy.html
 */
export function readStorePolicy(calls: Calls, arn: string): EventDataStorePolicy {
  const told = read<string>(
    calls,
    {
      service: "cloudtrail",
      operation: "GetResourcePolicy",
      matches: ({ ResourceArn }) => ResourceArn === arn,
    },
    {
      value: (output) => text(output, "ResourcePolicy"),
      errors: { ResourcePolicyNotFoundException: noPolicy },
    },
  );
  const policy = policyRead(told);
  const grants = answer(policy, (statements) => grantsOf(statements, []));
  return from<EventDataStorePolicy>(
    { "*": told.source },
    {
      exists: policy.exists,
      isPublic: isUnknown(grants) ? grants : isPublic(grants),
      grants,
    },
  );
}

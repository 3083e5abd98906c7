import validate from "virtual:validator/asff";
import type { Finding } from "../model/finding.ts";
import type { Result } from "../model/result.ts";
import { describeSchemaError } from "../model/validate.ts";
import { type AsffContext, type AsffFinding, toAsff } from "./asff-finding.ts";

/**
 * Findings as BatchImportFindings takes them: failures, passes and what could not be decided. What
 * does not apply has no compliance to report. Every finding is held to the format's limits.
 */
export function* asffFindings(result: Result): Generator<AsffFinding> {
  const context = contextOf(result);
  for (const finding of result.findings) {
    if (finding.status !== "not-applicable") yield checked(toAsff(finding, context), finding);
  }
}

const contextOf = (result: Result): AsffContext => ({
  asOf: result.asOf,
  partitions: new Map(result.accounts.map(({ id, partition }) => [id, partition])),
  policies: new Map(result.policies.map((policy) => [policy.id, policy])),
});

function checked(asff: AsffFinding, { policy, resource }: Finding): AsffFinding {
  if (validate(asff)) return asff;
  const reasons = (validate.errors ?? []).map(describeSchemaError).join("; ");
  throw new Error(`the ASFF finding of ${policy} on ${resource.id} is not valid: ${reasons}`);
}

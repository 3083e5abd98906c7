import validate from "virtual:validator/asff";
import type { Finding } from "../../model/finding.ts";
import type { Result } from "../../model/result.ts";
import { describeSchemaError } from "../../model/validate.ts";
import { type AsffContext, toAsff } from "../asff-finding.ts";
import { jsonList } from "../json-list.ts";
import type { Render } from "../render.ts";

/**
 * Findings as BatchImportFindings takes them: failures, passes and what could not be decided. What
 * does not apply has no compliance to report. Every finding is held to the format's limits.
 */
export const render: Render = function* (result) {
  const context = contextOf(result);
  yield* jsonList(entries(result.findings, context));
  yield "\n";
};

function* entries(findings: Iterable<Finding>, context: AsffContext): Generator<string> {
  for (const finding of findings) {
    if (finding.status === "not-applicable") continue;
    yield JSON.stringify(checked(toAsff(finding, context), finding));
  }
}

const contextOf = (result: Result): AsffContext => ({
  asOf: result.asOf,
  partitions: new Map(result.accounts.map(({ id, partition }) => [id, partition])),
  policies: new Map(result.policies.map((policy) => [policy.id, policy])),
});

function checked(asff: object, { policy, resource }: Finding): object {
  if (validate(asff)) return asff;
  const reasons = (validate.errors ?? []).map(describeSchemaError).join("; ");
  throw new Error(`the ASFF finding of ${policy} on ${resource.id} is not valid: ${reasons}`);
}

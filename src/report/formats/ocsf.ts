import { escapedJson } from "../escaped-json.ts";
import { type OcsfContext, toOcsf } from "../ocsf-finding.ts";
import type { Render } from "../render.ts";

/** An array of OCSF Compliance Findings (class 2003), one a line: every verdict, waived ones suppressed. */
export const render: Render = function* ({ tool, asOf, accounts, policies, findings }) {
  const context: OcsfContext = {
    tool,
    asOf,
    accounts: new Map(accounts.map((account) => [account.id, account])),
    policies: new Map(policies.map((policy) => [policy.id, policy])),
  };
  yield "[";
  let separator = "\n";
  for (const finding of findings) {
    yield separator + escapedJson(toOcsf(finding, context));
    separator = ",\n";
  }
  yield separator === "\n" ? "]\n" : "\n]\n";
};

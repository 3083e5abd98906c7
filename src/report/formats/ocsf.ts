import type { Finding } from "../../model/finding.ts";
import { escapedJson } from "../escaped-json.ts";
import { jsonList } from "../json-list.ts";
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
  yield* jsonList(events(findings, context));
  yield "\n";
};

function* events(findings: Iterable<Finding>, context: OcsfContext): Generator<string> {
  for (const finding of findings) yield escapedJson(toOcsf(finding, context));
}

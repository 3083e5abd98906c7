import type { Change, Finding, Waiver } from "../model/finding.ts";
import { present } from "../model/present.ts";
import { adviceFor } from "./advice.ts";
import { cut } from "./cut.ts";
import { printable } from "./printable.ts";
import { sarifLocation } from "./sarif-location.ts";
import { sarifLevel } from "./sarif-rule.ts";

const baselineStates: { readonly [change in Change]: string } = {
  new: "new",
  worse: "updated",
  better: "updated",
  same: "unchanged",
};

/**
 * A failed or undecided finding as a SARIF result. `open` is SARIF's word for a rule that could not
 * be decided; it demands the level `none`.
 */
export function sarifResult(finding: Finding, ruleIndex: number | undefined): object {
  const { id, policy, status, severity, change, waiver } = finding;
  const failed = status === "fail";
  return present({
    ruleId: policy,
    ruleIndex,
    kind: failed ? "fail" : "open",
    level: failed ? sarifLevel[severity] : "none",
    message: { text: messageText(finding) },
    locations: [sarifLocation(finding)],
    partialFingerprints: { primaryLocationLineHash: id, "trailwarden/v1": id },
    baselineState: change && baselineStates[change],
    suppressions: waiver && [
      { kind: "external", status: "accepted", justification: cut(justification(waiver), 1024) },
    ],
    properties: propertiesOf(finding),
  });
}

/** GitHub shows suppressed results like others, so the message tells of the waiver as well. */
function messageText(finding: Finding): string {
  const { message, waiver } = finding;
  const parts = [
    shown(message, 1024),
    ...(waiver ? [`Waived: ${shown(justification(waiver), 512)}`] : []),
    `Fix: ${adviceFor(finding)
      .split("\n")
      .map((line) => shown(line, 512))
      .join("\n")}`,
  ];
  return parts.join("\n");
}

/** Plain text may hold links in brackets; a name must not make one. */
const shown = (text: string, most: number): string =>
  cut(printable(text), most).replace(/[\\[\]]/g, "\\$&");

function justification({ reason, owner, ticket, expires }: Waiver): string {
  const by = owner ? `, by ${owner}` : "";
  return printable(`${reason} (until ${expires}${by}${ticket ? `, ${ticket}` : ""})`);
}

const propertiesOf = ({ status, severity, account, region, resource, missing }: Finding): object =>
  present({
    status,
    severity,
    account: printable(account),
    region: printable(region),
    resourceType: printable(resource.type),
    missing:
      missing.length > 0
        ? missing.slice(0, 20).map(({ fact, reason, permission }) => {
            return present({ fact: cut(printable(fact), 512), reason, permission });
          })
        : undefined,
  });

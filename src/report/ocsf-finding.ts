import type { Finding, Missing, Status } from "../model/finding.ts";
import { present } from "../model/present.ts";
import type { Result, ResultAccount, ResultPolicy } from "../model/result.ts";
import type { Severity } from "../model/severity.ts";
import { adviceFor } from "./advice.ts";
import { printable } from "./printable.ts";
import { requirementTexts } from "./requirement-texts.ts";

/** The version that Security Hub speaks. */
const version = "1.6.0";

export interface OcsfContext extends Pick<Result, "tool" | "asOf"> {
  readonly accounts: ReadonlyMap<string, ResultAccount>;
  readonly policies: ReadonlyMap<string, ResultPolicy>;
}

const complianceStatus: { readonly [status in Status]: readonly [number, string] } = {
  pass: [1, "Pass"],
  unknown: [2, "Warning"],
  fail: [3, "Fail"],
  "not-applicable": [99, "Not Applicable"],
};

const severityIds: { readonly [severity in Severity]: readonly [number, string] } = {
  low: [2, "Low"],
  medium: [3, "Medium"],
  high: [4, "High"],
  critical: [5, "Critical"],
};

/** A Compliance Finding of the Open Cybersecurity Schema Framework, with the profile `cloud`. */
export function toOcsf(finding: Finding, context: OcsfContext): object {
  const { status, message, waiver } = finding;
  const [severity_id, severity] = isOpen(finding)
    ? severityIds[finding.severity]
    : ([1, "Informational"] as const);
  const [status_id, statusName] = workflow(finding);
  return present({
    ...activity(finding),
    category_uid: 2,
    category_name: "Findings",
    class_uid: 2003,
    class_name: "Compliance Finding",
    time: Date.parse(context.asOf),
    severity_id,
    severity,
    status_id,
    status: statusName,
    status_code: status.toUpperCase(),
    comment: waiver && printable(waiver.reason),
    message: printable(message),
    metadata: {
      version,
      profiles: ["cloud"],
      product: { name: "Trailwarden", vendor_name: "Trailwarden", version: context.tool.version },
      event_code: finding.policy,
    },
    finding_info: findingInfo(finding, context),
    compliance: compliance(finding),
    ...places(finding, context),
    remediation: isOpen(finding) ? remediation(finding, context) : undefined,
    unmapped: unmapped(finding),
  });
}

const isOpen = ({ status }: Finding): boolean => status === "fail" || status === "unknown";

/** Without a baseline every finding is one that was not told before. */
function activity({ change }: Finding): object {
  const [id, name] = change === undefined || change === "new" ? [1, "Create"] : [2, "Update"];
  return {
    activity_id: id,
    activity_name: name,
    type_uid: 2003_00 + Number(id),
    type_name: `Compliance Finding: ${name}`,
  };
}

function workflow(finding: Finding): readonly [number, string] {
  if (finding.waiver) return [3, "Suppressed"];
  return isOpen(finding) ? [1, "New"] : [4, "Resolved"];
}

function findingInfo(finding: Finding, { policies }: OcsfContext): object {
  const { title = finding.policy, risk } = policies.get(finding.policy) ?? {};
  return present({
    uid: finding.id,
    title: printable(`${title}: ${finding.resource.name}`),
    desc: risk && printable(risk),
    analytic: { uid: finding.policy, name: printable(title), type_id: 1, type: "Rule" },
  });
}

function compliance(finding: Finding): object {
  const { controls } = finding;
  const [status_id, status] = complianceStatus[finding.status];
  return present({
    control: finding.policy,
    status_id,
    status,
    standards: Object.keys(controls),
    requirements: requirementTexts(controls),
    status_details: finding.missing.length > 0 ? finding.missing.map(missingText) : undefined,
  });
}

function missingText({ fact, reason, detail, permission }: Missing): string {
  const because = detail ? ` (${detail})` : "";
  return printable(`${fact}: ${reason}${because}${permission ? `, needs ${permission}` : ""}`);
}

function places({ account, region, resource }: Finding, { accounts }: OcsfContext): object {
  const { name, partition = "aws" } = accounts.get(account) ?? {};
  const accountName = name === undefined ? {} : { name: printable(name) };
  return {
    cloud: {
      provider: "AWS",
      cloud_partition: partition,
      region: printable(region),
      account: { uid: printable(account), ...accountName, type_id: 10, type: "AWS Account" },
    },
    resources: [
      {
        uid: printable(resource.id),
        name: printable(resource.name),
        type: printable(resource.type),
        cloud_partition: partition,
        region: printable(region),
      },
    ],
  };
}

const remediation = (finding: Finding, { policies }: OcsfContext): object => ({
  desc: adviceFor(finding).split("\n").map(printable).join("\n"),
  references: policies.get(finding.policy)?.references ?? [],
});

/** What the class has no attribute for, in our own words. */
const unmapped = ({ evidence, missing, waiver, declared, change, fix }: Finding): object =>
  present({ evidence, missing, waiver, declared, change, fix });

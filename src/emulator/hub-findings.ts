import { isObject, type Json, type JsonObject } from "../model/json.ts";
import type { Caller } from "./service.ts";
import type { HubState } from "./world.ts";

/** What a hub holds: the finding as GetFindings shows it, and what of it the customer has set. */
interface Held {
  readonly finding: JsonObject;
  readonly customers: ReadonlySet<string>;
}

const hubs = new WeakMap<HubState, Map<string, Held>>();

function findingsIn(hub: HubState): Map<string, Held> {
  const known = hubs.get(hub) ?? new Map<string, Held>();
  hubs.set(hub, known);
  return known;
}

/** Findings in the order of their first import. */
export const heldFindings = (hub: HubState): JsonObject[] =>
  [...findingsIn(hub).values()].map(({ finding }) => finding);

const keyOf = ({ ProductArn, Id }: JsonObject): string => `${String(ProductArn)} ${String(Id)}`;

/** A product sets them with the first import at most; afterwards they are the customer's. */
const customersOwn = ["Note", "UserDefinedFields", "VerificationState", "Workflow"];

/** They follow the provider's until the customer changes them. */
const followed = ["Severity", "Types", "Confidence", "Criticality"];

/**
 * Creates or updates a finding. An update that is not newer than what is held is ignored, without
 * an error.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchimportfindings.html
 */
export function importFinding(hub: HubState, given: JsonObject, caller: Caller): void {
  const findings = findingsIn(hub);
  const key = keyOf(given);
  const before = findings.get(key);
  if (before !== undefined && !isLater(given, before.finding)) return;
  const customers = before?.customers ?? new Set<string>();
  const kept = Object.entries(before?.finding ?? {}).filter(
    ([member]) => customersOwn.includes(member) || customers.has(member),
  );
  findings.set(key, {
    customers,
    finding: {
      RecordState: "ACTIVE",
      ...given,
      ...ofHub(given, caller),
      ...ofProvider(given),
      ...(before && Object.fromEntries(kept)),
      Workflow: workflowAfter(given, before?.finding),
    },
  });
}

const isLater = (given: JsonObject, held: JsonObject): boolean =>
  Date.parse(String(given["UpdatedAt"])) > Date.parse(String(held["UpdatedAt"]));

/** What the hub adds. */
const ofHub = (given: JsonObject, { account, region }: Caller): JsonObject => ({
  Region: region,
  ProcessedAt: given["UpdatedAt"],
  AwsAccountName: `account-${account}`,
  ProductFields: {
    ...(given["ProductFields"] as JsonObject | undefined),
    "aws/securityhub/FindingId": `${String(given["ProductArn"])}/${String(given["Id"])}`,
    "aws/securityhub/ProductName": String(given["ProductName"] ?? "Default"),
  },
});

const normalized: { readonly [label: string]: number } = {
  INFORMATIONAL: 0,
  LOW: 1,
  MEDIUM: 40,
  HIGH: 70,
  CRITICAL: 90,
};

function ofProvider({ FindingProviderFields, ...given }: JsonObject): JsonObject {
  const own = isObject(FindingProviderFields) ? FindingProviderFields : given;
  const set = followed.flatMap((member): [string, Json][] =>
    own[member] === undefined ? [] : [[member, own[member]]],
  );
  const { Severity, ...rest } = Object.fromEntries(set);
  const label = isObject(Severity) ? String(Severity["Label"]) : "";
  return {
    ...rest,
    ...(isObject(Severity) && { Severity: { ...Severity, Normalized: normalized[label] ?? 0 } }),
  };
}

/**
 * A pass resolves; what comes back is new again. A suppressed finding stays so.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/finding-workflow-status.html
 */
function workflowAfter(given: JsonObject, before: JsonObject | undefined): JsonObject {
  const held = (before?.["Workflow"] ?? given["Workflow"] ?? { Status: "NEW" }) as JsonObject;
  if (held["Status"] === "SUPPRESSED") return held;
  if (complianceOf(given) === "PASSED") return { Status: "RESOLVED" };
  const comesBack =
    before !== undefined &&
    (complianceOf(before) === "PASSED" ||
      (before["RecordState"] === "ARCHIVED" && given["RecordState"] !== "ARCHIVED"));
  return comesBack ? { Status: "NEW" } : held;
}

const complianceOf = ({ Compliance }: JsonObject): Json | undefined =>
  isObject(Compliance) ? Compliance["Status"] : undefined;

/** Sets what customers may set, by BatchUpdateFindings. False where there is no such finding. */
export function updateByCustomer(hub: HubState, which: JsonObject, changes: JsonObject): boolean {
  const findings = findingsIn(hub);
  const held = findings.get(keyOf(which));
  if (held === undefined) return false;
  findings.set(keyOf(which), {
    finding: { ...held.finding, ...changes },
    customers: new Set([...held.customers, ...Object.keys(changes)]),
  });
  return true;
}

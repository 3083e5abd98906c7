import { isObject, type Json, type JsonObject } from "../model/json.ts";
import { type AsffFinding, asffPrefix } from "../report/asff-finding.ts";

/** Takes from a value what a provider may say there; undefined where it says nothing. */
type Take = (value: Json | undefined) => Json | undefined;

const whole: Take = (value) => value;

const list =
  (item: Take): Take =>
  (value) =>
    Array.isArray(value) ? value.flatMap((one: Json) => item(one) ?? []) : undefined;

const members =
  (taken: { readonly [member: string]: Take }): Take =>
  (value) => {
    if (!isObject(value)) return undefined;
    const found = Object.entries(taken).flatMap(([member, take]): [string, Json][] => {
      const part = take(value[member]);
      return part === undefined ? [] : [[member, part]];
    });
    return found.length > 0 ? Object.fromEntries(found) : undefined;
  };

/** The hub keeps fields of its own among the product's; products may not send that prefix. */
const productFields: Take = (value) =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value).filter(([name]) => !name.startsWith("aws/")))
    : undefined;

/**
 * What our findings are made of. Everything else in a finding is the hub's (Region, ProcessedAt,
 * Severity.Normalized) or the customer's (Note, UserDefinedFields, VerificationState, Workflow,
 * Confidence, Criticality, and Severity and Types outside of FindingProviderFields).
 * https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchimportfindings.html
 */
const takeProviderPart = members({
  SchemaVersion: whole,
  Id: whole,
  ProductArn: whole,
  ProductName: whole,
  CompanyName: whole,
  GeneratorId: whole,
  AwsAccountId: whole,
  CreatedAt: whole,
  UpdatedAt: whole,
  FirstObservedAt: whole,
  LastObservedAt: whole,
  Title: whole,
  Description: whole,
  Remediation: members({ Recommendation: members({ Text: whole, Url: whole }) }),
  ProductFields: productFields,
  Resources: list(
    members({
      Type: whole,
      Id: whole,
      Partition: whole,
      Region: whole,
      Details: members({ Other: whole }),
    }),
  ),
  Compliance: members({
    Status: whole,
    RelatedRequirements: whole,
    AssociatedStandards: list(members({ StandardsId: whole })),
    StatusReasons: list(members({ ReasonCode: whole, Description: whole })),
  }),
  RecordState: whole,
  FindingProviderFields: members({
    Severity: members({ Label: whole, Original: whole }),
    Types: whole,
  }),
});

/** A finding, ours or as a hub returns it, with nothing but what its provider owns. */
export const providerPart = (finding: JsonObject): AsffFinding =>
  takeProviderPart(finding) as AsffFinding;

/** Whether a finding in a hub is one that we have written: other tools share the default product. */
export const isOurs = (finding: JsonObject): boolean =>
  String(finding["GeneratorId"]).startsWith(asffPrefix) &&
  String(finding["Id"]).startsWith(`${String(finding["GeneratorId"])}/`);

import type { Evidence, Finding, Waiver } from "../model/finding.ts";
import type { JsonObject } from "../model/json.ts";
import type { Controls } from "../model/policy.ts";
import type { ResultPolicy } from "../model/result.ts";
import { adviceFor } from "./advice.ts";
import { cut } from "./cut.ts";
import { requirementTexts } from "./requirement-texts.ts";
import { waiverText } from "./waiver-text.ts";

export interface AsffContext {
  readonly asOf: string;
  /** Partition by account. */
  readonly partitions: ReadonlyMap<string, string>;
  readonly policies: ReadonlyMap<string, ResultPolicy>;
}

/** A finding in ASFF, with the members that importing it goes by. */
export interface AsffFinding extends JsonObject {
  readonly Id: string;
  readonly ProductArn: string;
  readonly GeneratorId: string;
  readonly AwsAccountId: string;
  readonly CreatedAt: string;
  readonly UpdatedAt: string;
  readonly FirstObservedAt: string;
  readonly LastObservedAt: string;
  readonly Title: string;
  readonly RecordState: string;
}

/** PASSED, FAILED or NOT_AVAILABLE. */
export const complianceOf = ({ Compliance }: AsffFinding): string =>
  String((Compliance as JsonObject | undefined)?.["Status"]);

/** What the ids and generators of our findings begin with. */
export const asffPrefix = "trailwarden/";

/** The product that stands for an account's own findings in a Region. */
export const productArn = (partition: string, region: string, account: string): string =>
  `arn:${partition}:securityhub:${region}:${account}:product/${account}/default`;

/**
 * A finding in the AWS Security Finding Format, for the account's default product.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html
 */
export function toAsff(finding: Finding, context: AsffContext): AsffFinding {
  const { asOf, partitions, policies } = context;
  const controls = allControls(finding, context);
  const { account, region, policy } = finding;
  const partition = partitions.get(account) ?? "aws";
  const { title = policy, references = [] } = policies.get(policy) ?? {};
  return {
    SchemaVersion: "2018-10-08",
    Id: `${asffPrefix}${policy}/${finding.id}`,
    ProductArn: productArn(partition, region, account),
    ProductName: "Trailwarden",
    CompanyName: "Trailwarden",
    GeneratorId: `${asffPrefix}${policy}`,
    AwsAccountId: account,
    CreatedAt: asOf,
    UpdatedAt: asOf,
    FirstObservedAt: asOf,
    LastObservedAt: asOf,
    Title: cut(`${title}: ${finding.resource.name}`, 256),
    Description: cut(finding.message, 1024),
    Remediation: { Recommendation: recommendation(finding, references) },
    ProductFields: {
      "trailwarden/policy": policy,
      "trailwarden/status": finding.status,
      ...(finding.waiver && { "trailwarden/waiver": cut(waiverText(finding.waiver), 1024) }),
    },
    Resources: [resource(finding, partition)],
    Compliance: compliance(finding, controls),
    RecordState: "ACTIVE",
    ...(finding.waiver && { Note: note(finding.waiver, asOf) }),
    FindingProviderFields: {
      Severity: {
        Label: finding.status === "pass" ? "INFORMATIONAL" : finding.severity.toUpperCase(),
        Original: finding.severity,
      },
      Types: types(controls),
    },
  };
}

/** Security Hub takes a note with the first import only; afterwards it belongs to the customer. */
const note = (waiver: Waiver, asOf: string): JsonObject => ({
  Text: cut(`Waived: ${waiverText(waiver)}`, 512),
  UpdatedBy: "Trailwarden",
  UpdatedAt: asOf,
});

function recommendation(finding: Finding, [url]: readonly string[]): JsonObject {
  return { Text: cut(adviceFor(finding), 512), ...(url && { Url: url }) };
}

const asffTypes: { readonly [type: string]: string } = {
  "AWS::::Account": "AwsAccount",
  "AWS::CloudTrail::Trail": "AwsCloudTrailTrail",
  "AWS::S3::Bucket": "AwsS3Bucket",
  "AWS::KMS::Key": "AwsKmsKey",
  "AWS::Logs::LogGroup": "AwsLogsLogGroup",
  "AWS::CloudWatch::Alarm": "AwsCloudWatchAlarm",
  "AWS::SNS::Topic": "AwsSnsTopic",
};

/** Partitions that the format knows; others are left out rather than refused. */
const asffPartitions = ["aws", "aws-cn", "aws-us-gov", "aws-us-iso", "aws-us-iso-b"];

function resource(
  { resource: { type, id }, region, evidence }: Finding,
  partition: string,
): JsonObject {
  const other = Object.fromEntries(evidence.slice(0, 50).map(toDetail));
  return {
    Type: asffTypes[type] ?? "Other",
    Id: cut(id, 512),
    ...(asffPartitions.includes(partition) && { Partition: partition }),
    ...(region.length <= 16 && { Region: region }),
    ...(evidence.length > 0 && { Details: { Other: other } }),
  };
}

const toDetail = ({ fact, value }: Evidence): [string, string] => [
  cut(fact, 127),
  cut(toText(value), 1024),
];

/** Blank text is refused. */
const toText = (value: Evidence["value"]): string => {
  if (value === null) return "(absent)";
  if (typeof value !== "string") return JSON.stringify(value);
  return value.trim() === "" ? "(empty)" : value;
};

const complianceStatus: { readonly [status: string]: string } = {
  pass: "PASSED",
  fail: "FAILED",
  unknown: "NOT_AVAILABLE",
};

/** Every requirement that the policy answers, those of the packs that were asked for first. */
function allControls({ policy, controls }: Finding, { policies }: AsffContext): Controls {
  return { ...controls, ...policies.get(policy)?.controls };
}

function compliance({ status, missing }: Finding, controls: Controls): JsonObject {
  const requirements = requirementTexts(controls).map((text) => cut(text, 64));
  const standards = Object.keys(controls).map((StandardsId) => ({ StandardsId }));
  const reasons = new Map(
    missing.map(({ reason, detail, permission, fact }) => {
      const because = [fact, detail, permission && `needs ${permission}`].filter(Boolean);
      const ReasonCode = reason.replaceAll("-", "_").toUpperCase();
      return [ReasonCode, { ReasonCode, Description: cut(because.join(": "), 512) }];
    }),
  );
  return {
    Status: complianceStatus[status],
    ...(requirements.length > 0 && { RelatedRequirements: requirements.slice(0, 32) }),
    ...(standards.length > 0 && { AssociatedStandards: standards.slice(0, 20) }),
    ...(reasons.size > 0 && { StatusReasons: [...reasons.values()] }),
  };
}

const checks = "Software and Configuration Checks";

function types(controls: Controls): string[] {
  const frameworks = Object.keys(controls);
  const standards = `${checks}/Industry and Regulatory Standards`;
  return [
    `${checks}/AWS Security Best Practices`,
    ...(frameworks.some((id) => id.startsWith("cis-aws-"))
      ? [`${standards}/CIS AWS Foundations Benchmark`]
      : []),
    ...(frameworks.includes("nist-800-53-r5") ? [`${standards}/NIST 800-53 Controls (USA)`] : []),
  ];
}

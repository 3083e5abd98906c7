import { isObject, type Json, type JsonObject } from "../model/json.ts";

// What Security Hub holds imported findings to. It does not publish its schema; these are the rules of
// the user guide and of its error messages.
// https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-attributes.html

/** What is wrong with a value; undefined where nothing is. */
type Rule = (value: Json | undefined) => string | undefined;

const text =
  (most: number, pattern = /\S/): Rule =>
  (value) => {
    if (typeof value !== "string") return "should be string";
    if ([...value].length > most) return `should NOT be longer than ${most} characters`;
    return pattern.test(value) ? undefined : `should match pattern "${pattern.source}"`;
  };

const oneOf =
  (...allowed: readonly string[]): Rule =>
  (value) =>
    allowed.includes(String(value)) ? undefined : "should be equal to one of the allowed values";

const list =
  (least: number, most: number, item: Rule = () => undefined): Rule =>
  (value) => {
    if (!Array.isArray(value)) return "should be array";
    if (value.length < least) return `should NOT have fewer than ${least} items`;
    if (value.length > most) return `should NOT have more than ${most} items`;
    return value.map((one: Json) => item(one)).find((wrong) => wrong !== undefined);
  };

const map =
  (most: number, name: Rule, value: Rule): Rule =>
  (given) => {
    if (!isObject(given)) return "should be object";
    const entries = Object.entries(given);
    if (entries.length > most) return `should NOT have more than ${most} properties`;
    return entries.map(([key, one]) => name(key) ?? value(one)).find((wrong) => wrong);
  };

type Members = { readonly [member: string]: Rule };

/** Members that must be there, then those that may. */
const members =
  (required: Members, optional: Members = {}): Rule =>
  (value) => {
    if (!isObject(value)) return "should be object";
    const missing = Object.keys(required).find((member) => value[member] === undefined);
    if (missing !== undefined) return `should have required property '${missing}'`;
    const given = Object.entries({ ...required, ...optional }).filter(
      ([member]) => value[member] !== undefined,
    );
    return given
      .map(([member, rule]) => inMember(member, rule(value[member])))
      .find((wrong) => wrong !== undefined);
  };

const inMember = (member: string, wrong: string | undefined): string | undefined =>
  wrong === undefined ? undefined : `.${member} ${wrong}`;

const time = text(
  64,
  /^\d{4}-[01]\d-[0-3]\dT([0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(\.\d{1,9})?(Z|[+-]\d\d(:?\d\d)?)$/i,
);

const resource = members(
  { Type: text(256), Id: text(512) },
  {
    Partition: oneOf("aws", "aws-cn", "aws-us-gov", "aws-us-iso", "aws-us-iso-b", "AzureCloud"),
    Region: text(16),
    Details: members({}, { Other: map(50, text(127), text(1024)) }),
  },
);

const compliance = members(
  {},
  {
    Status: oneOf("PASSED", "WARNING", "FAILED", "NOT_AVAILABLE"),
    RelatedRequirements: list(0, 32, text(64)),
    AssociatedStandards: list(0, 20),
    StatusReasons: list(0, 100, members({ ReasonCode: text(100) }, { Description: text(2048) })),
  },
);

const severity = members(
  {},
  {
    Label: oneOf("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"),
    Original: text(64),
  },
);

const types = list(1, 50, text(1000, /^[^/]+(\/[^/]+){0,2}$/));

const finding = members(
  {
    SchemaVersion: oneOf("2018-10-08"),
    // What is no product of AWS must not use ARNs.
    Id: text(512, /^(?!arn:).*\S/),
    ProductArn: text(2048),
    GeneratorId: text(512),
    AwsAccountId: text(12, /^\d{12}$/),
    CreatedAt: time,
    UpdatedAt: time,
    Title: text(256),
    Description: text(1024),
    Resources: list(1, 32, resource),
  },
  {
    FirstObservedAt: time,
    LastObservedAt: time,
    ProductName: text(128),
    CompanyName: text(128),
    Remediation: members({
      Recommendation: members({}, { Text: text(512), Url: text(2048) }),
    }),
    ProductFields: map(50, text(128, /^(?!aws\/)[A-Za-z0-9 .:+\\=@_/-]+$/), text(2048)),
    UserDefinedFields: map(50, text(128), text(1024)),
    Compliance: compliance,
    RecordState: oneOf("ACTIVE", "ARCHIVED"),
    Severity: severity,
    Types: types,
    FindingProviderFields: members({}, { Severity: severity, Types: types }),
    Note: members({ Text: text(512), UpdatedBy: text(512), UpdatedAt: time }),
    Confidence: percentage,
    Criticality: percentage,
  },
);

function percentage(value: Json | undefined): string | undefined {
  const isRight = typeof value === "number" && value >= 0 && value <= 100;
  return isRight ? undefined : "should be between 0 and 100";
}

const largestFinding = 240 * 1024;

/** Why Security Hub would not take a finding; undefined where it would. */
export function wrongWith(given: JsonObject): string | undefined {
  const wrong = finding(given) ?? lacksSeverity(given);
  if (wrong !== undefined) {
    const place = wrong.startsWith(".") ? `data${wrong}` : `data ${wrong}`;
    return `Finding does not adhere to Amazon Finding Format. ${place}.`;
  }
  if (Buffer.byteLength(JSON.stringify(given)) <= largestFinding) return undefined;
  return "Finding exceeds the maximum size of 240 KB.";
}

/** Severity and Types are the provider's, or stand at the top as they did before 2021. */
function lacksSeverity({ FindingProviderFields: own, Severity, Types }: JsonObject) {
  const ofProvider = isObject(own) ? own : {};
  const isGiven = (one: Json | undefined): boolean => one !== undefined;
  const hasBoth =
    (isGiven(Severity) && isGiven(Types)) ||
    (isGiven(ofProvider["Severity"]) && isGiven(ofProvider["Types"]));
  return hasBoth
    ? undefined
    : "should have required property 'FindingProviderFields', data should match some schema in anyOf";
}

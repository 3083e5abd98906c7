import type { Finding, Status } from "../../src/model/finding.ts";
import { type JudgedBy, judgedBy } from "./prowler-checks.ts";
import type { ExpectedFinding, Scenario } from "./prowler-scenarios.ts";
import { toRecording } from "./prowler-scenarios.ts";
import { judge, type Parameters, worst } from "./verdicts.ts";

export const asOf = "2026-01-15T12:00:00.000Z";

/** What Prowler and we say of one thing. */
export interface Compared {
  /** The scenario, and the thing where Prowler has several findings. */
  readonly name: string;
  readonly prowler: ExpectedFinding["status"] | "NOTHING";
  readonly ours: Status;
  readonly judged?: string | undefined;
}

const saysTheSame: { readonly [said in Compared["prowler"]]: Status } = {
  PASS: "pass",
  FAIL: "fail",
  MANUAL: "unknown",
  NOTHING: "not-applicable",
};

export const agrees = ({ prowler, ours }: Compared): boolean => saysTheSame[prowler] === ours;

export const shortName = ({ id }: Scenario): string => id.replace(/^prowler:/, "");

export const paramsOf = ({ auditConfig = {} }: Scenario, { params }: JudgedBy): Parameters =>
  params?.(auditConfig) ?? {};

export function judgedByOf({ check }: Scenario): JudgedBy {
  const judged = judgedBy[check];
  if (judged === undefined) throw new Error(`nothing answers ${check}`);
  return judged;
}

/** Every finding of Prowler's beside our verdict on the same thing. */
export function compare(scenario: Scenario): Compared[] {
  const { input, expected } = scenario;
  const by = judgedByOf(scenario);
  const { judged } = by;
  const recording = toRecording(input, asOf);
  const findings = judge(recording, asOf, paramsOf(scenario, by), by.policies);
  const name = shortName(scenario);
  if (expected.findings.length === 0) {
    return [{ name, prowler: "NOTHING", ours: worst(findings), judged }];
  }
  return expected.findings.map((finding) => ({
    name: finding.appliesTo ? `${name} ${finding.appliesTo.equals}` : name,
    prowler: finding.status,
    ours: worst(about(finding, scenario, findings)),
    judged,
  }));
}

/**
 * Our findings on what Prowler's finding is about. Prowler names the trail where we name its bucket;
 * what is said of the whole account is said of each of its things.
 */
function about(
  { resourceId }: ExpectedFinding,
  { input }: Scenario,
  findings: readonly Finding[],
): Finding[] {
  const trail = input.trails.find(({ trail: { Name } }) => Name === resourceId)?.trail;
  const names = [resourceId, `trail/${resourceId}`, trail?.S3BucketName, input.accountId];
  return findings.filter(({ resource }) => names.includes(resource.name));
}

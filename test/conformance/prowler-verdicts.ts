import type { Finding, Status } from "../../src/model/finding.ts";
import type { ExpectedFinding, Scenario } from "./prowler-scenarios.ts";
import { toRecording } from "./prowler-scenarios.ts";
import { judge, type Parameters, policies } from "./verdicts.ts";

export const asOf = "2026-01-15T12:00:00.000Z";

/** How a check of Prowler's is asked here. */
export interface JudgedBy {
  /** All of them, where Prowler asks several things at once. */
  readonly policies: readonly string[];
  /** Parameters that stand for a setting of Prowler's. */
  readonly params?: (config: NonNullable<Scenario["auditConfig"]>) => Parameters;
}

/** What Prowler and we say of one thing. */
export interface Compared {
  /** The scenario, and the thing where Prowler has several findings. */
  readonly name: string;
  readonly prowler: ExpectedFinding["status"] | "NOTHING";
  readonly ours: Status;
}

const saysTheSame: { readonly [said in Compared["prowler"]]: Status } = {
  PASS: "pass",
  FAIL: "fail",
  MANUAL: "unknown",
  NOTHING: "not-applicable",
};

export const agrees = ({ prowler, ours }: Compared): boolean => saysTheSame[prowler] === ours;

export const shortName = ({ id }: Scenario): string => id.replace(/^prowler:/, "");

export const paramsOf = ({ auditConfig }: Scenario, { params }: JudgedBy): Parameters =>
  (auditConfig && params?.(auditConfig)) ?? {};

/** Every finding of Prowler's beside our verdict on the same thing. */
export function compare(scenario: Scenario, judgedBy: JudgedBy): Compared[] {
  const { input, expected } = scenario;
  const findings = judge(toRecording(input, asOf), asOf, paramsOf(scenario, judgedBy)).filter(
    ({ policy }) => judgedBy.policies.includes(policy),
  );
  const name = shortName(scenario);
  if (expected.findings.length === 0) return [{ name, prowler: "NOTHING", ours: worst(findings) }];
  return expected.findings.map((finding) => ({
    name: finding.appliesTo ? `${name} ${finding.appliesTo.equals}` : name,
    prowler: finding.status,
    ours: worst(about(finding, scenario, findings)),
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

const byWeight: readonly Status[] = ["fail", "unknown", "pass", "not-applicable"];

function worst(findings: readonly Finding[]): Status {
  const found = byWeight.find((one) => findings.some(({ status }) => status === one));
  if (found === undefined) throw new Error("no policy of ours has a finding on this");
  return found;
}

export const isPolicy = (id: string): boolean => policies.some((policy) => policy.id === id);

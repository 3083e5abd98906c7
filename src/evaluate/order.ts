import type { Finding } from "../model/finding.ts";
import type { Policy } from "../model/policy.ts";
import { severityRank } from "../model/severity.ts";

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Policies, the worst to fail first. */
export const byImportance = (a: Policy, b: Policy): number =>
  severityRank(a.severity) - severityRank(b.severity) || compare(a.id, b.id);

/** Findings of one policy, always in the same order. */
export const byPlace = (a: Finding, b: Finding): number =>
  compare(a.region, b.region) || compare(a.resource.id, b.resource.id);

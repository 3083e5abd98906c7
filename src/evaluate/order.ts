import type { Finding } from "../model/finding.ts";
import { severityRank } from "../model/severity.ts";

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The worst first, and always the same order: severity, policy, Region, resource. */
export const byImportance = (a: Finding, b: Finding): number =>
  severityRank(a.severity) - severityRank(b.severity) ||
  compare(a.policy, b.policy) ||
  compare(a.region, b.region) ||
  compare(a.resource.id, b.resource.id);

import type { Result } from "../model/result.ts";
import { type AsffFinding, complianceOf } from "../report/asff-finding.ts";
import { asffFindings } from "../report/asff-findings.ts";
import { fitting } from "./batches.ts";

/** Findings of one account by Region, then by id. */
export type ByRegion = ReadonlyMap<string, ReadonlyMap<string, AsffFinding>>;

/** What hubs are to hold, by account: each finding in the hub of its account and Region. */
export function desiredFindings(result: Result): ReadonlyMap<string, ByRegion> {
  const accounts = new Map<string, Map<string, Map<string, AsffFinding>>>();
  for (const finding of asffFindings(result)) {
    const region = finding.ProductArn.split(":")[3] ?? "";
    const regions = getOrAdd(accounts, finding.AwsAccountId);
    const byId = getOrAdd(regions, region);
    byId.set(finding.Id, worseOf(byId.get(finding.Id), fitting(finding)));
  }
  return accounts;
}

function getOrAdd<Inner>(maps: Map<string, Map<string, Inner>>, key: string): Map<string, Inner> {
  const found = maps.get(key) ?? new Map<string, Inner>();
  maps.set(key, found);
  return found;
}

/** Things to which AWS gave no ARN share one id: the hub shows the worst of them. */
const worseOf = (one: AsffFinding | undefined, other: AsffFinding): AsffFinding =>
  one !== undefined && rankOf(one) <= rankOf(other) ? one : other;

const worstFirst = ["FAILED", "NOT_AVAILABLE", "PASSED"];

const rankOf = (finding: AsffFinding): number => worstFirst.indexOf(complianceOf(finding));

import type { AsffFinding } from "../report/asff-finding.ts";

/**
 * What one call takes: 100 findings of 240 KB each, 6 MB in all. A thousand bytes are a KB here, so
 * that it fits whichever is meant.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html
 */
export const importLimits = {
  findings: 100,
  findingBytes: 240_000,
  batchBytes: 6_000_000,
} as const;

/** What stands around the findings in a request. */
const envelope = 100;

const bytesOf = (finding: AsffFinding): number => Buffer.byteLength(JSON.stringify(finding)) + 1;

/** The findings in their order, in as few calls as the limits allow. */
export function batchesOf(findings: readonly AsffFinding[]): AsffFinding[][] {
  const batches: AsffFinding[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const finding of findings) {
    const size = bytesOf(finding);
    const last = batches.at(-1);
    if (
      last === undefined ||
      last.length === importLimits.findings ||
      bytes + size > importLimits.batchBytes
    ) {
      batches.push([finding]);
      bytes = envelope + size;
    } else {
      last.push(finding);
      bytes += size;
    }
  }
  return batches;
}

/** The finding, without its evidence where that would make it too large to import. */
export function fitting(finding: AsffFinding): AsffFinding {
  if (bytesOf(finding) <= importLimits.findingBytes) return finding;
  const resources = finding["Resources"] as readonly { readonly Details?: object }[];
  return {
    ...finding,
    Resources: resources.map(({ Details: _, ...resource }) => resource),
  } as AsffFinding;
}

import { distance } from "fastest-levenshtein";
import { Failure } from "../model/failure.ts";
import type { RegionsSeen } from "./regions.ts";

export interface RegionsChosen extends RegionsSeen {
  readonly regionsSkipped?: readonly string[];
}

/** The Regions to look at when the user named some; what is left out is said. */
export function limitRegions(seen: RegionsSeen, only: readonly string[]): RegionsChosen {
  if (only.length === 0) return seen;
  for (const region of only) {
    if (!seen.regions.includes(region)) throw notEnabled(region, seen);
  }
  return {
    ...seen,
    regions: seen.regions.filter((region) => only.includes(region)),
    regionsSkipped: seen.regions.filter((region) => !only.includes(region)),
  };
}

function notEnabled(region: string, { regions, regionsFrom }: RegionsSeen): Failure {
  const [nearest] = [...regions].sort((a, b) => distance(a, region) - distance(b, region));
  return new Failure(
    "aws/region-not-enabled",
    `${region} is not among the account's enabled Regions (${regionsFrom}).`,
    { help: `Did you mean ${nearest}? Enabled: ${regions.join(", ")}` },
  );
}

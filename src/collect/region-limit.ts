import { distance } from "fastest-levenshtein";
import { Failure } from "../model/failure.ts";
import type { RegionsSeen } from "./regions.ts";

export interface RegionsChosen extends RegionsSeen {
  readonly regionsSkipped?: readonly string[];
}

/**
 * The Regions to look at when the user named some; what is left out is said. Of many accounts, each
 * is looked at in those of them that it has enabled.
 */
export function limitRegions(
  seen: RegionsSeen,
  only: readonly string[],
  { isOneOfMany = false }: { readonly isOneOfMany?: boolean } = {},
): RegionsChosen {
  if (only.length === 0) return seen;
  const absent = only.filter((region) => !seen.regions.includes(region));
  const [first] = absent;
  const isEnough = isOneOfMany && absent.length < only.length;
  if (first !== undefined && !isEnough) throw notEnabled(first, seen);
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

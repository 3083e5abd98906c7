import type { AccountLine } from "../model/recording.ts";
import type { Calls } from "./calls.ts";
import { reasonFor } from "./reasons.ts";

/**
 * The Regions that the account has enabled. A list that did not come from the account itself holds
 * Regions it may not have; those refuse its credentials, and are none of its Regions.
 */
export function usableRegions(
  { regions, regionsFrom }: AccountLine,
  calls: Calls,
): readonly string[] {
  if (regionsFrom !== "built-in list") return regions;
  return regions.filter((region) => {
    const answer = calls.one({ service: "cloudtrail", operation: "DescribeTrails", region });
    return answer?.error === undefined || reasonFor(answer.error) !== "region-disabled";
  });
}

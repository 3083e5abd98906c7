import { Failure } from "../model/failure.ts";
import { partitionOfRegion } from "../model/partition.ts";

/** The name, if it is a Region's. Throws a Failure for another. */
export function expectRegion(region: string): string {
  if (partitionOfRegion(region) !== undefined) return region;
  throw new Failure("aws/unknown-region", `"${region}" is no AWS Region.`, {
    help: "Check AWS_REGION and the profile's region; a Region looks like eu-west-1.",
  });
}

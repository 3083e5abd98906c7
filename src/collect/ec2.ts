import { DescribeRegionsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { service } from "../aws/operation.ts";
import type { Ask } from "./ask.ts";

/** @public Its operations are found here by `npm run generate`. */
export const ec2 = service("ec2", EC2Client);

const describeRegions = ec2("DescribeRegions", DescribeRegionsCommand, "ec2:DescribeRegions");

/** Regions that the account can use, or undefined when it may not say. */
export async function describeUsableRegions(
  ask: Ask,
  region: string,
): Promise<string[] | undefined> {
  const { output } = await ask(describeRegions, region, { AllRegions: false });
  return output?.Regions?.filter(({ OptInStatus }) => OptInStatus !== "not-opted-in").flatMap(
    ({ RegionName }) => RegionName ?? [],
  );
}

import { builtInRegions } from "../aws/built-in-regions.ts";
import { partitionById } from "../model/partition.ts";
import { listEnabledRegions } from "./account.ts";
import type { Ask } from "./ask.ts";

export interface RegionsSeen {
  readonly regions: readonly string[];
  /** Who said so: `account:ListRegions`, `ec2:DescribeRegions` or `built-in list`. */
  readonly regionsFrom: string;
}

/** The account's Regions, from the best source that answers. */
export async function findRegions(ask: Ask, partition: string): Promise<RegionsSeen> {
  const leader = partitionById(partition).leaderRegion;
  const enabled = await listEnabledRegions(ask, leader);
  if (enabled?.length) return { regions: enabled.sort(), regionsFrom: "account:ListRegions" };
  const { describeUsableRegions } = await import("./ec2.ts");
  const usable = await describeUsableRegions(ask, leader);
  if (usable?.length) return { regions: usable.sort(), regionsFrom: "ec2:DescribeRegions" };
  return { regions: builtInRegions[partition] ?? [leader], regionsFrom: "built-in list" };
}

import { partitionById } from "../../model/partition.ts";

/**
 * Services whose events are recorded in one Region of the partition, and which only some trails get.
 * STS is one where its global endpoint is called, which is there.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events
 */
export const globalSources = ["iam.amazonaws.com", "cloudfront.amazonaws.com", "sts.amazonaws.com"];

export const isElsewhereToo = (source: string): boolean => source === "sts.amazonaws.com";

/** The Region that global services are recorded in. */
export function globalRegionOf(partitionId: string): string {
  const partition = partitionById(partitionId);
  return partition.globalEventsRegion ?? partition.leaderRegion;
}

import type { CallLine } from "../../model/recording.ts";

/** What was asked of which thing: owners and prefixes that only guard a call are left out. */
export function askedOf({ service, operation, region, input }: CallLine): string {
  const isRegional = service !== "s3" && service !== "iam" && service !== "kms";
  return JSON.stringify([
    service,
    operation,
    isRegional ? region : "",
    Object.entries(input)
      .filter(([name]) => !besides.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
}

const besides = new Set([
  ...["ExpectedBucketOwner", "includeShadowTrails", "NextToken", "nextToken", "Marker"],
  ...["MaxResults", "MaxRecords", "MaxItems", "limit", "Limit", "Filter", "AlarmTypes"],
]);

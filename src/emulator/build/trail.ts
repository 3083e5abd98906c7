import type { JsonObject } from "../../model/json.ts";
import type { TrailState } from "../world.ts";

export interface TrailGiven {
  readonly account: string;
  readonly partition?: string;
  readonly name: string;
  readonly region?: string;
  readonly bucket: string;
  /** Members of the DescribeTrails item that differ; undefined removes one. */
  readonly trail?: JsonObject;
  readonly status?: JsonObject;
  readonly statusIn?: TrailState["statusIn"];
  readonly selectors?: JsonObject;
  readonly insightSelectors?: readonly JsonObject[];
  readonly tags?: TrailState["tags"];
  /** ISO time at which everything was just delivered. */
  readonly now: string;
}

const minutesBefore = (time: string, minutes: number): string =>
  new Date(Date.parse(time) - minutes * 60_000).toISOString();

export function buildTrail(given: TrailGiven): TrailState {
  const { account, partition = "aws", name, region = "us-east-1", now } = given;
  const status: JsonObject = {
    IsLogging: true,
    StartLoggingTime: minutesBefore(now, 200 * 24 * 60),
    LatestDeliveryTime: minutesBefore(now, 4),
    LatestDigestDeliveryTime: minutesBefore(now, 35),
    LatestCloudWatchLogsDeliveryTime: minutesBefore(now, 3),
    ...given.status,
  };
  return {
    trail: {
      Name: name,
      S3BucketName: given.bucket,
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: true,
      HomeRegion: region,
      TrailARN: `arn:${partition}:cloudtrail:${region}:${account}:trail/${name}`,
      LogFileValidationEnabled: true,
      HasCustomEventSelectors: true,
      HasInsightSelectors: given.insightSelectors !== undefined,
      IsOrganizationTrail: false,
      ...given.trail,
    },
    status,
    ...(given.statusIn && { statusIn: given.statusIn }),
    selectors: given.selectors ?? {
      AdvancedEventSelectors: [
        {
          Name: "Management events selector",
          FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }],
        },
      ],
    },
    ...(given.insightSelectors && { insightSelectors: given.insightSelectors }),
    tags: given.tags ?? { owner: "security" },
  };
}

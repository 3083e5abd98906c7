import type { Declared } from "../../model/finding.ts";
import type { AccountRecording, CallLine } from "../../model/recording.ts";
import { attempt } from "../attribute.ts";
import { callsOfBucket } from "./bucket.ts";
import { regionOf } from "./declared.ts";
import { arnOf, bucketName, type Place } from "./identity.ts";
import { callsOfKey } from "./key.ts";
import { placeOf } from "./place.ts";
import type { Plan, Planned } from "./plan.ts";
import { callsOfTrail, type LiftedTrail, liftTrail } from "./trail.ts";

/** What AWS would answer once the plan is applied, and where each thing is declared. */
export interface Lifted {
  readonly recording: AccountRecording;
  /** By the ids of resources in findings. */
  readonly declared: ReadonlyMap<string, Declared>;
}

/** Lifts a plan to the answers that AWS would give. Pure: the same plan gives the same answers. */
export function liftPlan(plan: Plan, file: string): Lifted {
  const ofType = (type: string) => plan.resources.filter((resource) => resource.type === type);
  const regions = regionsOf(plan, [...ofType("aws_cloudtrail"), ...ofType("aws_s3_bucket")]);
  const place = placeOf(plan, regions);
  const trails = ofType("aws_cloudtrail").map((one) => attempt(() => liftTrail(plan, place, one)));
  const lifted = trails.flatMap((trail) => ("made" in trail ? trail.made : []));
  const keys = ofType("aws_kms_key");
  const buckets = ofType("aws_s3_bucket");
  const calls = [
    ...regions.map((region) => describeTrails(place, region, lifted)),
    ...lifted.flatMap((trail) => callsOfTrail(place, trail, regions)),
    ...buckets.flatMap((bucket) => callsOfBucket(plan, place, bucket)),
    ...keys.flatMap((key) => {
      const made = attempt(() => callsOfKey(plan, place, key));
      return "made" in made ? made.made : [];
    }),
  ];
  const { account, partition } = place;
  return {
    recording: {
      account: {
        kind: "account",
        ...{ account, partition, regions },
        regionsFrom: "the plan",
        undeclared: "the plan does not declare it",
      },
      calls,
      status: "complete",
    },
    declared: new Map([
      ...lifted.map(({ arn, address }) => [arn, { file, address }] as const),
      ...buckets.map(
        (bucket) =>
          [
            `arn:${partition}:s3:::${bucketName(bucket)}`,
            { file, address: bucket.address },
          ] as const,
      ),
      ...keys.flatMap((key) => {
        const arn = attempt(() => arnOf(plan, place, key));
        return "made" in arn ? [[arn.made, { file, address: key.address }] as const] : [];
      }),
    ]),
  };
}

function regionsOf(plan: Plan, resources: readonly Planned[]): readonly string[] {
  const regions = resources.map((resource) => attempt(() => regionOf(plan, resource)));
  return [...new Set(regions.flatMap((region) => ("made" in region ? region.made : [])))].sort();
}

/** A trail shows in its home Region, and as a shadow in every one that it covers. */
function describeTrails(place: Place, region: string, trails: readonly LiftedTrail[]): CallLine {
  const shown = trails.filter(
    (trail) => trail.region === region || trail.description["IsMultiRegionTrail"] === true,
  );
  return {
    kind: "call",
    ...{ account: place.account, region, service: "cloudtrail", operation: "DescribeTrails" },
    input: {},
    output: { trailList: shown.map(({ description }) => description) },
    at: "",
    declaredAt: shown.map(({ address }) => address).join(", ") || "the plan",
  };
}

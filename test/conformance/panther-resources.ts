import type { Json, JsonObject } from "../../src/model/json.ts";
import type { AccountRecording } from "../../src/model/recording.ts";
import { aboutBucket, nameOfBucket } from "./panther-buckets.ts";
import {
  type Answer,
  describeLogGroups,
  describeTrails,
  getEventSelectors,
  getTrailStatus,
  type Question,
  recordingOf,
} from "./questions.ts";

/** A policy of Panther's, and the resources that its tests judge. */
export interface PantherPolicy {
  readonly policy: string;
  readonly resourceTypes: readonly string[];
  readonly tests: readonly PantherTest[];
}

export interface PantherTest {
  readonly name: string;
  readonly compliant: boolean;
  /** In Panther's own form: members of several answers of AWS in one object, null for none. */
  readonly resource: JsonObject;
}

export const asOf = "2020-01-01T00:00:00.000Z";

type Answered = readonly [Question, Answer];

const account = "123456789012";

/** The recording of an account that has the resource, and a trail that uses it. */
export function toRecording({ resourceTypes }: PantherPolicy, test: PantherTest): AccountRecording {
  const resource = withoutNull(test.resource) as JsonObject;
  switch (resourceTypes[0]) {
    case "AWS.CloudTrail":
      return recorded(regionOf(resource), aboutTrail(resource));
    case "AWS.CloudWatch.LogGroup":
      return recorded(regionOf(resource), aboutLogGroup(resource));
    case "AWS.S3.Bucket":
      return recorded(regionOf(resource), [
        trails(regionOf(resource), { ...mainTrail, S3BucketName: nameOfBucket(resource) }),
        ...aboutBucket(resource, { account, region: regionOf(resource) }),
      ]);
    default:
      throw new Error(`${resourceTypes[0]} is no kind of resource that we know`);
  }
}

const recorded = (region: string, answered: readonly Answered[]): AccountRecording =>
  recordingOf({ account, regions: [region] }, asOf, answered);

const regionOf = (resource: JsonObject): string =>
  String(resource["HomeRegion"] ?? resource["Region"] ?? resource["Location"] ?? "us-east-1");

const mainTrail: JsonObject = { Name: "main", S3BucketName: "logs", IsMultiRegionTrail: true };

const trailArn = (region: string, name: string): string =>
  `arn:aws:cloudtrail:${region}:${account}:trail/${name}`;

const groupArn = (region: string, name: string): string =>
  `arn:aws:logs:${region}:${account}:log-group:${name}:*`;

const trails = (region: string, trail: JsonObject): Answered => [
  describeTrails(region),
  {
    output: {
      trailList: [
        { ...trail, HomeRegion: region, TrailARN: trailArn(region, String(trail["Name"])) },
      ],
    },
  },
];

/**
 * Panther's trail names something of CloudWatch's in another account where AWS has a log group of
 * the trail's own, and no role, without which AWS accepts no log group; both are put right.
 */
function aboutTrail(resource: JsonObject): Answered[] {
  const { Status, EventSelectors, CloudWatchLogsLogGroupArn: named, ...trail } = resource;
  const region = regionOf(resource);
  const arn = trailArn(region, String(trail["Name"]));
  const group = typeof named === "string" ? named.split("/").at(-1) : undefined;
  const sending = group !== undefined && {
    CloudWatchLogsLogGroupArn: groupArn(region, group),
    CloudWatchLogsRoleArn: `arn:aws:iam::${account}:role/cloudtrail`,
  };
  return [
    trails(region, { ...trail, ...sending }),
    [getTrailStatus(region, arn), { output: Status as JsonObject }],
    [getEventSelectors(region, arn), { output: { TrailARN: arn, EventSelectors } as JsonObject }],
    ...(group === undefined ? [] : [logGroups(region, { logGroupName: group })]),
  ];
}

/** The account in the group's ARN has a digit too many, so the ARN is made of the other members. */
function aboutLogGroup(resource: JsonObject): Answered[] {
  const region = regionOf(resource);
  const { LogGroupName, RetentionInDays, KmsKeyId } = resource;
  const name = String(LogGroupName);
  return [
    trails(region, { ...mainTrail, CloudWatchLogsLogGroupArn: groupArn(region, name) }),
    logGroups(region, {
      logGroupName: name,
      ...(RetentionInDays !== undefined && { retentionInDays: RetentionInDays }),
      ...(KmsKeyId !== undefined && { kmsKeyId: KmsKeyId }),
    }),
  ];
}

function logGroups(region: string, group: JsonObject): Answered {
  const name = String(group["logGroupName"]);
  return [
    describeLogGroups(region, name),
    { output: { logGroups: [{ ...group, arn: groupArn(region, name) }] } },
  ];
}

/** AWS leaves out what Panther has as null or, in times, as an empty text. */
function withoutNull(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNull);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null && member !== "")
      .map(([name, member]) => [name, withoutNull(member as Json)]),
  );
}

import { parseArn } from "../../src/model/arn.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { permissions } from "../../src/model/permissions.ts";
import type { AccountRecording } from "../../src/model/recording.ts";
import {
  type Answer,
  describeAlarms,
  describeLogGroups,
  describeMetricFilters,
  describeTrails,
  getEventSelectors,
  getInsightSelectors,
  getTrailStatus,
  ofBucket,
  type Question,
  recordingOf,
} from "./questions.ts";

/** A state of an account, and what Prowler's check says of it. */
export interface Scenario {
  readonly id: string;
  readonly check: string;
  readonly auditConfig?: { readonly [setting: string]: boolean | number };
  readonly input: ScenarioInput;
  readonly expected: { readonly findings: readonly ExpectedFinding[] };
}

export interface ExpectedFinding {
  readonly status: "PASS" | "FAIL" | "MANUAL";
  readonly resourceId?: string;
  /** Of a finding about the whole account, the Region that Prowler files it under. */
  readonly appliesTo?: { readonly equals: string };
}

export interface ScenarioInput {
  readonly accountId: string;
  readonly auditedRegions: readonly string[];
  /** IAM actions. */
  readonly deniedApis: readonly string[];
  readonly trails: readonly TrailGiven[];
  readonly buckets: readonly BucketGiven[];
  readonly logGroups: readonly InRegion[];
  readonly metricFilters: readonly InRegion[];
  readonly metricAlarms: readonly InRegion[];
}

export interface TrailGiven {
  readonly trail: JsonObject & {
    readonly Name: string;
    readonly TrailARN: string;
    readonly HomeRegion: string;
    readonly S3BucketName: string;
    readonly IsMultiRegionTrail: boolean;
  };
  readonly status: JsonObject;
  readonly eventSelectors: JsonObject | null;
  readonly insightSelectors: JsonObject | null;
}

interface BucketGiven {
  readonly Name: string;
  readonly region: string;
  readonly GetBucketAcl: JsonObject;
  readonly GetBucketLogging: JsonObject;
  readonly GetBucketVersioning: JsonObject;
  readonly visibleToAuditor: boolean;
}

export type InRegion = JsonObject & { readonly region: string };

type Answered = readonly [Question, Answer];

/**
 * The recording that the collector would have made of the account. What a scenario does not say is
 * left out, as never asked. The audited Regions are taken for all that the account has enabled.
 */
export function toRecording(input: ScenarioInput, asOf: string): AccountRecording {
  const isDenied = ({ service, operation }: Question): boolean =>
    input.deniedApis.includes(permissions[`${service}:${operation}`] ?? "");
  const listings = input.auditedRegions.map(
    (region): Answered => [
      describeTrails(region),
      { output: { trailList: shownIn(region, input) } },
    ],
  );
  // Who may not list the trails cannot ask about any of them.
  const seen = listings.some(([question]) => isDenied(question)) ? [] : input.trails;
  const answered = [
    ...listings,
    ...seen.flatMap((trail) => aboutTrail(trail, asOf)),
    ...input.buckets
      .filter(({ Name }) => seen.some(({ trail }) => trail.S3BucketName === Name))
      .flatMap((bucket) => aboutBucket(bucket, input.accountId)),
    ...aboutLogGroups(seen, input),
  ];
  return recordingOf(
    { account: input.accountId, regions: input.auditedRegions },
    asOf,
    answered.map(([question, answer]) => [question, isDenied(question) ? denied : answer]),
  );
}

const denied: Answer = {
  error: { code: "AccessDeniedException", message: "not authorized", status: 400 },
};

/** A multi-Region trail shows in every Region, as a shadow outside its home. */
const shownIn = (region: string, { trails }: ScenarioInput): JsonObject[] =>
  trails
    .map(({ trail }) => trail)
    .filter(({ HomeRegion, IsMultiRegionTrail }) => IsMultiRegionTrail || HomeRegion === region);

/** The status in other Regions than the home of a multi-Region trail is not said. */
function aboutTrail({ trail, status, ...given }: TrailGiven, asOf: string): Answered[] {
  const { TrailARN, HomeRegion } = trail;
  const selectors = given.eventSelectors ?? selectorsNeverSet;
  return [
    [getTrailStatus(HomeRegion, TrailARN), { output: atTime(status, asOf) }],
    [getEventSelectors(HomeRegion, TrailARN), { output: { TrailARN, ...selectors } }],
    [
      getInsightSelectors(HomeRegion, TrailARN),
      given.insightSelectors
        ? { output: { TrailARN, ...given.insightSelectors } }
        : { error: { code: "InsightNotEnabledException", message: "none", status: 400 } },
    ],
  ];
}

/** AWS's own answer for a trail whose selectors nobody has set, as the data's format note has it. */
const selectorsNeverSet: JsonObject = {
  EventSelectors: [
    {
      ReadWriteType: "All",
      IncludeManagementEvents: true,
      DataResources: [],
      ExcludeManagementEventSources: [],
    },
  ],
};

const day = 24 * 3_600_000;

/** NOW and NOW-2d are relative to the time of the audit. */
const atTime = (status: JsonObject, asOf: string): JsonObject =>
  Object.fromEntries(
    Object.entries(status).map(([member, value]) => {
      const days = typeof value === "string" && /^NOW(?:-(\d+)d)?$/.exec(value);
      if (!days) return [member, value];
      return [member, new Date(Date.parse(asOf) - Number(days[1] ?? 0) * day).toISOString()];
    }),
  );

/**
 * S3 answers 403 to everything about a bucket of another account. Of a bucket in the account, only
 * the answers that the scenario holds are known: it names neither policy nor Block Public Access nor
 * ownership, and "none", as S3 had it for buckets of the past, and "all blocked and enforced", as
 * new buckets have it since April 2023, would be equally good guesses.
 */
function aboutBucket(bucket: BucketGiven, account: string): Answered[] {
  const { Name, region, visibleToAuditor } = bucket;
  const input = { Bucket: Name };
  const asOwner = { ...input, ExpectedBucketOwner: account };
  const told: Answered[] = [
    [ofBucket("HeadBucket", region, asOwner), { output: { BucketRegion: region } }],
    [ofBucket("GetBucketLocation", region, asOwner), { output: locationOf(region) }],
    [ofBucket("GetBucketAcl", region, input), { output: bucket.GetBucketAcl }],
    [ofBucket("GetBucketLogging", region, input), { output: bucket.GetBucketLogging }],
    [ofBucket("GetBucketVersioning", region, input), { output: bucket.GetBucketVersioning }],
  ];
  if (visibleToAuditor) return told;
  const untold = ["GetBucketPolicy", "GetBucketPolicyStatus", "GetPublicAccessBlock"];
  return [
    ...told.map(([question]) => question),
    ...untold.map((operation) => ofBucket(operation, region, input)),
  ].map((question) => [question, forbidden(question)]);
}

const locationOf = (region: string): JsonObject =>
  region === "us-east-1" ? {} : { LocationConstraint: region };

/** HEAD has no body to carry a code, but a header that tells the bucket's Region. */
const forbidden = ({ operation, region }: Question): Answer => ({
  error:
    operation === "HeadBucket"
      ? { code: "Http403", message: "", status: 403, bucketRegion: region }
      : { code: "AccessDenied", message: "Access Denied", status: 403 },
});

/** The log groups that trails send to, their metric filters, and the alarms of a Region with any. */
function aboutLogGroups(trails: readonly TrailGiven[], input: ScenarioInput): Answered[] {
  const groups = trails.flatMap(({ trail }) => {
    const arn = parseArn(String(trail["CloudWatchLogsLogGroupArn"]));
    const name = arn?.resource.match(/^log-group:(.+?)(:\*)?$/)?.[1];
    return arn && name && arn.account === input.accountId ? [{ name, region: arn.region }] : [];
  });
  const isIn = (region: string) => (item: InRegion) => item.region === region;
  const answered = groups.flatMap(({ name, region }): Answered[] => {
    const named = input.logGroups
      .filter(isIn(region))
      .filter(({ logGroupName }) => String(logGroupName).startsWith(name));
    const filters = input.metricFilters
      .filter(isIn(region))
      .filter(({ logGroupName }) => logGroupName === name);
    return [
      [describeLogGroups(region, name), { output: { logGroups: named.map(withoutRegion) } }],
      [
        describeMetricFilters(region, name),
        named.some(({ logGroupName }) => logGroupName === name)
          ? { output: { metricFilters: filters.map(withoutRegion) } }
          : { error: { code: "ResourceNotFoundException", message: "no such group", status: 400 } },
      ],
    ];
  });
  const watched = [...new Set(groups.map(({ region }) => region))].filter((region) =>
    input.metricFilters.some(isIn(region)),
  );
  const alarms = watched.map((region): Answered => {
    const MetricAlarms = input.metricAlarms.filter(isIn(region)).map(withoutRegion);
    return [describeAlarms(region), { output: { MetricAlarms, CompositeAlarms: [] } }];
  });
  return [...answered, ...alarms];
}

const withoutRegion = ({ region: _, ...item }: InRegion): JsonObject => item;

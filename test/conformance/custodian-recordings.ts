import { builtInRegions } from "../../src/aws/built-in-regions.ts";
import { parseArn } from "../../src/model/arn.ts";
import { isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import type { AccountRecording } from "../../src/model/recording.ts";
import {
  type Answer,
  describeAlarms,
  describeMetricFilters,
  describeTrails,
  getEventSelectors,
  getTrailStatus,
  type Question,
  recordingOf,
} from "./questions.ts";

/** Recorded answers of the real AWS, and what is known about them. */
export interface CustodianRecording {
  readonly recording: string;
  readonly calls: readonly CustodianCall[];
  readonly expectations: readonly Expectation[];
}

interface CustodianCall {
  readonly api: string;
  /** The n-th answer of this operation. */
  readonly n: number;
  readonly response: JsonObject;
}

export interface Expectation {
  readonly statement: string;
  readonly expected: Json;
}

/** Recordings of a change hold the answers from before it and from after it. */
export interface Look {
  readonly moment: "first" | "last";
  /** Where DescribeTrails was asked. */
  readonly region: string;
}

/** Operations whose answers become calls of our recording. */
export const convertedOperations = [
  "cloudtrail.DescribeTrails",
  "cloudtrail.GetTrailStatus",
  "cloudtrail.GetEventSelectors",
  "logs.DescribeMetricFilters",
  "monitoring.DescribeAlarmsForMetric",
];

/** Operations that the collector does not call. */
export const otherOperations: { readonly [api: string]: string } = {
  "cloudtrail.CreateTrail": "a change",
  "cloudtrail.DeleteTrail": "a change",
  "cloudtrail.PutEventSelectors": "a change",
  "cloudtrail.StartLogging": "a change",
  "cloudtrail.StopLogging": "a change",
  "cloudtrail.UpdateTrail": "a change",
  "s3.CreateBucket": "a change",
  "s3.DeleteBucket": "a change",
  "s3.DeleteObject": "a change",
  "s3.PutBucketPolicy": "a change",
  "s3.ListBuckets": "only buckets that trails name are read",
  "s3.ListObjects": "objects are not read",
  "iam.ListAccountAliases": "no fact comes from the account's alias",
  "tagging.GetResources": "tags of trails come from ListTags",
};

/**
 * GetTrailStatus does not say which trail it speaks of. Its answers are in the order of the trails,
 * but in these two recordings only one trail was asked about: the one that was started seconds
 * before and has never delivered, as the age of the metric filter on its log group shows.
 */
const onlyStatusIsOf: { readonly [recording: string]: string } = {
  test_cloudtrail_fail_log_metric_filter_no_alarm:
    "fail-tf-trail-3bf19dec-127e-11ed-861d-0242ac12000",
  test_cloudtrail_fail_log_metric_filter_no_sns:
    "fail-tf-trail-3bf19dec-127e-11ed-861d-0242ac12000",
};

interface Trail {
  readonly description: JsonObject;
  readonly arn: string;
  readonly home: string;
}

type Answered = readonly [Question, Answer];

/** The recording that the collector would have made, had it looked at one Region only. */
export function toRecording(recorded: CustodianRecording, look: Look): AccountRecording {
  const { region } = look;
  const trails = trailsOf(recorded, look);
  const answered: Answered[] = [
    [
      describeTrails(region),
      { output: pick(responses(recorded, "cloudtrail.DescribeTrails"), look) },
    ],
    ...statuses(recorded, trails, look),
    ...selectors(recorded, trails, look),
    ...watchers(recorded, trails),
  ];
  return recordingOf(
    {
      account: parseArn(trails[0]?.arn ?? "")?.account ?? "",
      regions: [region],
      // Nobody asked in the other Regions, and they may hold more.
      regionsFrom: "built-in list",
      regionsSkipped: (builtInRegions["aws"] ?? []).filter((other) => other !== region),
    },
    timeOf(recorded),
    answered,
  );
}

/** The latest time in the answers; recordings of plain listings have none, and need none. */
export const timeOf = ({ calls }: CustodianRecording): string =>
  JSON.stringify(calls)
    .match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g)
    ?.sort()
    .at(-1) ?? "2020-01-01T00:00:00Z";

function trailsOf(recorded: CustodianRecording, look: Look): Trail[] {
  const { trailList } = pick(responses(recorded, "cloudtrail.DescribeTrails"), look);
  return objectsIn(trailList).map((description) => ({
    description,
    arn: String(description["TrailARN"]),
    home: String(description["HomeRegion"]),
  }));
}

function statuses(recorded: CustodianRecording, trails: readonly Trail[], look: Look): Answered[] {
  const answers = responses(recorded, "cloudtrail.GetTrailStatus");
  if (answers.length === 0) return [];
  const asked = onlyStatusIsOf[recorded.recording];
  const about = asked ? trails.filter(({ description }) => description["Name"] === asked) : trails;
  if (about.length === 1)
    return about.map((trail) => [statusOf(trail), { output: pick(answers, look) }]);
  if (about.length !== answers.length) {
    throw new Error(`${recorded.recording}: which trail does which status belong to?`);
  }
  return about.map((trail, index) => [statusOf(trail), { output: answers[index] as JsonObject }]);
}

const statusOf = ({ home, arn }: Trail): Question => getTrailStatus(home, arn);

function selectors(recorded: CustodianRecording, trails: readonly Trail[], look: Look): Answered[] {
  return trails.flatMap(({ arn, home }): Answered[] => {
    const answers = responses(recorded, "cloudtrail.GetEventSelectors").filter(
      ({ TrailARN }) => TrailARN === arn,
    );
    return answers.length === 0
      ? []
      : [[getEventSelectors(home, arn), { output: pick(answers, look) }]];
  });
}

/**
 * The collector lists all alarms of a Region where these recordings ask for those on one metric. For
 * an alarm on the metric itself, which is what they are about, the two answer alike; an alarm on
 * metric math would show in the collector's list alone.
 */
function watchers(recorded: CustodianRecording, trails: readonly Trail[]): Answered[] {
  return responses(recorded, "logs.DescribeMetricFilters").flatMap((output): Answered[] => {
    const name = String(objectsIn(output["metricFilters"])[0]?.["logGroupName"]);
    const group = trails
      .map(({ description }) => parseArn(String(description["CloudWatchLogsLogGroupArn"])))
      .find((arn) => arn?.resource === `log-group:${name}:*`);
    if (group === undefined)
      throw new Error(`${recorded.recording}: ${name} is no trail's log group`);
    const alarms = responses(recorded, "monitoring.DescribeAlarmsForMetric");
    return [
      [describeMetricFilters(group.region, name), { output }],
      ...alarms.map((answer): Answered => [describeAlarms(group.region), { output: answer }]),
    ];
  });
}

const responses = ({ calls }: CustodianRecording, api: string): JsonObject[] =>
  calls
    .filter((call) => call.api === api)
    .sort((a, b) => a.n - b.n)
    .map(({ response }) => response);

function pick(answers: readonly JsonObject[], { moment }: Look): JsonObject {
  const answer = answers.at(moment === "first" ? 0 : -1);
  if (answer === undefined) throw new Error("no such answer was recorded");
  return answer;
}

const objectsIn = (list: Json | undefined): JsonObject[] =>
  Array.isArray(list) ? list.filter(isObject) : [];

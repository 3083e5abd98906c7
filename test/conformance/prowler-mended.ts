import type { JsonObject } from "../../src/model/json.ts";
import type { InRegion, Scenario, ScenarioInput, TrailGiven } from "./prowler-scenarios.ts";

type Mend = (input: ScenarioInput) => ScenarioInput;

/**
 * What Prowler's checks do not look at, put in order. Filters, patterns, selectors, and what is
 * missing altogether, stay as they are.
 */
const mends = {
  "a trail stands before the log group or alarm": withTrail,
  "the trail runs": trailsAs(({ trail, status, ...given }) => ({
    ...{ ...given, trail, status: { ...status, IsLogging: true } },
  })),
  "the trail records every Region": trailsAs((given) => ({
    ...given,
    trail: { ...given.trail, IsMultiRegionTrail: true },
  })),
  "the trail names the log group where it is": atTheirGroup,
  "a match adds one": (input) => ({ ...input, metricFilters: input.metricFilters.map(addOne) }),
  "one match sets the alarm off": alarmsAs({
    Statistic: "Sum",
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: "GreaterThanOrEqualToThreshold",
  }),
  "the alarm acts": alarmsAs({ AlarmActions: ["arn:aws:sns:us-east-1:123456789012:security"] }),
} satisfies { readonly [what: string]: Mend };

export type Mended = keyof typeof mends;

export const allMends = Object.keys(mends) as Mended[];

/** The scenario with everything in order, except perhaps for one thing. */
export function mended(scenario: Scenario, leftOut?: Mended): Scenario {
  const applied = allMends.filter((what) => what !== leftOut);
  return {
    ...scenario,
    input: applied.reduce<ScenarioInput>((input, what) => mends[what](input), scenario.input),
  };
}

function trailsAs(change: (given: TrailGiven) => TrailGiven): Mend {
  return (input) => ({ ...input, trails: input.trails.map(change) });
}

function alarmsAs(members: JsonObject): Mend {
  return (input) => ({
    ...input,
    metricAlarms: input.metricAlarms.map((alarm) => ({ ...alarm, ...members })),
  });
}

function atTheirGroup(input: ScenarioInput): ScenarioInput {
  return trailsAs((given) => {
    const named = String(given.trail["CloudWatchLogsLogGroupArn"]);
    const group = input.logGroups.find(({ logGroupName }) => named.endsWith(`:${logGroupName}:*`));
    if (group === undefined) return given;
    return {
      ...given,
      trail: { ...given.trail, CloudWatchLogsLogGroupArn: String(group["arn"]) },
    };
  })(input);
}

const addOne = (filter: InRegion): InRegion => ({
  ...filter,
  metricTransformations: (filter["metricTransformations"] as JsonObject[]).map(
    (transformation) => ({ ...transformation, metricValue: "1" }),
  ),
});

/** Prowler judges every log group and alarm; we judge those that a trail sends to, and those on them. */
function withTrail(input: ScenarioInput): ScenarioInput {
  if (input.trails.length > 0) return input;
  if (input.logGroups.length > 0) return sendingTo(input.logGroups[0] as InRegion, input);
  const [alarm] = input.metricAlarms;
  if (alarm === undefined) return input;
  const { region } = alarm;
  const arn = `arn:aws:logs:${region}:${input.accountId}:log-group:main:*`;
  const group = { region, logGroupName: "main", arn };
  const metric = { metricName: "events", metricNamespace: "main" };
  const filter = { region, logGroupName: "main", filterName: "all", filterPattern: "" };
  return sendingTo(group, {
    ...input,
    logGroups: [group],
    metricFilters: [{ ...filter, metricTransformations: [{ ...metric, metricValue: "1" }] }],
    metricAlarms: [{ ...alarm, MetricName: metric.metricName, Namespace: metric.metricNamespace }],
  });
}

function sendingTo({ region, ...group }: InRegion, input: ScenarioInput): ScenarioInput {
  const trail = {
    Name: "main",
    TrailARN: `arn:aws:cloudtrail:${region}:${input.accountId}:trail/main`,
    HomeRegion: region,
    S3BucketName: "logs",
    IsMultiRegionTrail: true,
    CloudWatchLogsLogGroupArn: String(group["arn"]),
  };
  const given = { trail, status: {}, eventSelectors: null, insightSelectors: null };
  return { ...input, trails: [given] };
}

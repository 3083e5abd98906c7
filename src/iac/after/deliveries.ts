import { isObject, type JsonObject } from "../../model/json.ts";
import type { CallLine } from "../../model/recording.ts";

/** Where a trail delivers to, and by what. */
const ways = [
  ...["S3BucketName", "S3KeyPrefix", "KmsKeyId", "SnsTopicARN"],
  ...["CloudWatchLogsLogGroupArn", "CloudWatchLogsRoleArn"],
];

/** Whether a call is about a trail that delivers as before: then what it has delivered still tells. */
export function deliveringAsBefore(
  recorded: readonly CallLine[],
  lifted: readonly CallLine[],
): (call: CallLine) => boolean {
  const before = waysByTrail(recorded);
  const after = waysByTrail(lifted);
  return ({ input }) => {
    const arn = String(input["Name"]);
    return before.has(arn) && before.get(arn) === after.get(arn);
  };
}

function waysByTrail(calls: readonly CallLine[]): ReadonlyMap<string, string> {
  const trails = calls
    .filter(({ operation }) => operation === "DescribeTrails")
    .flatMap(({ output }) => listOf(output));
  return new Map(
    trails.map((trail) => [
      String(trail["TrailARN"]),
      JSON.stringify(ways.map((name) => trail[name] ?? null)),
    ]),
  );
}

const listOf = (output: JsonObject | undefined): readonly JsonObject[] => {
  const trails = output?.["trailList"];
  return Array.isArray(trails) ? trails.filter(isObject) : [];
};

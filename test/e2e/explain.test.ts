import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { buildAlarm } from "../../src/emulator/build/alarm.ts";
import { buildTopic } from "../../src/emulator/build/topic.ts";
import type { World } from "../../src/emulator/world.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { withAws } from "../harness/aws.ts";
import { emptyFolder, runCli } from "../harness/cli.ts";
import { everyPolicy } from "../harness/policy-ids.ts";
import { changedWorld, goodAccount, goodTopic } from "../harness/worlds.ts";

const now = new Date().toISOString();
const hostile = "quiet\u001b[2J\u202e\nPASS  all is well";

const equal = (Field: string, ...Equals: string[]): JsonObject => ({ Field, Equals });

const allButPayroll = {
  AdvancedEventSelectors: [
    { Name: "Management", FieldSelectors: [equal("eventCategory", "Management")] },
    {
      Name: "Files",
      FieldSelectors: [
        equal("eventCategory", "Data"),
        equal("resources.type", "AWS::S3::Object"),
        { Field: "resources.ARN", NotStartsWith: ["arn:aws:s3:::payroll/"] },
      ],
    },
  ],
};

const alarmChanges: { readonly [alarm: string]: JsonObject } = {
  CloudTrailChanges: { Namespace: "Elsewhere" },
  KmsKeyDeletion: { Dimensions: [{ Name: "Region", Value: "us-east-1" }] },
  BucketPolicyChanges: { AlarmActions: [`${goodTopic}-pending`] },
  IamPolicyChanges: { ActionsEnabled: false },
  VpcChanges: { TreatMissingData: "breaching", Statistic: "p99" },
};

/** Everything seems to be there, and little works. */
const world: World = changedWorld(now, ({ trails, alarms, topics, logGroups }) => ({
  trails: trails.map((one) => ({ ...one, selectors: allButPayroll })),
  alarms: alarms.map((one) => {
    const name = String(one.alarm["AlarmName"]);
    const alarm = alarmChanges[name];
    return alarm ? buildAlarm(goodAccount, name, goodTopic, { alarm }) : one;
  }),
  topics: [
    ...topics,
    buildTopic(`${goodTopic}-pending`, [
      { Protocol: "email", Endpoint: "a@example.com", SubscriptionArn: "PendingConfirmation" },
    ]),
  ],
  logGroups: logGroups.map((group) => ({
    ...group,
    metricFilters: group.metricFilters.map((filter) =>
      filter["filterName"] === "IamPolicyChanges" ? { ...filter, filterName: hostile } : filter,
    ),
  })),
}));

const result = join(emptyFolder(), "result.json");

beforeAll(async () => {
  await withAws({ world }, {}, async (environment) => {
    await runCli(["check", ...everyPolicy, "--output", `json=${result}`], { environment });
  });
});

async function explain(policy: string): Promise<string> {
  const { stdout, stderr, exitCode } = await runCli(["explain", policy, result]);
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  return stdout;
}

/** The paragraphs of the first verdict, and nothing of what follows. */
const paragraphs = (text: string): string[] => text.split("\n\n");

describe("a gap in what trails record", () => {
  test("is told by a sentence, by what refuses the event, and by the event", async () => {
    const [verdict, gap, event] = paragraphs(await explain("events-s3-write-all"));
    expect(verdict).toBe(
      [
        "FAIL  123456789012 (us-east-1)",
        "  No trail records s3.amazonaws.com PutObject on",
        "  arn:aws:s3:::payroll/example-key in 17 Regions: trail main, selector 2",
        "  (Files): NotStartsWith arn:aws:s3:::payroll/ excludes it.",
      ].join("\n"),
    );
    expect(gap).toBe(
      [
        "  not recorded in ap-northeast-1, ap-northeast-2, ap-northeast-3, ap-south-1,",
        "                  ap-southeast-1 and 12 more",
        "  ✗ trail main, selector 2 (Files): NotStartsWith arn:aws:s3:::payroll/ excludes",
        "    it",
        "  ✗ trail main, selector 1 (Management): eventCategory is Data, and the selector",
        "    wants Equals Management",
      ].join("\n"),
    );
    const [label, ...json] = event?.split("\n") ?? [];
    expect(label).toBe("  for example, nothing records");
    expect(JSON.parse(json.join("\n"))).toEqual({
      eventSource: "s3.amazonaws.com",
      eventName: "PutObject",
      awsRegion: "ap-northeast-1",
      readOnly: false,
      resources: [{ type: "AWS::S3::Object", ARN: "arn:aws:s3:::payroll/example-key" }],
      eventCategory: "Data",
      userIdentity: { arn: `arn:aws:iam::${goodAccount}:user/example` },
    });
  });
});

describe("a way on which nobody is told", () => {
  test("has a mark at each link, down to the one that is broken, and an event", async () => {
    const [verdict, way, event] = paragraphs(await explain("alarm-s3-policy-change"));
    expect(verdict).toContain("Topic security-pending has no");
    expect(way).toBe(
      [
        "  ✓ trail          Trail main records the events in every Region.",
        "  ✓ log group      They go to log group trail.",
        "  ✓ metric filter  Metric filter BucketPolicyChanges matches them.",
        "  ✓ alarm          Alarm BucketPolicyChanges goes off.",
        "  ✓ action         It calls arn:aws:sns:us-east-1:123456789012:security-pending.",
        "  ✓ topic          Topic security-pending is there.",
        "  ✓ topic policy   Its policy lets CloudWatch publish.",
        "  ✗ subscription   Topic security-pending has no confirmed subscription: 1 not",
        "                   confirmed.",
      ].join("\n"),
    );
    const [label, ...json] = event?.split("\n") ?? [];
    expect(label).toBe("  for example, nobody is told of");
    const shown = JSON.parse(json.join("\n")) as JsonObject;
    expect(shown).toEqual({
      ...{ eventSource: "s3.amazonaws.com", eventName: "PutBucketAcl", awsRegion: "us-east-1" },
      ...{ readOnly: false, userIdentity: { type: "IAMUser" } },
    });
  });

  test.each([
    ["alarm-cloudtrail-change", "✗ alarm", "Metric CISBenchmark/CloudTrailChanges has no alarm."],
    [
      "alarm-kms-disable-delete",
      "✗ alarm",
      "Alarm KmsKeyDeletion watches the metric with dimensions",
    ],
    ["alarm-iam-policy-change", "✗ action", "The actions of alarm IamPolicyChanges are switched"],
    ["alarm-vpc-change", "? alarm", "Alarm VpcChanges: statistic p99 is not decided"],
  ])("%s: %s", async (policy, mark, says) => {
    const [, way = ""] = paragraphs(await explain(policy));
    const lines = way.split("\n").filter((line) => line.startsWith(`  ${mark}`));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(says);
  });

  test("holds where someone is told: every link has its mark", async () => {
    const [verdict, way = ""] = paragraphs(await explain("alarm-nacl-change"));
    expect(verdict).toContain("PASS  123456789012");
    const marks = way.split("\n").filter((line) => /^ {2}\S /.test(line));
    expect(marks.length).toBeGreaterThan(6);
    expect(marks.every((line) => line.startsWith("  ✓ "))).toBe(true);
  });
});

describe("the page", () => {
  const policies = ["events-s3-write-all", "alarm-iam-policy-change", "region-logged"];

  test.each(policies)("of %s has no line over 80 columns but commands", async (policy) => {
    const text = await explain(policy);
    const long = text.split("\n").filter((line) => line.length > 80 && !/^\s+\$ /.test(line));
    expect(long).toEqual([]);
  });

  test("breaks names at their parts, and groups facts by the call that told them", async () => {
    const text = await explain("alarm-cloudtrail-change");
    expect(text).toContain(
      "\n    account.logGroups[trail].metricFilters[ConsoleSignInWithoutMfa].\n",
    );
    const calls = text.match(/^ {2}facts from cloudwatch:DescribeAlarms in us-east-1/gm);
    expect(calls).toHaveLength(1);
  });

  test("says what is wrong before it says what the policy means", async () => {
    const text = await explain("alarm-cloudtrail-change");
    const order = ["FAIL  ", "✗ alarm", "for example", "fix     ", "facts from", "passes if"];
    const places = order.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test("writes out what would drive a terminal or pretend to be a line", async () => {
    const text = await explain("alarm-iam-policy-change");
    expect(text).toContain("quiet\\u{1b}[2J\\u{202e}\\u{a}PASS");
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(text).not.toMatch(/^PASS/m);
  });
});

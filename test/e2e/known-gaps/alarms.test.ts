import { describe, expect, test } from "vitest";
import { buildAlarm } from "../../../src/emulator/build/alarm.ts";
import { buildTopic } from "../../../src/emulator/build/topic.ts";
import type { World } from "../../../src/emulator/world.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { againstGood } from "../../harness/against-good.ts";
import { changedWorld, goodAccount, goodTopic } from "../../harness/worlds.ts";

// Known gaps of other tools, numbered as in section 6.15 of the reference on controls. Each alarm of
// the good world serves one policy, so that one run shows all the ways in which an alarm fails.

const now = new Date().toISOString();
const pendingTopic = `${goodTopic}-pending`;

/** Watches metric math over a metric instead of the metric. */
const math = (MetricName: string, Expression: string): JsonObject => ({
  MetricName: undefined,
  Namespace: undefined,
  Metrics: [
    {
      Id: "m1",
      MetricStat: { Metric: { Namespace: "CISBenchmark", MetricName }, Period: 300, Stat: "Sum" },
      ReturnData: false,
    },
    { Id: "e1", Expression, ReturnData: true },
  ],
});

const alarmChanges: { readonly [alarm: string]: JsonObject } = {
  CloudTrailChanges: { Namespace: "Elsewhere" },
  KmsKeyDeletion: { Dimensions: [{ Name: "Region", Value: "us-east-1" }] },
  ConfigChanges: math("ConfigChanges", "m1 / 100"),
  SecurityGroupChanges: math("SecurityGroupChanges", "FILL(m1, 0)"),
  BucketPolicyChanges: { AlarmActions: [pendingTopic] },
  IamPolicyChanges: { ActionsEnabled: false },
};

const patternChanges: { readonly [filter: string]: readonly [from: string, to: string] } = {
  RouteTableChanges: ["||", "&&"],
  ConsoleSignInFailures: ["&&", "||"],
};

const world: World = changedWorld(now, ({ alarms, topics, logGroups }) => ({
  alarms: alarms.map((one) => {
    const name = String(one.alarm["AlarmName"]);
    const alarm = alarmChanges[name];
    return alarm ? buildAlarm(goodAccount, name, goodTopic, { alarm }) : one;
  }),
  topics: [
    ...topics,
    buildTopic(pendingTopic, [
      {
        Protocol: "email",
        Endpoint: "left@example.com",
        SubscriptionArn: "PendingConfirmation",
      },
    ]),
  ],
  logGroups: logGroups.map((group) => ({
    ...group,
    metricFilters: group.metricFilters.map((filter) => {
      const change = patternChanges[String(filter["filterName"])];
      if (change === undefined) return filter;
      return { ...filter, filterPattern: String(filter["filterPattern"]).replaceAll(...change) };
    }),
  })),
}));

describe("an account in which everything seems to be there", () => {
  const checked = againstGood(world);

  test.each([
    [
      "10: the alarm watches a metric of the same name elsewhere",
      "alarm-cloudtrail-change",
      "Metric CISBenchmark/CloudTrailChanges has no alarm.",
    ],
    [
      "10: the alarm watches the metric with dimensions it never has",
      "alarm-kms-disable-delete",
      "Alarm KmsKeyDeletion watches the metric with dimensions Region, and it is published with no dimensions.",
    ],
    [
      "11: && in place of ||: every name is there, and no event matches",
      "alarm-route-table-change",
      "No metric filter of trail matches every such event.",
    ],
    [
      "12: the only subscriber has never confirmed",
      "alarm-s3-policy-change",
      "Topic security-pending has no confirmed subscription: 1 not confirmed.",
    ],
    [
      "the actions are switched off",
      "alarm-iam-policy-change",
      "The actions of alarm IamPolicyChanges are switched off.",
    ],
  ])("%s", async (_, policy, brokenLink) => {
    const of = await checked;
    const { was, is, message, because } = of(policy);
    expect({ was, is }).toEqual({ was: "pass", is: "fail" });
    // First what it comes to, then the link that is broken.
    expect(message).toMatch(/^Nobody is told of [^.]+\. /);
    expect(message.endsWith(` ${brokenLink}`)).toBe(true);
    const links = because.filter((line) => /^alarmPath\.links\[[^\]]+\]\.says = /.test(line));
    expect(links.at(-1)).toContain(JSON.stringify(brokenLink));
    expect(links[0]).toContain("Trail main records the events in every Region.");
  });

  test("11: the event that gets lost is one of those that were asked for", async () => {
    const of = await checked;
    const witness = of("alarm-route-table-change").because.find((line) =>
      line.startsWith("alarmPath.witness = "),
    );
    expect(witness).toMatch(/"eventSource":"ec2\.amazonaws\.com","eventName":"\w*Route/);
  });

  test("11: || in place of && matches more than was asked for, and so it matches that", async () => {
    const of = await checked;
    expect(of("alarm-console-auth-failure")).toMatchObject({ was: "pass", is: "pass" });
  });

  test("10: metric math that keeps every event counts", async () => {
    const of = await checked;
    expect(of("alarm-security-group-change")).toMatchObject({ was: "pass", is: "pass" });
  });

  test("10: metric math that may lose events is neither trusted nor condemned", async () => {
    const of = await checked;
    const { was, is, missing } = of("alarm-config-change");
    expect({ was, is }).toEqual({ was: "pass", is: "unknown" });
    expect(missing).toMatchObject([
      { fact: "account.alarms[ConfigChanges]", reason: "undecidable" },
    ]);
  });
});

test("19: a log group of class INFREQUENT_ACCESS has no metric filters, whatever it lists", async () => {
  const infrequent = changedWorld(now, ({ logGroups }) => ({
    logGroups: logGroups.map(({ group, ...rest }) => ({
      ...rest,
      group: { ...group, logGroupClass: "INFREQUENT_ACCESS" },
    })),
  }));
  const of = await againstGood(infrequent);
  const { was, is, message } = of("alarm-cloudtrail-change");
  expect({ was, is }).toEqual({ was: "pass", is: "fail" });
  expect(message).toBe(
    "Nobody is told of changes of CloudTrail. Log group trail is of class INFREQUENT_ACCESS, which has no metric filters.",
  );
});

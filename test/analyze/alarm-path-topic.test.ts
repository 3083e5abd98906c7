import { describe, expect, test } from "vitest";
import { actionLinks } from "../../src/analyze/alarm-path/action.ts";
import { stateOf } from "../../src/analyze/alarm-path/link.ts";
import { topicLinks } from "../../src/analyze/alarm-path/topic.ts";
import { parsePolicy } from "../../src/analyze/resource-policy/parse.ts";
import {
  keyLetsEncrypt,
  type Publisher,
  policyLetsPublish,
} from "../../src/analyze/resource-policy/publishing.ts";
import { exampleAccount } from "../../src/evaluate/example-account.ts";
import type { Alarm, CompositeAlarm } from "../../src/model/facts/alarm.ts";
import type { Topic, TopicUse } from "../../src/model/facts/topic.ts";
import { complete, type Fact, isUnknown, type Unknown } from "../../src/model/unknown.ts";

const account = "111122223333";
const topicArn = `arn:aws:sns:eu-west-1:${account}:security`;
const keyArn = `arn:aws:kms:eu-west-1:${account}:key/1`;
const alarm: Publisher = {
  service: "cloudwatch.amazonaws.com",
  arn: `arn:aws:cloudwatch:eu-west-1:${account}:alarm:RootUsage`,
  accountId: account,
};
const rule: Publisher = {
  service: "events.amazonaws.com",
  arn: `arn:aws:events:eu-west-1:${account}:rule/watch`,
  accountId: account,
};

const verdict = (fact: Fact<boolean>): boolean | "unknown" => (isUnknown(fact) ? "unknown" : fact);

function publishes(publisher: Publisher, ...statements: readonly object[]) {
  const parsed = parsePolicy(JSON.stringify({ Statement: statements })) ?? [];
  return verdict(policyLetsPublish(parsed, topicArn, publisher));
}

const statement = (given: object = {}) => ({
  Effect: "Allow",
  Principal: { Service: alarm.service },
  Action: "sns:Publish",
  Resource: topicArn,
  ...given,
});

const ofNewTopics = statement({
  Principal: { AWS: "*" },
  Action: ["SNS:GetTopicAttributes", "SNS:Publish"],
  Condition: { StringEquals: { "AWS:SourceOwner": account } },
});

describe("the policy of a topic", () => {
  test.each([
    ["that SNS gives it", ofNewTopics, true],
    [
      "of another account's",
      { ...ofNewTopics, Condition: { StringEquals: { "AWS:SourceOwner": "444455556666" } } },
      false,
    ],
    ["for CloudWatch", statement(), true],
    ["for another service", statement({ Principal: { Service: "s3.amazonaws.com" } }), false],
    [
      "for the account's own people",
      statement({ Principal: { AWS: `arn:aws:iam::${account}:root` } }),
      false,
    ],
    ["for another action", statement({ Action: "sns:Subscribe" }), false],
    ["for another topic", statement({ Resource: `${topicArn}-2` }), false],
    [
      "for the account",
      statement({ Condition: { StringEquals: { "aws:SourceAccount": account } } }),
      true,
    ],
    [
      "for the account's alarms",
      statement({
        Condition: {
          ArnLike: { "aws:SourceArn": `arn:aws:cloudwatch:eu-west-1:${account}:alarm:*` },
        },
      }),
      true,
    ],
    [
      "for another alarm",
      statement({ Condition: { ArnLike: { "aws:SourceArn": `${alarm.arn}2` } } }),
      false,
    ],
    [
      "for an organization",
      statement({ Condition: { StringEquals: { "aws:SourceOrgID": "o-1" } } }),
      "unknown",
    ],
    [
      "under a condition that is not known",
      statement({ Condition: { StringEquals: { "sns:Protocol": "https" } } }),
      "unknown",
    ],
  ] as const)("%s", (_, one, expected) => {
    expect(publishes(alarm, one)).toBe(expected);
  });

  test("that denies what it allows does not", () => {
    const deny = statement({ Effect: "Deny", Principal: "*" });
    expect(publishes(alarm, statement(), deny)).toBe(false);
    const insecure = { ...deny, Condition: { Bool: { "aws:SecureTransport": "false" } } };
    expect(publishes(alarm, statement(), insecure)).toBe(true);
  });

  test("lets EventBridge publish where that hangs on nothing that EventBridge may not say", () => {
    const forRules = statement({ Principal: { Service: rule.service } });
    expect(publishes(rule, forRules)).toBe(true);
    expect(publishes(rule, statement())).toBe(false);
    expect(publishes(rule, ofNewTopics)).toBe("unknown");
    const Condition = { ArnEquals: { "aws:SourceArn": rule.arn } };
    expect(publishes(rule, { ...forRules, Condition })).toBe("unknown");
  });
});

describe("the key of a topic", () => {
  const uses = (...actions: readonly string[]) => {
    const one = statement({ Action: actions, Resource: "*" });
    const parsed = parsePolicy(JSON.stringify({ Statement: [one] })) ?? [];
    return verdict(keyLetsEncrypt(parsed, keyArn, alarm));
  };

  test("lets a service send where it may generate data keys and decrypt", () => {
    expect(uses("kms:GenerateDataKey*", "kms:Decrypt")).toBe(true);
    expect(uses("kms:*")).toBe(true);
    expect(uses("kms:GenerateDataKey*")).toBe(false);
    expect(uses("kms:Decrypt")).toBe(false);
  });
});

const [exampleTopic] = exampleAccount.topics.$items as readonly [Topic];
const use = (given: Partial<TopicUse> = {}): TopicUse => ({
  topicArn: exampleTopic.arn,
  policyAllows: true,
  ...given,
});
const unknownFact: Unknown = { $unknown: "access-denied" };

describe("the links from a topic on", () => {
  const linksOf = (given: TopicUse | undefined, topic: Partial<Topic> = {}) =>
    topicLinks({
      service: "CloudWatch",
      topic: { ...exampleTopic, ...topic },
      use: given,
      caller: "account.alarms[a]",
    });
  const seen = (...args: Parameters<typeof linksOf>) =>
    linksOf(...args).map(({ name, state }) => `${name} ${state}`);

  test("hold one after the other", () => {
    expect(seen(use({ keyAllows: true }))).toEqual([
      ...["topic holds", "topic policy holds", "topic key holds", "subscription holds"],
    ]);
    expect(seen(use())).toEqual(["topic holds", "topic policy holds", "subscription holds"]);
  });

  test("end at the first that is broken", () => {
    expect(seen(use(), { exists: false })).toEqual(["topic broken"]);
    expect(seen(use({ policyAllows: false }))).toEqual(["topic holds", "topic policy broken"]);
    expect(seen(use({ keyAllows: false })).at(-1)).toBe("topic key broken");
    expect(seen(use(), { subscriptions: complete([]) }).at(-1)).toBe("subscription broken");
  });

  test("name the fact that is not known", () => {
    const causes = linksOf(use({ policyAllows: unknownFact })).flatMap((link) => link.causes);
    expect(causes).toEqual([
      { fact: "account.alarms[a].topicUses[].policyAllows", unknown: unknownFact },
    ]);
    expect(stateOf(linksOf(use({ keyAllows: unknownFact })))).toBe("unknown");
    expect(stateOf(linksOf(undefined))).toBe("unknown");
  });

  test("are broken even where one before is not known", () => {
    const given = use({ policyAllows: unknownFact });
    expect(stateOf(linksOf(given, { subscriptions: complete([]) }))).toBe("broken");
  });
});

describe("what an alarm calls", () => {
  const [example] = exampleAccount.alarms.$items as readonly [Alarm];
  const other = `arn:aws:lambda:eu-west-1:${account}:function:page-us`;
  const state = (given: Partial<Alarm>) => stateOf(actionLinks({ ...example, ...given }, true));
  const composite = (alarmRule: string): CompositeAlarm => ({
    ...{ arn: "arn:aws:cloudwatch:eu-west-1:1:alarm:c", name: "c", alarmRule },
    ...{ actionsEnabled: true, alarmActions: example.alarmActions },
    ...{ topics: example.topics, topicUses: example.topicUses },
  });

  test("may tell someone though its topic does not", () => {
    const silent = complete([{ ...exampleTopic, subscriptions: complete([]) }]);
    expect(state({ topics: silent })).toBe("broken");
    const alarmActions = [...example.alarmActions, other];
    expect(state({ topics: silent, alarmActions })).toBe("unknown");
    expect(state({ alarmActions })).toBe("holds");
  });

  test("may be a composite alarm that could not be read", () => {
    const actionsEnabled = false;
    const compositeAlarms = { $items: [], $unseen: [unknownFact] };
    expect(state({ actionsEnabled })).toBe("broken");
    expect(state({ actionsEnabled, compositeAlarms })).toBe("unknown");
    expect(state({ compositeAlarms })).toBe("holds");
  });

  test.each([
    [`ALARM("${example.name}")`, "holds"],
    [`ALARM("${example.name}") OR ALARM("b")`, "holds"],
    [`ALARM("${example.name}") AND NOT ALARM("maintenance")`, "holds"],
    [`ALARM("${example.name}") AND OK("b")`, "unknown"],
    [`ALARM("${example.name}") AND ALARM("b")`, "unknown"],
    [`ALARM("${example.name}") AND ALARM("b") AND OK("c")`, "unknown"],
    [`OK("${example.name}")`, "broken"],
    [`OK("${example.name}") AND ALARM("b")`, "broken"],
    ["TRUE", "broken"],
    ["what is this", "unknown"],
  ])("is decided by a composite alarm on %s", (alarmRule, expected) => {
    const compositeAlarms = complete([composite(alarmRule)]);
    expect(state({ actionsEnabled: false, compositeAlarms })).toBe(expected);
  });
});

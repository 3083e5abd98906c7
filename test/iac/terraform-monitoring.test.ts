import { expect, test } from "vitest";
import { undeclared } from "../../src/iac/resolved.ts";
import { from, type Made } from "./plan.ts";
import { changeOf, only, propertiesOf, unresolved } from "./terraform-change.ts";

const topicArn = "arn:aws:sns:eu-west-1:111122223333:alarms";
const topic: Made = {
  after: { name: "alarms", kms_master_key_id: "alias/aws/sns" },
  unknown: { arn: true, id: true, policy: true },
};
const fromTopic = from("aws_sns_topic.t.arn", "aws_sns_topic.t");

test("a log group, and a filter that is on it", () => {
  const change = changeOf({
    "aws_cloudwatch_log_group.g": {
      after: { name: "trail", retention_in_days: 0, log_group_class: "STANDARD" },
      unknown: { arn: true, id: true },
    },
    "aws_cloudwatch_log_metric_filter.f": {
      after: {
        ...{ name: "root", pattern: "", apply_on_transformed_logs: false },
        metric_transformation: [
          {
            name: "Root",
            namespace: "CIS",
            value: "1",
            default_value: "0",
            unit: "None",
            dimensions: { who: "$.x" },
          },
        ],
      },
      unknown: { log_group_name: true },
      expressions: {
        log_group_name: from("aws_cloudwatch_log_group.g.id", "aws_cloudwatch_log_group.g"),
      },
    },
  });
  expect(only("AWS::Logs::LogGroup", change).properties).toEqual({
    LogGroupName: "trail",
    LogGroupClass: "STANDARD",
  });
  expect(only("AWS::Logs::MetricFilter", change).properties).toEqual({
    ...{
      FilterName: "root",
      LogGroupName: "trail",
      FilterPattern: "",
      ApplyOnTransformedLogs: false,
    },
    MetricTransformations: [
      {
        ...{ MetricName: "Root", MetricNamespace: "CIS", MetricValue: "1", DefaultValue: "0" },
        ...{ Unit: "None", Dimensions: [{ Key: "who", Value: "$.x" }] },
      },
    ],
  });
});

const alarmWith = (made: Partial<Made>): Made => ({
  ...made,
  after: { alarm_name: "root", namespace: "CIS", threshold: 1, metric_query: [], ...made.after },
});

test("an alarm with the filter's metric and a topic to tell", () => {
  const properties = propertiesOf("AWS::CloudWatch::Alarm", {
    "aws_sns_topic.t": topic,
    "aws_cloudwatch_log_metric_filter.f": { after: { name: "Root" }, unknown: { id: true } },
    "aws_cloudwatch_metric_alarm.a": alarmWith({
      after: { dimensions: { a: "b" }, datapoints_to_alarm: 0 },
      unknown: { alarm_actions: true, metric_name: true },
      expressions: {
        alarm_actions: fromTopic,
        metric_name: from(
          "aws_cloudwatch_log_metric_filter.f.id",
          "aws_cloudwatch_log_metric_filter.f",
        ),
      },
    }),
  });
  expect(properties).toEqual({
    ...{ AlarmName: "root", Namespace: "CIS", MetricName: "Root", Threshold: 1 },
    ...{ AlarmActions: [topicArn], Dimensions: [{ Name: "a", Value: "b" }] },
  });
});

test("of a list, the one that is not known is followed; two that are not are open", () => {
  const actions = (unknown: readonly boolean[], ...references: readonly string[]) =>
    propertiesOf("AWS::CloudWatch::Alarm", {
      "aws_sns_topic.t": topic,
      "aws_sns_topic.u": { ...topic, after: { name: "u" } },
      "aws_cloudwatch_metric_alarm.a": alarmWith({
        after: { alarm_actions: ["arn:known", null] },
        unknown: { alarm_actions: unknown },
        expressions: { alarm_actions: from(...references) },
      }),
    })["AlarmActions"];
  expect(actions([false, true], "aws_sns_topic.t.arn", "aws_sns_topic.t")).toEqual([
    "arn:known",
    topicArn,
  ]);
  const two = ["aws_sns_topic.t.arn", "aws_sns_topic.t", "aws_sns_topic.u.arn", "aws_sns_topic.u"];
  expect(actions([false, true], ...two)).toEqual([
    "arn:known",
    unresolved("aws_cloudwatch_metric_alarm.a.alarm_actions"),
  ]);
});

test("an alarm on several metrics, and one on alarms", () => {
  const change = changeOf({
    "aws_cloudwatch_metric_alarm.a": alarmWith({
      after: {
        metric_query: [
          {
            id: "m",
            metric: [
              {
                namespace: "CIS",
                metric_name: "Root",
                period: 300,
                stat: "Sum",
                dimensions: { a: "b" },
              },
            ],
          },
          { id: "e", expression: "SUM(METRICS())", label: "all", return_data: true, period: 0 },
        ],
      },
    }),
    "aws_cloudwatch_composite_alarm.c": {
      after: {
        alarm_name: "any",
        alarm_rule: "ALARM(root)",
        actions_enabled: true,
        alarm_actions: [topicArn],
      },
    },
  });
  expect(only("AWS::CloudWatch::Alarm", change).properties["Metrics"]).toEqual([
    {
      Id: "m",
      MetricStat: {
        Metric: { Namespace: "CIS", MetricName: "Root", Dimensions: [{ Name: "a", Value: "b" }] },
        ...{ Period: 300, Stat: "Sum" },
      },
    },
    { Id: "e", Expression: "SUM(METRICS())", Label: "all", ReturnData: true },
  ]);
  expect(only("AWS::CloudWatch::CompositeAlarm", change).properties).toEqual({
    ...{ AlarmName: "any", AlarmRule: "ALARM(root)", ActionsEnabled: true },
    AlarmActions: [topicArn],
  });
});

test("a topic with its policy and subscriptions", () => {
  const resources = {
    "aws_sns_topic.t": topic,
    "aws_sns_topic_policy.p": {
      after: { policy: "{}" },
      unknown: { arn: true },
      expressions: { arn: fromTopic },
    },
    "aws_sns_topic_subscription.s": {
      after: { protocol: "email", endpoint: "a@example.com" },
      unknown: { topic_arn: true, arn: true, pending_confirmation: true },
      expressions: { topic_arn: fromTopic },
    },
  };
  const change = changeOf(resources);
  expect(only("AWS::SNS::Topic", change).properties).toEqual({
    TopicName: "alarms",
    KmsMasterKeyId: "alias/aws/sns",
  });
  expect(only("AWS::SNS::TopicPolicy", change)).toMatchObject({
    address: "aws_sns_topic_policy.p",
    properties: { Topics: [topicArn], PolicyDocument: "{}" },
  });
  expect(only("AWS::SNS::Subscription", change).properties).toEqual({
    ...{ TopicArn: topicArn, Protocol: "email", Endpoint: "a@example.com" },
  });
});

test("what is there already tells a topic's policy or leaves it open, and what is confirmed", () => {
  const policyIn = (made: Made) =>
    changeOf({ "aws_sns_topic.t": made }).declarations.find(
      ({ type }) => type === "AWS::SNS::TopicPolicy",
    )?.properties["PolicyDocument"];
  const old = { name: "alarms", arn: topicArn };
  expect(policyIn(topic)).toBeUndefined();
  expect(policyIn({ after: old, actions: ["no-op"] })).toEqual(
    undeclared("the policy of aws_sns_topic.t"),
  );
  expect(policyIn({ after: { ...old, policy: "{}" }, actions: ["no-op"] })).toBe("{}");
  const subscription = (pending_confirmation: boolean) =>
    propertiesOf("AWS::SNS::Subscription", {
      "aws_sns_topic_subscription.s": {
        ...{ actions: ["no-op"] },
        after: { topic_arn: topicArn, arn: `${topicArn}:1`, pending_confirmation },
      },
    })["SubscriptionArn"];
  expect(subscription(false)).toBe(`${topicArn}:1`);
  expect(subscription(true)).toBeUndefined();
});

test("an event rule with its targets", () => {
  const target: Made = {
    after: { target_id: "t", event_bus_name: "default" },
    unknown: { rule: true, arn: true },
    expressions: {
      rule: from("aws_cloudwatch_event_rule.r.name", "aws_cloudwatch_event_rule.r"),
      arn: fromTopic,
    },
  };
  const rule: Made = {
    after: {
      name_prefix: "cloudtrail",
      event_pattern: "{}",
      is_enabled: false,
      event_bus_name: "default",
    },
    unknown: { name: true, state: true },
  };
  const resources = {
    "aws_sns_topic.t": topic,
    "aws_cloudwatch_event_rule.r": rule,
    "aws_cloudwatch_event_target.t": target,
    "aws_cloudwatch_event_target.other": {
      ...target,
      after: { rule: "other", arn: topicArn },
      unknown: {},
    },
  };
  expect(propertiesOf("AWS::Events::Rule", resources)).toEqual({
    Name: unresolved("aws_cloudwatch_event_rule.r.name"),
    ...{ EventBusName: "default", EventPattern: "{}", State: "DISABLED" },
    Targets: [{ Id: "t", Arn: topicArn }],
  });
  const lost = { ...target, expressions: {} };
  expect(
    propertiesOf("AWS::Events::Rule", { ...resources, "aws_cloudwatch_event_target.t": lost }),
  ).toMatchObject({ Targets: [unresolved("aws_cloudwatch_event_target.t.rule")] });
});

const fromRole = from("aws_iam_role.r.id", "aws_iam_role.r");
const attached = {
  "aws_iam_role_policy.p": { after: { name: "own", policy: "{}", role: "delivery" } },
  "aws_iam_role_policy_attachment.p": {
    after: {},
    unknown: { policy_arn: true, role: true },
    expressions: { role: fromRole, policy_arn: from("aws_iam_policy.p.arn", "aws_iam_policy.p") },
  },
  "aws_iam_policy.p": { after: { name: "write", policy: "{}", path: "/" }, unknown: { arn: true } },
  "aws_iam_policy_attachment.p": {
    after: { roles: ["delivery"], policy_arn: "arn:aws:iam::aws:policy/X" },
  },
};

test("a role with the policies that it is given", () => {
  const role: Made = {
    after: { name: "delivery", path: "/", assume_role_policy: "{}" },
    unknown: { arn: true, inline_policy: true, managed_policy_arns: true },
  };
  const change = changeOf({
    "aws_iam_role.r": { ...role, unknown: { ...role.unknown, id: true } },
    ...attached,
  });
  const arn = "arn:aws:iam::111122223333:policy/write";
  expect(only("AWS::IAM::Role", change).properties).toEqual({
    ...{ RoleName: "delivery", Path: "/", AssumeRolePolicyDocument: "{}" },
    Policies: [{ PolicyName: "own", PolicyDocument: "{}" }],
    ManagedPolicyArns: [arn, "arn:aws:iam::aws:policy/X"],
  });
  expect(only("AWS::IAM::ManagedPolicy", change)).toMatchObject({
    arn,
    properties: { ManagedPolicyName: "write", Path: "/", PolicyDocument: "{}" },
  });
});

test("of a role that is there already, the provider shows the rest or leaves it open", () => {
  const role = (after: object): Made => ({
    after: { name: "delivery", ...after },
    actions: ["no-op"],
  });
  const roleOf = (made: Made, more: { readonly [address: string]: Made } = {}) =>
    propertiesOf("AWS::IAM::Role", { "aws_iam_role.r": made, ...more });
  expect(roleOf(role({}))).toMatchObject({
    Policies: [undeclared("inline_policy of aws_iam_role.r")],
    ManagedPolicyArns: [undeclared("managed_policy_arns of aws_iam_role.r")],
  });
  const inline = [
    { name: "own", policy: "old" },
    { name: "gone", policy: "old" },
  ];
  const shown = role({ inline_policy: inline, managed_policy_arns: [] });
  const gone: Made = {
    after: null,
    before: { role: "delivery", name: "gone" },
    actions: ["delete"],
  };
  const own = { "aws_iam_role_policy.p": attached["aws_iam_role_policy.p"] };
  expect(roleOf(shown, { ...own, "aws_iam_role_policy.gone": gone })).toEqual({
    RoleName: "delivery",
    Policies: [{ PolicyName: "own", PolicyDocument: "{}" }],
  });
  const lost = { "aws_iam_role_policy.p": { after: { name: "x" }, unknown: { role: true } } };
  expect(roleOf(shown, lost)["Policies"]).toContainEqual(unresolved("aws_iam_role_policy.p.role"));
});

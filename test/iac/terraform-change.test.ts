import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { undeclared } from "../../src/iac/resolved.ts";
import { changeOfPlan } from "../../src/iac/terraform/change.ts";
import { readPlan } from "../../src/iac/terraform/plan.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { from, type Made, planOf, trailWith } from "./plan.ts";
import { changeOf, only, propertiesOf, unresolved } from "./terraform-change.ts";

const type = "AWS::CloudTrail::Trail";

test("a trail in CloudFormation's words, with its Region and where it is declared", () => {
  const change = changeOf({
    "aws_cloudtrail.main": trailWith({
      after: {
        kms_key_id: "",
        tags: { a: "b" },
        tags_all: { a: "b", of: "all" },
        event_selector: [],
      },
      unknown: { arn: true, home_region: true },
    }),
  });
  expect(change).toMatchObject({ account: "111122223333", partition: "aws", removed: [] });
  expect(only(type, change)).toEqual({
    ...{ type, address: "aws_cloudtrail.main", exists: true, region: "eu-west-1", isNew: true },
    declared: { file: "plan.json", address: "aws_cloudtrail.main" },
    properties: {
      ...{ TrailName: "main", S3BucketName: "logs", IsLogging: true, IsMultiRegionTrail: true },
      ...{ EnableLogFileValidation: true, IncludeGlobalServiceEvents: true },
      IsOrganizationTrail: false,
      Tags: [
        { Key: "a", Value: "b" },
        { Key: "of", Value: "all" },
      ],
    },
  });
});

test("what a trail points to is written as it is when that is made", () => {
  const unknown = {
    cloud_watch_logs_group_arn: true,
    cloud_watch_logs_role_arn: true,
    sns_topic_name: true,
  };
  const expressions = {
    cloud_watch_logs_group_arn: from(
      "aws_cloudwatch_log_group.g.arn",
      "aws_cloudwatch_log_group.g",
    ),
    cloud_watch_logs_role_arn: from("aws_iam_role.r.arn", "aws_iam_role.r"),
    sns_topic_name: from("aws_sns_topic.t.id", "aws_sns_topic.t"),
  };
  const made = (name: string): Made => ({ after: { name }, unknown: { arn: true, id: true } });
  expect(
    propertiesOf(type, {
      "aws_cloudtrail.main": trailWith({ unknown, expressions }),
      "aws_cloudwatch_log_group.g": made("trail"),
      "aws_iam_role.r": made("delivery"),
      "aws_sns_topic.t": made("told"),
    }),
  ).toMatchObject({
    CloudWatchLogsLogGroupArn: "arn:aws:logs:eu-west-1:111122223333:log-group:trail:*",
    CloudWatchLogsRoleArn: "arn:aws:iam::111122223333:role/delivery",
    SnsTopicName: "arn:aws:sns:eu-west-1:111122223333:told",
  });
});

test("selectors of a trail that is there already are open unless they are shown", () => {
  const arn = "arn:aws:cloudtrail:us-east-1:111122223333:trail/main";
  const selectors = (after: JsonObject) =>
    only(
      type,
      changeOf({
        "aws_cloudtrail.main": trailWith({ after: { arn, ...after }, actions: ["update"] }),
      }),
    );
  expect(selectors({})).toMatchObject({
    ...{ arn, region: "us-east-1", isNew: false },
    properties: {
      EventSelectors: undeclared("event_selector of aws_cloudtrail.main"),
      InsightSelectors: undeclared("insight_selector of aws_cloudtrail.main"),
    },
  });
  const { properties } = selectors({
    event_selector: [
      {
        read_write_type: "All",
        include_management_events: false,
        data_resource: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }],
      },
    ],
    insight_selector: [{ insight_type: "ApiErrorRateInsight" }],
  });
  expect(properties).toMatchObject({
    EventSelectors: [
      {
        ...{ ReadWriteType: "All", IncludeManagementEvents: false },
        DataResources: [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3"] }],
      },
    ],
    InsightSelectors: [{ InsightType: "ApiErrorRateInsight" }],
  });
});

test("an event data store", () => {
  const properties = propertiesOf("AWS::CloudTrail::EventDataStore", {
    "aws_cloudtrail_event_data_store.s": {
      after: {
        ...{ name: "audit", retention_period: 365, multi_region_enabled: false, suspend: "true" },
        ...{ organization_enabled: false, termination_protection_enabled: true },
        advanced_event_selector: [
          {
            name: "m",
            field_selector: [{ field: "eventCategory", equals: ["Management"], not_equals: [] }],
          },
        ],
      },
    },
  });
  expect(properties).toEqual({
    ...{ Name: "audit", RetentionPeriod: 365, MultiRegionEnabled: false, IngestionEnabled: false },
    ...{ OrganizationEnabled: false, TerminationProtectionEnabled: true },
    AdvancedEventSelectors: [
      { Name: "m", FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] },
    ],
  });
});

test("an argument that only the apply will tell is unresolved, not absent", () => {
  const { EnableLogFileValidation, IsMultiRegionTrail } = propertiesOf(type, {
    "aws_cloudtrail.main": trailWith({
      after: { enable_log_file_validation: null },
      unknown: { enable_log_file_validation: true },
    }),
  });
  expect(EnableLogFileValidation).toEqual(
    unresolved("aws_cloudtrail.main.enable_log_file_validation"),
  );
  expect(IsMultiRegionTrail).toBe(true);
});

test("what is sensitive is nowhere in the change", () => {
  const change = changeOf({
    "aws_cloudtrail.main": trailWith({
      after: { name: "s3cret-name", s3_key_prefix: "s3cret-prefix" },
      sensitive: { name: true, s3_key_prefix: true },
    }),
    "aws_sns_topic_subscription.s": {
      after: { protocol: "email", endpoint: "s3cret@example.com" },
      sensitive: { endpoint: true },
    },
    "aws_cloudwatch_log_metric_filter.gone": {
      ...{ after: null, actions: ["delete"], before: { name: "f", log_group_name: "g" } },
    },
  });
  expect(JSON.stringify(change)).not.toContain("s3cret");
  expect(only(type, change).properties["S3KeyPrefix"]).toEqual(
    unresolved("aws_cloudtrail.main.s3_key_prefix is sensitive"),
  );
});

test("what is deleted or replaced is removed; what is forgotten stays", () => {
  const arn = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/old";
  const before = { name: "old", arn };
  const { removed, declarations } = changeOf({
    "aws_cloudtrail.old": { after: null, before, actions: ["delete"] },
    "aws_cloudtrail.forgotten": { after: null, before, actions: ["forget"] },
    "aws_cloudtrail.main": trailWith({ before: { name: "main" }, actions: ["create", "delete"] }),
    "aws_sns_topic_policy.p": {
      after: null,
      before: { arn: "arn:t", policy: "{}" },
      actions: ["delete"],
    },
  });
  expect(removed).toEqual([
    {
      ...{ type, address: "aws_cloudtrail.old", region: "eu-west-1", arn },
      properties: { TrailName: "old" },
    },
    {
      ...{ type, address: "aws_cloudtrail.main", region: "eu-west-1" },
      properties: { TrailName: "main" },
    },
    {
      ...{ type: "AWS::SNS::TopicPolicy", address: "aws_sns_topic_policy.p", region: "eu-west-1" },
      properties: { Topics: ["arn:t"] },
    },
  ]);
  expect(declarations).toMatchObject([{ address: "aws_cloudtrail.main", isNew: true }]);
});

const provider = (more: JsonObject): JsonObject => ({ expressions: more });
const main = { "aws_cloudtrail.main": trailWith() };

test("the Region is a root variable's that the provider is given, or it is not told", () => {
  const providers = { aws: provider({ region: from("var.region") }) };
  const regionOf = (top: JsonObject) => only(type, changeOf(main, { providers, top })).region;
  expect(regionOf({ variables: { region: { value: "eu-north-1" } } })).toBe("eu-north-1");
  expect(regionOf({})).toEqual(unresolved("aws_cloudtrail.main.region"));
});

test("a plan for other credentials than the trail's may be for another account", () => {
  const text = planOf(
    {
      ...main,
      "aws_s3_bucket.far": { after: { bucket: "far" } },
      "aws_kms_key.far": { after: {}, unknown: { arn: true } },
    },
    {
      providers: {
        aws: provider({}),
        "aws.far": provider({ assume_role: [{ role_arn: from("var.x") }] }),
      },
    },
  );
  const far = (...pairs: readonly string[]) =>
    JSON.parse(text, (_, value) =>
      pairs.includes(value?.name) && value.provider_config_key !== undefined
        ? { ...value, provider_config_key: "aws.far" }
        : value,
    ) as JsonObject;
  const change = changeOfPlan(readPlan("plan.json", JSON.stringify(far("far"))), "plan.json");
  expect(change.account).toBe("111122223333");
  expect(change.declarations.map(({ address, exists }) => [address, exists])).toEqual([
    ["aws_cloudtrail.main", true],
    ["aws_s3_bucket.far", unresolved("the account of aws_s3_bucket.far")],
    ["aws_kms_key.far", unresolved("the account of aws_kms_key.far")],
  ]);
});

test("without a caller, the account is that of what is there already, if it is one", () => {
  const topic = (account: string): Made => ({
    after: { name: "t", arn: `arn:aws-us-gov:sns:us-gov-west-1:${account}:t` },
    actions: ["no-op"],
  });
  const top = { prior_state: {} };
  const one = changeOf({ ...main, "aws_sns_topic.a": topic("444455556666") }, { top });
  expect(one).toMatchObject({ account: "444455556666", partition: "aws-us-gov" });
  const two = {
    "aws_sns_topic.a": topic("444455556666"),
    "aws_sns_topic.b": topic("777788889999"),
  };
  expect(changeOf({ ...main, ...two }, { top }).account).toBeUndefined();
});

test("OpenTofu's registry is another name for the same provider", () => {
  const plan = (registry: string) => changeOf(main, { registry });
  expect(plan("registry.opentofu.org")).toEqual(plan("registry.terraform.io"));
  expect(plan("registry.opentofu.org").declarations).toHaveLength(1);
});

const documentOf = (document: Made) =>
  propertiesOf("AWS::S3::BucketPolicy", {
    "aws_s3_bucket_policy.p": {
      after: { bucket: "logs" },
      unknown: { policy: true },
      expressions: {
        policy: from("data.aws_iam_policy_document.d.json", "data.aws_iam_policy_document.d"),
      },
    },
    "data.aws_iam_policy_document.d": document,
  })["PolicyDocument"];

const json = { json: true, minified_json: true, id: true };

test("a document that is read when the plan is applied is written, if all of it is known", () => {
  const text = documentOf({
    after: {
      statement: [
        {
          ...{ sid: "Write", effect: null, actions: ["s3:PutObject"], not_actions: [] },
          resources: ["arn:aws:s3:::logs/&{aws:userid}", "arn:aws:s3:::logs"],
          principals: [{ type: "Service", identifiers: ["cloudtrail.amazonaws.com"] }],
          condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] }],
        },
        {
          sid: "",
          effect: "Deny",
          actions: ["s3:*"],
          resources: ["*"],
          principals: [{ type: "*", identifiers: ["*"] }],
        },
      ],
      source_policy_documents: [
        '{"Statement":[{"Sid":"Write","Effect":"Deny"},{"Sid":"Own","Effect":"Allow"}]}',
      ],
      override_policy_documents: null,
    },
    unknown: json,
  });
  expect(JSON.parse(String(text))).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        ...{ Sid: "Write", Effect: "Allow", Action: "s3:PutObject" },
        // biome-ignore lint/suspicious/noTemplateCurlyInString: IAM's variables look so.
        Resource: ["arn:aws:s3:::logs/${aws:userid}", "arn:aws:s3:::logs"],
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "1" } },
      },
      { Sid: "Own", Effect: "Allow" },
      { Effect: "Deny", Action: "s3:*", Resource: "*", Principal: "*" },
    ],
  });
});

test("a document of which a part is not known is not guessed", () => {
  const lost = unresolved("aws_s3_bucket_policy.p.policy");
  const statement = [{ effect: "Allow", actions: ["s3:*"] }];
  const unknown = { ...json, statement: [{ resources: true }] };
  expect(documentOf({ after: { statement }, unknown })).toEqual(lost);
  const broken = { statement, source_policy_documents: ["no JSON"] };
  expect(documentOf({ after: broken, unknown: json })).toEqual(lost);
  expect(documentOf({ after: { statement }, unknown: json })).toEqual(expect.any(String));
});

const examples = join(import.meta.dirname, "../../examples/terraform");

test("each example is for one account, and its trail is told but for what is unresolved", () => {
  const plans = readdirSync(examples).filter((name) => name.endsWith(".plan.json"));
  expect(plans).toHaveLength(10);
  for (const name of plans) {
    const change = changeOfPlan(readPlan(name, readFileSync(join(examples, name), "utf8")), name);
    expect(change.account, name).toMatch(/^\d{12}$/);
    const unresolvedParts = JSON.stringify(change.declarations).match(/"detail":"[^"]*"/g) ?? [];
    expect(unresolvedParts, name).toEqual(openIn[name] ?? []);
  }
});

const openIn: { readonly [name: string]: readonly string[] } = {
  "baseline-root-module.plan.json": ['"detail":"aws_iam_role_policy.delivery.policy"'],
  "cis-alarms-for-each.plan.json": ['"detail":"aws_iam_role_policy.delivery.policy"'],
  "replaced-trail.plan.json": [
    '"detail":"aws_cloudtrail.main.kms_key_id"',
    '"detail":"aws_cloudtrail.main.enable_log_file_validation"',
  ],
};

test("values of the wrong kind, wherever they are, are no fault of ours", () => {
  const resources: { [address: string]: Made } = {
    ...main,
    "aws_s3_bucket.b": { after: { bucket: "b" } },
    "aws_iam_role.r": { after: { name: "r", inline_policy: [{ name: "p", policy: "{}" }] } },
    "aws_s3_bucket_lifecycle_configuration.b": { after: { bucket: "b", rule: [{ filter: [{}] }] } },
    "aws_cloudwatch_event_rule.e": { after: { name: "e" } },
    "aws_kms_key.k": { after: {}, unknown: { arn: true }, expressions: { policy: from("var.x") } },
  };
  const whole = JSON.parse(planOf(resources)) as JsonObject;
  const odd = [null, 1, "x", true, [], [null], [[1]], {}, { references: [1] }, { a: null }];
  let count = 0;
  for (const value of odd) {
    for (const text of replacing(whole, value)) {
      count += 1;
      const plan = JSON.parse(text) as JsonObject;
      if (!Array.isArray(plan["resource_changes"])) continue;
      const safe = {
        ...plan,
        format_version: "1.2",
        timestamp: "2026-01-15T12:00:00Z",
        errored: false,
      };
      changeOfPlan(readPlan("plan.json", JSON.stringify(safe)), "plan.json");
    }
  }
  expect(count).toBeGreaterThan(1000);
});

/** The plan with each of its members, at every depth, replaced by something else. */
function* replacing(whole: JsonObject, value: unknown): Generator<string> {
  const marked = JSON.stringify(whole);
  let members = 0;
  JSON.parse(marked, (_, one) => {
    members += 1;
    return one;
  });
  for (let at = 0; at < members - 1; at += 1) {
    let seen = 0;
    const changed: unknown = JSON.parse(marked, (_, one) => {
      seen += 1;
      return seen - 1 === at ? value : one;
    });
    yield JSON.stringify(changed);
  }
}

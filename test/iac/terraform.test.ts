import { expect, test } from "vitest";
import { accountFacts } from "../../src/facts/account.ts";
import { lift } from "../../src/iac/lift.ts";
import { changeOfPlan } from "../../src/iac/terraform/change.ts";
import { type Plan, readPlan } from "../../src/iac/terraform/plan.ts";
import { type Made, planOf, trailWith } from "./plan.ts";

const factsOfPlan = (plan: Plan) =>
  accountFacts(lift(changeOfPlan(plan, "plan.json"), "the plan").recording).account;

const factsOf = (resources: { readonly [address: string]: Made }) =>
  factsOfPlan(readPlan("plan.json", planOf(resources)));

const fromBucket = {
  s3_bucket_name: { references: ["aws_s3_bucket.logs.id", "aws_s3_bucket.logs"] },
};

const bucket: Made = { after: { bucket: "the-logs" }, unknown: { id: true, arn: true } };

test("a trail is lifted with its Region and account, and joined with its bucket", () => {
  const { trails } = factsOf({
    "aws_cloudtrail.main": trailWith({
      after: { s3_bucket_name: null },
      unknown: { s3_bucket_name: true },
      expressions: fromBucket,
    }),
    "aws_s3_bucket.logs": bucket,
  });
  expect(trails.$items).toMatchObject([
    {
      arn: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main",
      isLogging: true,
      status: { $unknown: "not-deployed" },
      bucket: { name: "the-logs", exists: true, versioning: "Off", policy: { exists: false } },
    },
  ]);
  expect(trails.$unseen).toMatchObject([{ $unknown: "undeclared" }]);
});

test("an unresolved attribute is unknown, and the rest of the trail is not", () => {
  const { trails } = factsOf({
    "aws_cloudtrail.main": trailWith({ unknown: { kms_key_id: true } }),
  });
  const unknown = { $unknown: "unresolved", detail: "aws_cloudtrail.main.kms_key_id" };
  expect(trails.$items).toMatchObject([
    { kmsKeyId: unknown, key: unknown, logFileValidationEnabled: true },
  ]);
});

test("of two references, none is chosen", () => {
  const references = ["var.own", "aws_kms_key.logs.arn", "aws_kms_key.logs"];
  const { trails } = factsOf({
    "aws_cloudtrail.main": trailWith({
      unknown: { kms_key_id: true },
      expressions: { kms_key_id: { references } },
    }),
    "aws_kms_key.logs": { after: { is_enabled: true } },
  });
  expect(trails.$items).toMatchObject([{ kmsKeyId: { $unknown: "unresolved" } }]);
});

test("a deleted trail is not there", () => {
  const { trails } = factsOf({
    "aws_cloudtrail.main": trailWith({ actions: ["delete"], after: {} }),
  });
  expect(trails.$unseen).toHaveLength(1);
});

test("a bucket that was there before keeps what the plan does not manage, unknown to us", () => {
  const { buckets } = factsOf({
    "aws_cloudtrail.main": trailWith({ after: { s3_bucket_name: "the-logs" } }),
    "aws_s3_bucket.logs": { ...bucket, actions: ["no-op"] },
  });
  expect(buckets.$items[0]).toMatchObject({
    versioning: { $unknown: "undeclared" },
    policy: { exists: { $unknown: "undeclared" } },
  });
});

test("a setting whose bucket cannot be told leaves every bucket's open", () => {
  const { buckets } = factsOf({
    "aws_cloudtrail.main": trailWith({ after: { s3_bucket_name: "the-logs" } }),
    "aws_s3_bucket.logs": bucket,
    "aws_s3_bucket_versioning.any": {
      after: { versioning_configuration: [{ status: "Enabled" }] },
      unknown: { bucket: true },
    },
  });
  expect(buckets.$items[0]?.versioning).toMatchObject({
    $unknown: "unresolved",
    detail: "aws_s3_bucket_versioning.any.bucket",
  });
});

test("a key is joined through a reference, with its rotation", () => {
  const { keys } = factsOf({
    "aws_cloudtrail.main": trailWith({
      unknown: { kms_key_id: true },
      expressions: { kms_key_id: { references: ["aws_kms_key.logs.arn", "aws_kms_key.logs"] } },
    }),
    "aws_kms_key.logs": {
      after: { is_enabled: true, enable_key_rotation: false, multi_region: false },
      unknown: { arn: true },
    },
  });
  expect(keys.$items[0]).toMatchObject({ exists: true, rotationEnabled: false });
});

test("how many trails a Region has, a plan does not tell", () => {
  const { regions } = factsOf({ "aws_cloudtrail.main": trailWith() });
  expect(regions.$items[0]?.trailCount).toMatchObject({ $unknown: "undeclared" });
});

test("access logs that may go to the bucket itself decide nothing", () => {
  const { buckets } = factsOf({
    "aws_cloudtrail.main": trailWith({ after: { s3_bucket_name: "the-logs" } }),
    "aws_s3_bucket.logs": bucket,
    "aws_s3_bucket_logging.logs": {
      after: { bucket: "the-logs", target_prefix: "access/" },
      unknown: { target_bucket: true },
    },
  });
  expect(buckets.$items[0]?.logging).toMatchObject({
    $unknown: "unresolved",
    detail: "aws_s3_bucket_logging.logs.target_bucket",
  });
});

test("a plan of a part does not tell that a new bucket has no policy", () => {
  const text = planOf({
    "aws_cloudtrail.main": trailWith({ after: { s3_bucket_name: "the-logs" } }),
    "aws_s3_bucket.logs": bucket,
  });
  const part = readPlan("plan.json", text.replace("{", '{"complete":false,'));
  const { buckets } = factsOfPlan(part);
  expect(buckets.$items[0]?.policy.exists).toMatchObject({ $unknown: "undeclared" });
});

test("arguments are followed through a module's variables", () => {
  const plan = JSON.parse(
    planOf({
      "aws_cloudtrail.main": trailWith({
        after: { s3_bucket_name: null },
        unknown: { s3_bucket_name: true },
        expressions: { s3_bucket_name: { references: ["var.bucket"] } },
      }),
      "aws_s3_bucket.logs": bucket,
    }),
  );
  const [trail] = plan.resource_changes;
  trail.address = "module.audit[0].aws_cloudtrail.main";
  trail.module_address = "module.audit[0]";
  const root = plan.configuration.root_module;
  root.module_calls = {
    audit: {
      expressions: { bucket: fromBucket.s3_bucket_name },
      module: { resources: [root.resources.shift()] },
    },
  };
  expect(factsOfPlan(readPlan("plan.json", JSON.stringify(plan))).trails.$items).toMatchObject([
    { bucket: { name: "the-logs" } },
  ]);
});

test.each([[[true]], ["everything"], [true]])(
  "marks of what is not known that cannot be read leave everything open: %j",
  (marks) => {
    const plan = JSON.parse(planOf({ "aws_cloudtrail.main": trailWith() }));
    plan.resource_changes[0].change.after_unknown = marks;
    const { trails } = factsOfPlan(readPlan("plan.json", JSON.stringify(plan)));
    expect(trails.$items).toEqual([]);
    expect(trails.$unseen[0]?.detail).toContain("after_unknown of aws_cloudtrail.main");
  },
);

test("values of the wrong kind are no fault of ours", () => {
  const odd = {
    after: { bucket: "the-logs", rule: [{ apply_server_side_encryption_by_default: 1 }] },
  };
  const text = planOf({
    "aws_cloudtrail.main": trailWith({
      after: { s3_bucket_name: "the-logs", event_selector: [{ data_resource: [1] }], tags: 1 },
    }),
    "aws_s3_bucket.logs": bucket,
    "aws_s3_bucket_server_side_encryption_configuration.logs": odd,
  });
  const plan = readPlan(
    "plan.json",
    text.replace('"resources":[{"mode"', '"resources":[null,{"mode"'),
  );
  const { buckets } = factsOfPlan(plan);
  expect(buckets.$items[0]?.encryption).toMatchObject({ $unknown: "not-returned" });
});

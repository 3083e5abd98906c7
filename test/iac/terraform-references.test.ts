import { expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { from, type Made, trailWith } from "./plan.ts";
import { changeOf, propertiesOf, unresolved } from "./terraform-change.ts";

const keyArn = (name: string) => `arn:aws:kms:eu-west-1:111122223333:key/${name}`;

const key: Made = {
  after: { is_enabled: true, enable_key_rotation: true },
  unknown: { arn: true, id: true, key_id: true },
};

const encryptedBy = (kms_key_id: JsonObject): Made =>
  trailWith({ unknown: { kms_key_id: true }, expressions: { kms_key_id } });

const keyOf = (
  kms_key_id: JsonObject,
  resources: { readonly [address: string]: Made },
  more?: Parameters<typeof changeOf>[1],
) =>
  propertiesOf(
    "AWS::CloudTrail::Trail",
    { "aws_cloudtrail.main": encryptedBy(kms_key_id), ...resources },
    more,
  )["KMSKeyId"];

const lost = unresolved("aws_cloudtrail.main.kms_key_id");

test("an argument is the resource's that it is taken from", () => {
  const references = from("aws_kms_key.k.arn", "aws_kms_key.k");
  expect(keyOf(references, { "aws_kms_key.k": key })).toBe(keyArn("aws_kms_key.k"));
});

test("an attribute that is no pointer to the key is not taken for one", () => {
  const references = from("aws_kms_key.k.description", "aws_kms_key.k");
  const described = { ...key, unknown: { description: true } };
  expect(keyOf(references, { "aws_kms_key.k": described })).toEqual(lost);
});

test("a condition on what is known leaves the one that is not", () => {
  const references = from(
    "var.own",
    "var.own",
    "aws_kms_key.k[0].arn",
    "aws_kms_key.k[0]",
    "aws_kms_key.k",
  );
  expect(keyOf(references, { "aws_kms_key.k[0]": key })).toBe(keyArn("aws_kms_key.k[0]"));
});

test("of two that are unknown, neither is chosen", () => {
  const references = from(
    "aws_kms_key.a.arn",
    "aws_kms_key.a",
    "aws_kms_key.b.arn",
    "aws_kms_key.b",
  );
  expect(keyOf(references, { "aws_kms_key.a": key, "aws_kms_key.b": key })).toEqual(lost);
});

test("one that is there already is known, so the other is meant", () => {
  const references = from(
    "aws_kms_key.a.arn",
    "aws_kms_key.a",
    "aws_kms_key.b.arn",
    "aws_kms_key.b",
  );
  const old: Made = { after: { arn: keyArn("0f1e") }, actions: ["no-op"] };
  expect(keyOf(references, { "aws_kms_key.a": old, "aws_kms_key.b": key })).toBe(
    keyArn("aws_kms_key.b"),
  );
});

test("one that is not made, for its count is 0, is not meant", () => {
  const references = from(
    "aws_kms_key.a[0].arn",
    "aws_kms_key.a[0]",
    "aws_kms_key.a",
    "aws_kms_key.b.arn",
    "aws_kms_key.b",
  );
  expect(keyOf(references, { "aws_kms_key.b": key })).toBe(keyArn("aws_kms_key.b"));
  expect(keyOf(references, { "aws_kms_key.b": key }, { top: { complete: false } })).toEqual(lost);
});

test("a splat over one instance is that one, over several it is none", () => {
  const splat = from("aws_kms_key.k");
  expect(keyOf(splat, { "aws_kms_key.k[0]": key })).toBe(keyArn("aws_kms_key.k[0]"));
  expect(keyOf(splat, { "aws_kms_key.k[0]": key, "aws_kms_key.k[1]": key })).toEqual(lost);
});

test("a local value is not told, but where nothing unknown is in its module", () => {
  const local = from("local.own", "aws_kms_key.k.arn", "aws_kms_key.k");
  expect(keyOf(local, { "aws_kms_key.k": key })).toEqual(lost);
  const label = from("module.label.enabled", "module.label", "aws_kms_key.k.arn", "aws_kms_key.k");
  const calls = { label: { outputs: { enabled: ["local.enabled"] } } };
  expect(keyOf(label, { "aws_kms_key.k": key }, { calls })).toBe(keyArn("aws_kms_key.k"));
  const told = { label: { ...calls.label, expressions: { name: from("aws_kms_key.k.id") } } };
  expect(keyOf(label, { "aws_kms_key.k": key }, { calls: told })).toEqual(lost);
});

test("a data source that is read when planning is known; a later one is not told", () => {
  const references = from(
    "data.aws_x.d.flag",
    "data.aws_x.d",
    "aws_kms_key.k.arn",
    "aws_kms_key.k",
  );
  const data = { mode: "data", type: "aws_x", name: "d", values: { flag: true } };
  const top = { prior_state: { values: { root_module: { resources: [data] } } } };
  const account = "000000000000";
  expect(keyOf(references, { "aws_kms_key.k": key }, { top })).toBe(
    `arn:aws:kms:eu-west-1:${account}:key/aws_kms_key.k`,
  );
  expect(keyOf(references, { "aws_kms_key.k": key })).toEqual(lost);
  const deferred = { after: {}, unknown: { flag: true } };
  expect(keyOf(references, { "aws_kms_key.k": key, "data.aws_x.d": deferred })).toEqual(lost);
});

test("each.key is the instance of the same key, where nothing else may be the index", () => {
  const instances = {
    'aws_kms_key.k["a"]': key,
    'aws_kms_key.k["b"]': key,
  };
  const trailOf = (references: JsonObject) =>
    propertiesOf("AWS::CloudTrail::Trail", {
      'aws_cloudtrail.main["b"]': encryptedBy(references),
      ...instances,
    })["KMSKeyId"];
  expect(trailOf(from("aws_kms_key.k", "each.key"))).toBe(keyArn('aws_kms_key.k["b"]'));
  const other = unresolved('aws_cloudtrail.main["b"].kms_key_id');
  expect(trailOf(from("aws_kms_key.k", "var.keys", "each.key"))).toEqual(other);
  expect(trailOf(from("aws_kms_key.k", "var.which"))).toEqual(other);
});

test("count.index may be counted on, where there are more instances", () => {
  const two = { "aws_kms_key.k[0]": key, "aws_kms_key.k[1]": key };
  const references = from("aws_kms_key.k", "count.index");
  const trails = (more: { readonly [address: string]: Made }) =>
    changeOf({ "aws_cloudtrail.main[0]": encryptedBy(references), ...two, ...more })
      .declarations.filter(({ type }) => type === "AWS::CloudTrail::Trail")
      .map(({ properties }) => properties["KMSKeyId"]);
  expect(trails({ "aws_cloudtrail.main[1]": encryptedBy(references) })).toEqual([
    keyArn("aws_kms_key.k[0]"),
    keyArn("aws_kms_key.k[1]"),
  ]);
  expect(trails({})).toEqual([unresolved("aws_cloudtrail.main[0].kms_key_id")]);
});

test("each.value is the instance of what for_each goes over", () => {
  const properties = propertiesOf("AWS::CloudTrail::Trail", {
    'aws_cloudtrail.main["b"]': {
      ...encryptedBy(from("each.value.arn", "each.value")),
      forEach: from("aws_kms_key.k"),
    },
    'aws_kms_key.k["a"]': key,
    'aws_kms_key.k["b"]': key,
  });
  expect(properties["KMSKeyId"]).toBe(keyArn('aws_kms_key.k["b"]'));
});

test("an argument is followed through variables and outputs of modules", () => {
  const change = propertiesOf(
    "AWS::CloudTrail::Trail",
    {
      "module.audit[0].module.trail.aws_cloudtrail.main": encryptedBy(from("var.key")),
      'module.keys["k.1"].aws_kms_key.k': key,
      'module.keys["k.2"].aws_kms_key.k': key,
    },
    {
      calls: {
        audit: { expressions: { own: from('module.keys["k.2"].arn', 'module.keys["k.2"]') } },
        "audit/trail": { expressions: { key: from("var.own", "var.unset") } },
        keys: { outputs: { arn: ["aws_kms_key.k.arn", "aws_kms_key.k"] } },
      },
    },
  );
  expect(change["KMSKeyId"]).toBe(keyArn('module.keys["k.2"].aws_kms_key.k'));
});

test("of a module's instances, that of the caller's key is meant", () => {
  const calls = {
    audit: { expressions: { key: from("module.keys", "each.key") } },
    keys: { outputs: { arn: ["aws_kms_key.k.arn", "aws_kms_key.k"] } },
  };
  const resources = {
    'module.audit["b"].aws_cloudtrail.main': encryptedBy(from("var.key")),
    'module.keys["a"].aws_kms_key.k': key,
    'module.keys["b"].aws_kms_key.k': key,
  };
  const { KMSKeyId } = propertiesOf("AWS::CloudTrail::Trail", resources, { calls });
  expect(KMSKeyId).toBe(keyArn('module.keys["b"].aws_kms_key.k'));
});

test("modules whose variables and outputs go in a circle end", () => {
  const calls = {
    m: {
      expressions: { x: from("module.m.o", "module.m.o", "module.m.o") },
      outputs: { o: ["var.x"] },
    },
  };
  expect(keyOf(from("module.m.o"), {}, { calls })).toEqual(lost);
});

test("a name made of a bucket's is not that bucket's", () => {
  const bucket = (name: JsonObject): Made => ({
    after: {},
    unknown: { id: true, bucket: true },
    expressions: { bucket: name },
  });
  const own = from("aws_s3_bucket.b.id", "aws_s3_bucket.b");
  const trail = trailWith({
    after: { s3_bucket_name: null },
    unknown: { s3_bucket_name: true },
    expressions: { s3_bucket_name: own },
  });
  const plain = {
    "aws_cloudtrail.main": trail,
    "aws_s3_bucket.b": { after: { bucket: "b" }, unknown: { id: true } },
  };
  const nameIn = (resources: { readonly [address: string]: Made }) =>
    propertiesOf("AWS::CloudTrail::Trail", resources)["S3BucketName"];
  expect(nameIn(plain)).toBe("b");
  expect(nameIn({ ...plain, "aws_s3_bucket.logs": bucket(own) })).toEqual(
    unresolved("aws_cloudtrail.main.s3_bucket_name"),
  );
});

test("an alias is itself, or the key that it is asked for", () => {
  const resources = {
    "aws_kms_key.k": key,
    "aws_kms_alias.a": {
      after: { name: "alias/trail" },
      unknown: { arn: true, id: true, target_key_arn: true, target_key_id: true },
      expressions: { target_key_id: from("aws_kms_key.k.key_id", "aws_kms_key.k") },
    },
  };
  const of = (attribute: string) =>
    keyOf(from(`aws_kms_alias.a.${attribute}`, "aws_kms_alias.a"), resources);
  expect(of("arn")).toBe("arn:aws:kms:eu-west-1:111122223333:alias/trail");
  expect(of("target_key_arn")).toBe(keyArn("aws_kms_key.k"));
  const circle = {
    ...resources["aws_kms_alias.a"],
    expressions: { target_key_id: from("aws_kms_alias.a.target_key_id") },
  };
  expect(keyOf(from("aws_kms_alias.a.target_key_id"), { "aws_kms_alias.a": circle })).toMatchObject(
    {
      $unknown: "unresolved",
    },
  );
});

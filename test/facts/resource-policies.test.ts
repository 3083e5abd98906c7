import { describe, expect, test } from "vitest";
import { buildAccount } from "../../src/emulator/build/account.ts";
import { buildBucket, replicationTo } from "../../src/emulator/build/bucket.ts";
import { buildKey } from "../../src/emulator/build/key.ts";
import { buildDeliveryRole } from "../../src/emulator/build/role.ts";
import { buildTopic } from "../../src/emulator/build/topic.ts";
import { buildTrail } from "../../src/emulator/build/trail.ts";
import type { Fault } from "../../src/emulator/faults.ts";
import type { AccountState, RoleState } from "../../src/emulator/world.ts";
import { accountFacts } from "../../src/facts/account.ts";
import type { DeliveryRole } from "../../src/model/facts/delivery-role.ts";
import { sourceOf } from "../../src/model/facts/provenance.ts";
import { record } from "../harness/recorded.ts";

const account = "123456789012";
const region = "us-east-1";
const keyArn = `arn:aws:kms:${region}:${account}:key/11111111-2222-3333-4444-555555555555`;
const topicArn = `arn:aws:sns:${region}:${account}:deliveries`;
const groupArn = `arn:aws:logs:${region}:${account}:log-group:trail:*`;
const roleArn = `arn:aws:iam::${account}:role/service/trail`;
const now = "2026-01-15T12:00:00.000Z";

const factsOf = async (
  trail: { readonly [member: string]: string | boolean },
  given: Partial<AccountState>,
  faults: readonly Fault[] = [],
) => {
  const trails = [buildTrail({ account, now, name: "main", bucket: "logs", trail })];
  const world = { accounts: [buildAccount({ id: account, trails, ...given })] };
  const recording = await record(world, { account, faults, onlyRegions: [region] });
  return { recording, facts: accountFacts(recording).account };
};

const deny = (service: string, operation: string): Fault => ({ service, operation, kind: "deny" });

describe("bucket policies", () => {
  test("are judged for the trail's own prefix", async () => {
    const buckets = [buildBucket("logs", { accounts: [account] })];
    const plain = await factsOf({}, { buckets });
    const [bucket] = plain.facts.buckets.$items;
    expect(bucket?.policy.deliveries).toMatchObject([
      { aclCheck: true, logFiles: true, digestFiles: true },
    ]);
    expect(bucket?.policy.cloudTrailGrants).toMatchObject([
      { sourceArnAccounts: [account] },
      { sourceArnAccounts: [account] },
    ]);
    const prefixed = await factsOf({ S3KeyPrefix: "audit" }, { buckets });
    expect(prefixed.facts.buckets.$items[0]).toMatchObject({
      logPrefixes: [`audit/AWSLogs/${account}/CloudTrail`],
      policy: { deliveries: [{ aclCheck: true, logFiles: false }] },
    });
  });

  test("that are missing let nobody deliver; that are no policies say nothing", async () => {
    const { policy: _, ...without } = buildBucket("logs");
    const none = await factsOf({}, { buckets: [without] });
    expect(none.facts.buckets.$items[0]?.policy).toMatchObject({
      exists: false,
      grants: [],
      deliveries: [{ aclCheck: false }],
      deniesInsecureTransport: false,
    });
    const odd = await factsOf({}, { buckets: [buildBucket("logs", { policy: "{}" })] });
    const unknown = { $unknown: "undecidable" };
    expect(odd.facts.buckets.$items[0]?.policy).toMatchObject({
      exists: true,
      grants: unknown,
      deliveries: unknown,
      deniesInsecureTransport: unknown,
    });
  });

  test("of organization trails need the organization, which was not asked for", async () => {
    const policy = buildBucket("logs", { accounts: [account] }).policy?.replace(
      "/AWSLogs/*",
      `/AWSLogs/${account}/*`,
    );
    const buckets = [buildBucket("logs", { ...(policy && { policy }) })];
    const { facts } = await factsOf({ IsOrganizationTrail: true }, { buckets });
    expect(facts.buckets.$items[0]?.policy.deliveries).toMatchObject([{ logFiles: false }]);
    expect(facts.buckets.$items[0]?.logPrefixes).toContain("AWSLogs/o-");
  });

  test("say where copies go, even to a bucket that S3 keeps to itself", async () => {
    const buckets = [buildBucket("logs", { replication: replicationTo("copies") })];
    const copies = [buildBucket("copies", { region: "eu-west-1" })];
    const trails = [buildTrail({ account, now, name: "main", bucket: "logs" })];
    const world = {
      accounts: [
        buildAccount({ id: account, trails, buckets }),
        buildAccount({ id: "999988887777", buckets: copies }),
      ],
    };
    const recording = await record(world, { account, onlyRegions: [region] });
    const [bucket] = accountFacts(recording).account.buckets.$items;
    expect(bucket?.replicationRules).toMatchObject([
      { id: "copies", enabled: true, destinationRegion: "eu-west-1", isFiltered: false },
    ]);
  });
});

describe("key policies", () => {
  test("are judged for the trail that uses the key", async () => {
    const { facts } = await factsOf({ KmsKeyId: keyArn }, { keys: [buildKey(keyArn)] });
    expect(facts.keys.$items[0]?.policy).toMatchObject({
      isPublic: false,
      cloudTrailGrants: [{ sourceAccounts: [account], sourceArnAccounts: [] }],
      uses: [{ generateDataKey: true, describeKey: true, decrypt: true }],
    });
  });

  test("of another account are not ours to read", async () => {
    const foreign = keyArn.replace(account, "999988887777");
    const { facts } = await factsOf({ KmsKeyId: foreign }, {});
    expect(facts.keys.$items[0]?.policy.uses).toMatchObject({ $unknown: "cross-account" });
  });
});

describe("topics", () => {
  const topicWith = (attributes: { readonly [name: string]: string }) => [
    buildTopic(topicArn, [], attributes),
  ];

  test("know their trails, their policy, and whether their key lets CloudTrail in", async () => {
    const given = {
      keys: [buildKey(keyArn)],
      topics: topicWith({ KmsMasterKeyId: "alias/trail" }),
    };
    const { facts } = await factsOf({ SnsTopicARN: topicArn }, given);
    const [topic] = facts.topics.$items;
    expect(topic).toMatchObject({
      keyAllowsCloudTrail: true,
      policy: { isPublic: false, cloudTrailGrants: [{ sourceAccounts: [account] }] },
    });
    expect(topic?.trails).toHaveLength(1);
    expect(sourceOf(topic ?? {}, "keyAllowsCloudTrail")?.call).toBe("kms:GetKeyPolicy");
  });

  test("with AWS's own key are undecided, and nothing is asked about it", async () => {
    const topics = topicWith({ KmsMasterKeyId: "alias/aws/sns" });
    const { facts, recording } = await factsOf({ SnsTopicARN: topicArn }, { topics });
    expect(facts.topics.$items[0]?.keyAllowsCloudTrail).toMatchObject({ $unknown: "undecidable" });
    expect(recording.calls.filter(({ service }) => service === "kms")).toEqual([]);
  });

  test("whose key's policy is denied name the permission", async () => {
    const given = { keys: [buildKey(keyArn)], topics: topicWith({ KmsMasterKeyId: keyArn }) };
    const faults = [deny("kms", "GetKeyPolicy")];
    const { facts } = await factsOf({ SnsTopicARN: topicArn }, given, faults);
    expect(facts.topics.$items[0]?.keyAllowsCloudTrail).toMatchObject({
      $unknown: "access-denied",
      permission: "kms:GetKeyPolicy",
    });
  });
});

describe("delivery roles", () => {
  const roleOf = async (given: Partial<RoleState>, faults: readonly Fault[] = []) => {
    const { facts } = await factsOf(
      { CloudWatchLogsLogGroupArn: groupArn, CloudWatchLogsRoleArn: roleArn },
      { roles: [buildDeliveryRole("trail", groupArn, given)] },
      faults,
    );
    return facts.trails.$items[0]?.cloudWatchLogsRole as DeliveryRole | undefined;
  };
  const allow = (Action: string, Resource: string) =>
    JSON.stringify({ Statement: { Effect: "Allow", Action, Resource } });

  test("as AWS's manual has them do nothing else", async () => {
    expect(await roleOf({})).toEqual({
      arn: roleArn,
      exists: true,
      trustsOnlyCloudTrail: true,
      isBoundToTrails: true,
      excessPermissions: [],
    });
  });

  test("are seen with every policy, page by page", async () => {
    const inlinePolicies = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [
        `policy-${index}`,
        allow("logs:PutLogEvents", groupArn),
      ]),
    );
    const last = { "policy-last": allow("s3:GetObject", "*") };
    const attached = {
      "arn:aws:iam::aws:policy/Logs": allow("logs:*", "*"),
      [`arn:aws:iam::${account}:policy/within`]: allow("logs:PutLogEvents", `${groupArn}x`),
      [`arn:aws:iam::${account}:policy/broad`]: allow("logs:PutLogEvents", "*"),
    };
    const role = await roleOf({
      inlinePolicies: { ...inlinePolicies, ...last },
      attachedPolicies: attached,
    });
    expect(role?.excessPermissions).toEqual(["s3:GetObject", "logs:*", "logs:PutLogEvents on *"]);
  });

  test("that others may take are told apart", async () => {
    const trustPolicy = JSON.stringify({
      Statement: {
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com", AWS: account },
        Action: "sts:AssumeRole",
      },
    });
    expect(await roleOf({ trustPolicy })).toMatchObject({
      trustsOnlyCloudTrail: false,
      isBoundToTrails: false,
    });
  });

  test("whose policies cannot all be read are not called harmless, but what is found counts", async () => {
    const attachedPolicies = { "arn:aws:iam::aws:policy/Logs": allow("logs:*", "*") };
    for (const operation of ["ListRolePolicies", "GetRolePolicy"]) {
      expect((await roleOf({}, [deny("iam", operation)]))?.excessPermissions).toMatchObject({
        $unknown: "access-denied",
        permission: `iam:${operation}`,
      });
      const found = await roleOf({ attachedPolicies }, [deny("iam", operation)]);
      expect(found?.excessPermissions).toEqual(["logs:*"]);
    }
    for (const operation of ["ListAttachedRolePolicies", "GetPolicy", "GetPolicyVersion"]) {
      const role = await roleOf({ attachedPolicies }, [deny("iam", operation)]);
      expect(role?.excessPermissions).toMatchObject({ permission: `iam:${operation}` });
    }
  });

  test("that are gone do not exist; those of other accounts are not ours to read", async () => {
    const gone = await roleOf({ name: "another" });
    expect(gone).toMatchObject({ exists: false });
    const { facts, recording } = await factsOf(
      {
        CloudWatchLogsLogGroupArn: groupArn,
        CloudWatchLogsRoleArn: roleArn.replace(account, "999988887777"),
      },
      {},
    );
    const [trail] = facts.trails.$items;
    expect(trail?.cloudWatchLogsRole).toMatchObject({ exists: { $unknown: "cross-account" } });
    const asked = recording.calls.map(({ service, operation }) => `${service}:${operation}`);
    expect(asked.filter((call) => call === "iam:GetRole")).toEqual([]);
  });
});

test("event data stores without a resource policy are not public, and one may make them so", async () => {
  const arn = `arn:aws:cloudtrail:${region}:${account}:eventdatastore/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee`;
  const eventDataStores = [{ EventDataStoreArn: arn, Name: "lake", Status: "ENABLED" }];
  const none = await factsOf({}, { eventDataStores });
  expect(none.facts.eventDataStores.$items[0]).toMatchObject({
    eventCategories: { $unknown: "not-returned" },
    policy: { exists: false, isPublic: false },
  });
  const Statement = {
    Effect: "Allow",
    Principal: "*",
    Action: "cloudtrail:StartQuery",
    Resource: arn,
  };
  const resourcePolicies = { [arn]: JSON.stringify({ Statement }) };
  const open = await factsOf({}, { eventDataStores, resourcePolicies });
  expect(open.facts.eventDataStores.$items[0]?.policy).toMatchObject({
    exists: true,
    isPublic: true,
  });
});

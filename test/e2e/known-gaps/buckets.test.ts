import { describe, expect, test } from "vitest";
import { buildAccount } from "../../../src/emulator/build/account.ts";
import { buildBucket, logBucketPolicy } from "../../../src/emulator/build/bucket.ts";
import { buildTrail } from "../../../src/emulator/build/trail.ts";
import type { BucketState, World } from "../../../src/emulator/world.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { againstGood } from "../../harness/against-good.ts";
import { changedWorld, goodAccount, goodKey } from "../../harness/worlds.ts";

// Known gaps of other tools, numbered as in section 6.15 of the reference on controls.

const now = new Date().toISOString();
const foreigner = "999988887777";

const trailTo = (bucket: string) =>
  buildTrail({
    ...{ account: goodAccount, now, name: `to-${bucket}`, bucket },
    trail: { KmsKeyId: goodKey },
  });

/** The good world, with a trail into each of these buckets, and nothing blocked by the account. */
const withBuckets = (...added: BucketState[]): World =>
  changedWorld(now, ({ trails, buckets }) => ({
    publicAccessBlock: nothingBlocked,
    trails: [...trails, ...added.map(({ name }) => trailTo(name))],
    buckets: [...buckets, ...added],
  }));

const nothingBlocked: JsonObject = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};

const accounts = [goodAccount];

function withoutLock(name: string, given: Partial<BucketState> = {}): BucketState {
  const { objectLock: _, ...rest } = buildBucket(name, { accounts, ...given });
  return rest;
}

const grants = (group: string): JsonObject => ({
  Owner: { ID: "1".repeat(64) },
  Grants: [
    {
      Grantee: { Type: "Group", URI: `http://acs.amazonaws.com/groups/global/${group}` },
      Permission: "READ",
    },
  ],
});

const forEveryone = (bucket: string): string => {
  const policy = JSON.parse(logBucketPolicy(bucket, { accounts })) as { Statement: object[] };
  const statement = {
    ...{ Effect: "Allow", Principal: "*", Action: "s3:GetObject" },
    Resource: `arn:aws:s3:::${bucket}/*`,
  };
  return JSON.stringify({ ...policy, Statement: [statement, ...policy.Statement] });
};

describe("6: public, though no ACL names AllUsers", () => {
  const checked = againstGood(
    withBuckets(
      buildBucket("by-acl", {
        accounts,
        publicAccessBlock: nothingBlocked,
        ownershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
        acl: grants("AuthenticatedUsers"),
      }),
      buildBucket("by-policy", {
        accounts,
        publicAccessBlock: nothingBlocked,
        policy: forEveryone("by-policy"),
        policyStatus: { IsPublic: true },
      }),
      buildBucket("by-dead-acl", {
        accounts,
        publicAccessBlock: nothingBlocked,
        acl: grants("AllUsers"),
      }),
    ),
  );

  test("to every AWS customer, by its ACL", async () => {
    const of = await checked;
    const { was, is, message, because } = of("bucket-not-public", "by-acl");
    expect({ was, is }).toEqual({ was: "pass", is: "fail" });
    expect(message).toBe("Log bucket by-acl can be reached by anyone.");
    expect(because).toContain('bucket.publicGrants = ["AuthenticatedUsers: READ"]');
  });

  test("to everyone, by its policy", async () => {
    const of = await checked;
    const { was, is, because } = of("bucket-not-public", "by-policy");
    expect({ was, is }).toEqual({ was: "pass", is: "fail" });
    expect(because).toContain("bucket.policy.isPublic = true");
  });

  test("and not public where ACLs are switched off", async () => {
    const of = await checked;
    expect(of("bucket-not-public", "by-dead-acl")).toMatchObject({ was: "pass", is: "pass" });
  });
});

describe("locks", () => {
  const checked = againstGood(
    withBuckets(
      withoutLock("tidied", {
        lifecycle: {
          Rules: [
            { ID: "old", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: 2555 } },
          ],
        },
      }),
      withoutLock("by-hand"),
      withoutLock("with-mfa", { versioning: { Status: "Enabled", MFADelete: "Enabled" } }),
      buildBucket("half-locked", { accounts, objectLock: { ObjectLockEnabled: "Enabled" } }),
    ),
  );

  test("13: MFA delete cannot be asked of a bucket with lifecycle rules", async () => {
    const of = await checked;
    expect(of("bucket-mfa-delete", "tidied").is).toBe("not-applicable");
    expect(of("bucket-mfa-delete", "with-mfa")).toMatchObject({ was: "pass", is: "pass" });
  });

  test("13: and is asked of one without", async () => {
    const of = await checked;
    const { was, is, message, because } = of("bucket-mfa-delete", "by-hand");
    expect({ was, is }).toEqual({ was: "pass", is: "fail" });
    expect(message).toBe("Log files can be deleted from bucket by-hand without MFA.");
    expect(because).toContain("bucket.mfaDelete = false");
  });

  test("14: Object Lock without default retention locks nothing", async () => {
    const of = await checked;
    const { was, is, message, because } = of("bucket-object-lock", "half-locked");
    expect({ was, is }).toEqual({ was: "pass", is: "fail" });
    expect(message).toBe(
      "Object Lock does not keep new files of log bucket half-locked by default, or for too short a time (days wanted: 1).",
    );
    expect(because).toEqual(["bucket.objectLock.mode = null", "bucket.objectLock.days = null"]);
    // Nor does it make up for MFA delete.
    expect(of("bucket-mfa-delete", "half-locked").is).toBe("fail");
  });
});

describe("15: the policy lets CloudTrail write for a trail of a foreign account", () => {
  const policy = logBucketPolicy("shared", { accounts: [goodAccount, foreigner] });
  const world = withBuckets(buildBucket("shared", { policy }));

  test("which says whose", async () => {
    const of = await againstGood(world);
    const { was, is, message, because } = of("bucket-policy-source-arn", "shared");
    expect({ was, is }).toEqual({ was: "pass", is: "fail" });
    expect(message).toContain("lets CloudTrail write for trails of other accounts");
    expect(because.join("\n")).toContain(foreigner);
    // Having a condition at all, it works for the account's own trail.
    expect(of("bucket-policy-allows-delivery", "shared")).toMatchObject({ is: "pass" });
  });
});

describe("8: the bucket is in another account", () => {
  const archive = "222222222222";
  const bucket = `logs-of-${archive}`;
  const elsewhere = (readers: readonly string[]): World => {
    const world = changedWorld(now, ({ trails }) => ({
      trails: trails.map((one) => ({ ...one, trail: { ...one.trail, S3BucketName: bucket } })),
      buckets: [],
    }));
    const policy = logBucketPolicy(bucket, { accounts: [goodAccount] });
    const archived = buildBucket(bucket, { policy, readers });
    return {
      ...world,
      accounts: [...world.accounts, buildAccount({ id: archive, buckets: [archived] })],
    };
  };

  test("and denied: nothing is made up, and it says what would help", async () => {
    const of = await againstGood(elsewhere([]));
    for (const policy of ["bucket-not-public", "bucket-versioning", "bucket-policy-source-arn"]) {
      const { was, is, message, missing } = of(policy, bucket);
      expect({ policy, was, is }).toEqual({ policy, was: "pass", is: "unknown" });
      expect(missing[0]).toMatchObject({ reason: "access-denied", permission: "s3:ListBucket" });
      expect(message).toContain("access was denied");
    }
    // What the trail itself says needs no look into the other account.
    expect(of("delivery-s3-healthy")).toMatchObject({ was: "pass", is: "pass" });
  });

  test("and readable: judged like any other, but for whether its owner is to be trusted", async () => {
    const of = await againstGood(elsewhere([goodAccount]));
    for (const policy of ["bucket-not-public", "bucket-versioning", "bucket-policy-source-arn"]) {
      expect(of(policy, bucket)).toMatchObject({ was: "pass", is: "pass" });
    }
    const { was, is, message, missing } = of("bucket-exists-and-owned", bucket);
    expect({ was, is }).toEqual({ was: "pass", is: "unknown" });
    expect(missing).toEqual([{ fact: "bucket", reason: "cross-account" }]);
    expect(message).toContain("it is in another account");
  });
});

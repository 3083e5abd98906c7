import { describe, expect, test } from "vitest";
import { buildAccount } from "../../src/emulator/build/account.ts";
import { buildBucket } from "../../src/emulator/build/bucket.ts";
import { buildKey } from "../../src/emulator/build/key.ts";
import { buildOrganization } from "../../src/emulator/build/organization.ts";
import { buildTrail } from "../../src/emulator/build/trail.ts";
import type { World } from "../../src/emulator/world.ts";
import { checkLive } from "../harness/aws.ts";
import { everyPolicy } from "../harness/policy-ids.ts";

const now = new Date().toISOString();
const management = "111111111111";
const archive = "222222222222";
const member = "333333333333";
const keyArn = `arn:aws:kms:us-east-1:${archive}:key/aaaaaaaa-0000-0000-0000-000000000000`;
const bucket = `org-trail-${archive}-logs`;

/** Management account with an organization trail into a log archive; a member that only has that. */
const organization = (readers: readonly string[] = []): World => ({
  organization: { managementAccount: management, members: [archive, member] },
  accounts: [
    buildAccount({
      id: management,
      trails: [
        buildTrail({
          account: management,
          now,
          name: "org",
          bucket,
          trail: { IsOrganizationTrail: true, KmsKeyId: keyArn },
        }),
      ],
    }),
    buildAccount({
      id: archive,
      buckets: [buildBucket(bucket, { region: "eu-central-1", readers })],
      keys: [buildKey(keyArn, { readers })],
    }),
    buildAccount({ id: member }),
  ],
});

const statuses = async (account: string, world: World) => {
  const { result } = await checkLive({ world }, { account, words: everyPolicy });
  return {
    result,
    of: (policy: string) => result.findings.find((finding) => finding.policy === policy),
  };
};

describe("an organization trail seen from a member", () => {
  test("covers the account", async () => {
    const { of } = await statuses(member, organization());
    expect(of("trail-enabled")?.status).toBe("pass");
    expect(of("trail-log-validation")?.status).toBe("pass");
    expect(of("trail-kms-encrypted")?.status).toBe("pass");
  });

  test("leaves unknown what a member may not read, and says so", async () => {
    const { of } = await statuses(member, organization());
    expect(of("trail-multi-region-all-mgmt")).toMatchObject({
      status: "unknown",
      missing: [{ reason: "org-trail-in-member", detail: "CloudTrailARNInvalidException" }],
    });
    expect(of("bucket-not-public")?.status).toBe("unknown");
    expect(of("key-usable")?.status).toBe("unknown");
  });
});

describe("a bucket and a key in another account", () => {
  test("are read where that account lets us, and the bucket's owner is proven", async () => {
    const { of, result } = await statuses(management, organization([management]));
    expect(of("key-usable")?.status).toBe("pass");
    expect(of("bucket-tls-only")?.status).toBe("pass");
    expect(of("bucket-tls-only")?.region).toBe("eu-central-1");
    expect(of("bucket-not-public")?.status).toBe("pass");
    expect(result.accounts[0]?.id).toBe(management);
  });

  test("are unknown where it does not", async () => {
    const { of } = await statuses(management, organization());
    expect(of("bucket-exists-and-owned")).toMatchObject({ status: "unknown" });
    expect(of("bucket-exists-and-owned")?.missing[0]?.permission).toBe("s3:ListBucket");
    expect(of("key-rotation")?.status).toBe("unknown");
    expect(of("trail-multi-region-all-mgmt")?.status).toBe("pass");
  });
});

describe("the organization itself", () => {
  const withOrganization = (given: Partial<World["organization"]>): World => {
    const world = organization();
    return {
      ...world,
      organization: {
        ...buildOrganization({ managementAccount: management }),
        ...world.organization,
        ...given,
      },
    };
  };

  test("is judged in its management account", async () => {
    const { of } = await statuses(management, withOrganization({}));
    const verdict = of("org-scp-protects-trails");
    expect(verdict).toMatchObject({
      status: "pass",
      resource: {
        type: "AWS::Organizations::Organization",
        id: `arn:aws:organizations::${management}:organization/o-exampleorg`,
      },
    });
    for (const policy of ["org-trail-present", "org-member-coverage", "org-trail-home-region"]) {
      expect(of(policy)?.status, policy).toBe("pass");
    }
  });

  test("is judged in a member as far as that can see, with a reason for the rest and no gap", async () => {
    const { of, result } = await statuses(member, withOrganization({}));
    expect(of("org-trail-present")?.status).toBe("pass");
    expect(of("org-member-coverage")?.status).toBe("pass");
    const verdict = of("org-scp-protects-trails");
    expect(verdict?.status).toBe("unknown");
    expect(new Set(verdict?.missing.map(({ reason }) => reason))).toEqual(
      new Set(["organization-member"]),
    );
    expect(verdict?.missing.flatMap(({ permission }) => permission ?? [])).toEqual([]);
    expect(verdict?.message).toContain("only the management account");
    expect(result.gaps.filter(({ service }) => service === "organizations")).toEqual([]);
  });

  test("is judged wholly in a delegated administrator", async () => {
    const world = withOrganization({ delegatedAdministrators: [member] });
    const { of } = await statuses(member, world);
    expect(of("org-scp-protects-trails")?.status).toBe("pass");
  });

  test("without protection of its trails fails, and an account outside is not concerned", async () => {
    const world = withOrganization({ serviceControlPolicies: [], members: [archive] });
    const inside = await statuses(management, world);
    expect(inside.of("org-scp-protects-trails")?.status).toBe("fail");
    const outside = await statuses(member, world);
    for (const policy of ["org-scp-protects-trails", "org-trail-present", "org-member-coverage"]) {
      expect(outside.of(policy)?.status, policy).toBe("not-applicable");
    }
  });
});

test("a bucket that is gone can be registered by anyone: that fails", async () => {
  const world = organization();
  const withoutBucket = {
    ...world,
    accounts: world.accounts.map((one) => ({ ...one, buckets: [] })),
  };
  const { of } = await statuses(management, withoutBucket);
  expect(of("bucket-exists-and-owned")?.status).toBe("fail");
  expect(of("bucket-not-public")?.status).toBe("not-applicable");
});

import { describe, expect, test } from "vitest";
import { buildKey } from "../../../src/emulator/build/key.ts";
import type { World } from "../../../src/emulator/world.ts";
import { againstGood } from "../../harness/against-good.ts";
import { checkLive } from "../../harness/aws.ts";
import { everyPolicy } from "../../harness/policy-ids.ts";
import { changedWorld, goodKey, goodWorld } from "../../harness/worlds.ts";

// Known gaps of other tools, numbered as in section 6.15 of the reference on controls.

const now = new Date().toISOString();

describe("9: members that are there and empty", () => {
  const nothing = { KmsKeyId: "", SnsTopicARN: "", CloudWatchLogsLogGroupArn: "" };
  const checked = againstGood(goodWorld(now, {}, { trail: nothing }));

  test("a key of no name encrypts nothing, and is no key to judge", async () => {
    const of = await checked;
    const { was, is, message, because } = of("trail-kms-encrypted");
    expect({ was, is }).toEqual({ was: "pass", is: "fail" });
    expect(message).toBe("Trail main does not encrypt its log files with a KMS key.");
    expect(because).toEqual(["trail.kmsKeyId = null"]);
    expect(of("key-usable")).toMatchObject({ was: "pass", is: "not-applicable" });
  });

  test("a log group of no name gets nothing, so nobody is told", async () => {
    const of = await checked;
    expect(of("trail-cloudwatch-logs")).toMatchObject({ was: "pass", is: "fail" });
    const { was, is, message } = of("alarm-cloudtrail-change");
    expect({ was, is }).toEqual({ was: "pass", is: "fail" });
    expect(message).toContain("No trail sends to CloudWatch Logs.");
  });
});

test("16: the trail names a key that waits for its deletion", async () => {
  const metadata = {
    Enabled: false,
    KeyState: "PendingDeletion",
    DeletionDate: "2099-01-01T00:00:00.000Z",
  };
  const of = await againstGood(
    changedWorld(now, () => ({ keys: [buildKey(goodKey, { metadata })] })),
  );
  // As long as one looks at the trail alone, all is well.
  expect(of("trail-kms-encrypted")).toMatchObject({ was: "pass", is: "pass" });
  for (const policy of ["key-not-pending-deletion", "key-usable"]) {
    const { was, is, because } = of(policy);
    expect({ was, is, because }).toEqual({
      ...{ was: "pass", is: "fail" },
      because: ['key.keyState = "PendingDeletion"'],
    });
  }
  expect(of("key-not-pending-deletion").message).toBe(
    `Key ${goodKey}, which encrypts log files, is scheduled for deletion.`,
  );
});

interface Elsewhere {
  readonly partition: string;
  /** In place of us-east-1 and us-west-2. */
  readonly first: string;
  readonly second: string;
}

/** The good account with two Regions, as it would be in another partition. */
function inPartition({ partition, first, second }: Elsewhere, selectors?: object): World {
  const regions = ["us-east-1", "us-west-2"].map((name) => ({
    ...{ name, optStatus: "ENABLED_BY_DEFAULT" as const },
  }));
  const world = goodWorld(
    now,
    { regions, partition },
    selectors ? { selectors: { ...selectors } } : {},
  );
  const text = JSON.stringify(world)
    .replaceAll("arn:aws:", `arn:${partition}:`)
    .replaceAll("us-east-1", first)
    .replaceAll("us-west-2", second);
  return JSON.parse(text) as World;
}

describe.each<Elsewhere>([
  { partition: "aws-cn", first: "cn-north-1", second: "cn-northwest-1" },
  { partition: "aws-us-gov", first: "us-gov-west-1", second: "us-gov-east-1" },
])("20: partition $partition", (place) => {
  const environment = { AWS_REGION: place.first };
  const here = (name: string): string => `arn:${place.partition}:s3:::${name}`;

  test("a good account is as good as in the commercial one", async () => {
    const world = inPartition(place);
    const { result, stderr } = await checkLive({ world }, { environment, words: everyPolicy });
    expect(stderr).toBe("");
    expect(result.accounts[0]).toMatchObject({ partition: place.partition });
    const others = result.findings.filter(({ status }) => status !== "pass");
    // They apply once something is named that they are to look at.
    expect(others.map(({ policy, status }) => `${policy} ${status}`)).toEqual([
      "events-s3-required-buckets not-applicable",
      "bucket-in-log-archive not-applicable",
      "events-network-activity not-applicable",
    ]);
  });

  test("4: and what a selector leaves out is named by an ARN of the partition", async () => {
    const FieldSelectors = [
      { Field: "eventCategory", Equals: ["Data"] },
      { Field: "resources.type", Equals: ["AWS::S3::Object"] },
      { Field: "resources.ARN", NotStartsWith: ["arn:aws:s3:::payroll/"] },
    ];
    const world = inPartition(place, { AdvancedEventSelectors: [{ FieldSelectors }] });
    const of = await againstGood(world, { environment });
    const { was, is, message } = of("events-s3-write-all");
    expect({ was, is }).toEqual({ was: "pass", is: "fail" });
    expect(message).toContain(`PutObject on ${here("payroll/example-key")}`);
    expect(message).toContain(`NotStartsWith ${here("payroll/")} excludes it`);
  });
});

import { expect, test } from "vitest";
import { duplicateManagement } from "../../../src/analyze/coverage/duplicates.ts";
import type { Trail } from "../../../src/model/facts/trail.ts";
import { accountWith, advanced, basic, objects, trail } from "./given.ts";

const price = { pricePer100000: 2, priceSource: "https://aws.amazon.com/cloudtrail/pricing/" };
const none = { outcome: "none", duplicates: [], missing: [], ...price };
const found = (...trails: readonly Trail[]) => duplicateManagement(accountWith(trails));
const main = trail("main", [basic()]);

test("one trail, or one that records other events, has no copy", () => {
  expect(found(main)).toEqual(none);
  expect(found(main, trail("data", [objects()]))).toEqual(none);
  expect(found(main, trail("off", [basic()], { isLogging: false }))).toEqual(none);
  const reads = trail("reads", [basic({ readWriteType: "ReadOnly" })]);
  const writes = trail("writes", [advanced("Management", { readOnly: { equals: ["false"] } })]);
  expect(found(reads, writes)).toEqual(none);
});

test("a multi-Region trail and one of a Region record that Region twice", () => {
  const local = trail("local", [basic()], {
    isMultiRegionTrail: false,
    recordsGlobalServiceEvents: false,
  });
  expect(found(local, main)).toEqual({
    ...none,
    outcome: "found",
    duplicates: [
      {
        trails: [local.arn, main.arn],
        regions: ["eu-west-1"],
        witness: expect.objectContaining({ eventCategory: "Management", awsRegion: "eu-west-1" }),
      },
    ],
  });
});

test("an overlap of one source is found, with an event of it", () => {
  const only = (source: string, name: string) =>
    trail(name, [advanced("Management", { eventSource: { equals: [source] } })]);
  const most = trail("most", [basic({ excludeManagementEventSources: ["kms.amazonaws.com"] })]);
  expect(found(most, only("kms.amazonaws.com", "kms"))).toEqual(none);
  expect(found(main, only("kms.amazonaws.com", "kms")).duplicates).toMatchObject([
    { regions: ["eu-west-1", "us-east-1"], witness: { eventSource: "kms.amazonaws.com" } },
  ]);
});

test("three trails are three pairs, and copies that cannot be delivered count", () => {
  const failing = trail("failing", [basic()], {
    statuses: {
      $items: [{ region: "eu-west-1", isLogging: true, latestDeliveryError: "AccessDenied" }],
      $unseen: [],
    },
  });
  expect(found(main, trail("other", [basic()]), failing).duplicates.length).toBe(3);
});

test("unknown selectors leave open whether there are copies", () => {
  const denied = { $unknown: "access-denied" } as const;
  expect(found(main, trail("unread", [], { eventSelectors: denied }))).toMatchObject({
    outcome: "undetermined",
    duplicates: [],
    missing: [{ fact: "account.trails[unread].eventSelectors", unknown: denied }],
  });
  const odd = advanced("Management", { eventName: { equals: ["CreateUser"] } });
  expect(found(main, trail("odd", [odd]))).toMatchObject({
    outcome: "undetermined",
    missing: [{ fact: "account.trails[odd].eventSelectors" }],
  });
});

test("trails that were not seen may record the same, with a known one or among themselves", () => {
  const unseen = [{ $unknown: "access-denied" } as const];
  for (const trails of [[], [main]]) {
    const account = { ...accountWith(trails), trails: { $items: trails, $unseen: unseen } };
    expect(duplicateManagement(account)).toMatchObject({ outcome: "undetermined", duplicates: [] });
  }
});

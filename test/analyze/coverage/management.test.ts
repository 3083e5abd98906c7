import { describe, expect, test } from "vitest";
import {
  advanced,
  ask,
  basic,
  covered,
  firstGap,
  gapsOf,
  management,
  objects,
  trail,
} from "./given.ts";

describe("management events are covered by", () => {
  const kms = { notEquals: ["kms.amazonaws.com"] };
  const spellings = {
    "the basic default": [basic()],
    "the advanced default": [advanced("Management")],
    "a selector of another name": [advanced("Management", {}, "Everything, please")],
    "reads and writes in two selectors": [
      advanced("Management", { readOnly: { equals: ["true"] } }),
      advanced("Management", { readOnly: { equals: ["false"] } }),
    ],
    "two selectors that exclude different sources": [
      advanced("Management", { eventSource: kms }),
      advanced("Management", { eventSource: { notEquals: ["rdsdata.amazonaws.com"] } }),
    ],
    "a narrow selector beside a whole one": [
      advanced("Management", { eventSource: kms }),
      basic({ readWriteType: "All" }),
    ],
  };
  for (const [name, selectors] of Object.entries(spellings)) {
    test(name, () => expect(ask([trail("main", selectors)], management)).toEqual(covered));
  }

  test("reads of one trail and writes of another", () => {
    const trails = [
      trail("reads", [basic({ readWriteType: "ReadOnly" })]),
      trail("writes", [basic({ readWriteType: "WriteOnly" })]),
    ];
    expect(ask(trails, management)).toEqual({ outcome: "covered", by: trails.map((t) => t.arn) });
  });

  test("a single-Region trail in each Region", () => {
    const single = { isMultiRegionTrail: false, recordsGlobalServiceEvents: false };
    const here = trail("here", [basic()], single);
    const there = trail("there", [basic()], {
      ...single,
      homeRegion: "us-east-1",
      recordsGlobalServiceEvents: true,
    });
    expect(ask([here, there], management).outcome).toBe("covered");
    expect(gapsOf(ask([here], management))).toMatchObject([
      { region: "us-east-1", misses: [{ name: "here", why: "it records eu-west-1 only" }] },
    ]);
  });
});

describe("a gap shows an event and why it is missed", () => {
  test("KMS is excluded", () => {
    const selectors = [
      advanced("Management", { eventSource: { notEquals: ["kms.amazonaws.com"] } }, "most"),
    ];
    const gaps = gapsOf(ask([trail("main", selectors)], management));
    expect(gaps.map(({ region }) => region)).toEqual(["eu-west-1", "us-east-1"]);
    expect(gaps[0]?.witness).toEqual({
      eventCategory: "Management",
      awsRegion: "eu-west-1",
      recipientAccountId: "111122223333",
      eventSource: "kms.amazonaws.com",
      eventName: "Decrypt",
      readOnly: true,
      eventType: "AwsApiCall",
      userIdentity: { arn: "arn:aws:iam::111122223333:root" },
    });
    expect(gaps[0]?.misses).toEqual([
      {
        trail: covered.by[0],
        name: "main",
        selector: 0,
        selectorName: "most",
        field: "eventSource",
        why: "NotEquals kms.amazonaws.com excludes it",
      },
    ]);
    const allowed = { ...management, except: { eventSources: ["kms.amazonaws.com"] } };
    expect(ask([trail("main", selectors)], allowed).outcome).toBe("covered");
  });

  test("a basic selector that excludes KMS", () => {
    const selectors = [basic({ excludeManagementEventSources: ["kms.amazonaws.com"] })];
    expect(firstGap(ask([trail("main", selectors)], management))).toMatchObject({
      witness: { eventSource: "kms.amazonaws.com" },
      misses: [{ selector: 0, field: "eventSource" }],
    });
  });

  test("there is no trail", () => {
    expect(firstGap(ask([], management)).misses).toEqual([]);
  });

  test("there are data selectors only", () => {
    expect(firstGap(ask([trail("main", [objects()])], management)).misses).toMatchObject([
      {
        field: "eventCategory",
        why: "eventCategory is Management, and the selector wants Equals Data",
      },
    ]);
  });

  test("a stopped multi-Region trail beside a running single-Region one", () => {
    const trails = [
      trail("stopped", [basic()], { isLogging: false }),
      trail("running", [basic()], { isMultiRegionTrail: false, homeRegion: "us-east-1" }),
    ];
    expect(gapsOf(ask(trails, management))).toMatchObject([
      {
        region: "eu-west-1",
        misses: [
          { name: "stopped", why: "it is switched off" },
          { name: "running", why: "it records us-east-1 only" },
        ],
      },
    ]);
  });

  test("a trail without events of global services", () => {
    const only = trail("main", [basic()], { recordsGlobalServiceEvents: false });
    expect(gapsOf(ask([only], management))).toMatchObject([
      {
        region: "us-east-1",
        witness: { eventSource: "iam.amazonaws.com" },
        misses: [{ why: "it gets no events of global services" }],
      },
    ]);
    const sts = { ...management, eventSources: ["sts.amazonaws.com"] };
    expect(gapsOf(ask([only], sts)).map(({ region }) => region)).toEqual(["us-east-1"]);
  });
});

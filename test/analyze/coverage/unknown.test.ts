import { describe, expect, test } from "vitest";
import { coverageOf } from "../../../src/analyze/coverage/coverage.ts";
import { records } from "../../../src/analyze/coverage/evaluator.ts";
import { objectsOf } from "../../../src/model/event-class.ts";
import type { Trail, TrailStatus } from "../../../src/model/facts/trail.ts";
import { complete, type Unknown } from "../../../src/model/unknown.ts";
import {
  accountWith,
  advanced,
  ask,
  basic,
  covered,
  gapsOf,
  management,
  missing,
  objects,
  regionNamed,
  trail,
  writes,
} from "./given.ts";

const denied: Unknown = { $unknown: "access-denied", permission: "cloudtrail:GetEventSelectors" };

describe("what is not known matters only where it decides", () => {
  const unread = trail("unread", [], { eventSelectors: denied });
  const narrow = trail("narrow", [basic({ readWriteType: "ReadOnly" })]);

  test("selectors", () => {
    expect(ask([unread, trail("main", [basic()])], management)).toEqual(covered);
    const coverage = ask([unread, narrow], management);
    expect(coverage).toEqual({
      outcome: "undetermined",
      missing: [{ fact: "account.trails[unread].eventSelectors", unknown: denied }],
    });
    expect(
      ask([trail("unread", [], { eventSelectors: denied, isLogging: false })], management),
    ).toMatchObject({ outcome: "gap" });
  });

  test("selectors that AWS does not document", () => {
    const odd = advanced("Management", { eventName: { notEquals: ["AssumeRole"] } });
    expect(missing(ask([trail("main", [odd])], management))).toEqual([
      "account.trails[main].eventSelectors",
    ]);
    expect(ask([trail("main", [odd, basic()])], management)).toEqual(covered);
    expect(ask([trail("main", [odd])], writes).outcome).toBe("gap");
  });

  const status = (region: string, given: Partial<TrailStatus> = {}): TrailStatus => ({
    ...{ region, isLogging: true },
    ...given,
  });

  test("the status of one Region", () => {
    const statuses = {
      $items: [status("eu-west-1")],
      $unseen: [{ ...denied, regions: ["us-east-1"] }],
    };
    const main = trail("main", [basic()], { statuses });
    expect(missing(ask([main], management))).toEqual(["account.trails[main].statuses"]);
    expect(coverageOf(accountWith([main]), management, { regions: ["eu-west-1"] })).toEqual(
      covered,
    );
    expect(gapsOf(ask([main], writes)).length).toBe(2);
  });

  test("an error of deliveries that may be over", () => {
    const failing = (given: Partial<TrailStatus>) =>
      accountWith([
        trail("main", [basic()], {
          statuses: complete([
            status("eu-west-1"),
            status("us-east-1", { latestDeliveryError: "AccessDenied", ...given }),
          ]),
        }),
      ]);
    const late = { latestDeliveryTime: "2026-01-15T10:00:00Z" };
    const at = (hours: string) => ({ asOf: new Date(`2026-01-15T${hours}:00Z`) });
    expect(coverageOf(failing(late), management).outcome).toBe("undetermined");
    expect(coverageOf(failing(late), management, at("10:30"))).toEqual(covered);
    expect(gapsOf(coverageOf(failing(late), management, at("11:30")))).toMatchObject([
      { region: "us-east-1", misses: [{ why: "its deliveries in us-east-1 fail: AccessDenied" }] },
    ]);
    expect(coverageOf(failing({}), management).outcome).toBe("gap");
    const digest = { latestDigestDeliveryTime: "2026-01-15T10:00:00Z" };
    expect(coverageOf(failing(digest), management, at("11:30"))).toEqual(covered);
  });

  test("trails that could not be listed", () => {
    const withUnseen = (trails: readonly Trail[], unseen: object) =>
      coverageOf(
        accountWith(trails, { trails: { $items: trails, $unseen: [{ ...denied, ...unseen }] } }),
        management,
      );
    const single = { known: { isMultiRegionTrail: false }, regions: ["us-east-1"] };
    expect(withUnseen([trail("main", [basic()])], {})).toEqual(covered);
    expect(missing(withUnseen([narrow], {}))).toEqual(["account.trails"]);
    expect(gapsOf(withUnseen([narrow], single)).map(({ region }) => region)).toEqual(["eu-west-1"]);
  });

  test("Regions that could not be listed", () => {
    const regions = { $items: [regionNamed("eu-west-1")], $unseen: [denied] };
    const main = trail("main", [basic()]);
    expect(missing(coverageOf(accountWith([main], { regions }), management))).toEqual([
      "account.regions",
    ]);
    expect(coverageOf(accountWith([narrow], { regions }), management).outcome).toBe("gap");
    const none = { $items: [], $unseen: [] };
    expect(missing(coverageOf(accountWith([main], { regions: none }), management))).toEqual([
      "account.regions",
    ]);
  });

  test("Regions in which no such event occurs show nothing", () => {
    const iam = { ...management, eventSources: ["iam.amazonaws.com"] };
    const account = accountWith([trail("main", [basic()])]);
    expect(missing(coverageOf(account, iam, { regions: ["eu-west-1"] }))).toEqual([
      "account.regions",
    ]);
    expect(coverageOf(account, iam)).toEqual(covered);
    const users = { ...management, eventNames: ["CreateUser"] };
    expect(missing(coverageOf(account, users, { regions: ["eu-west-1"] }))).toEqual([
      "account.regions",
    ]);
    const elsewhere = { ...writes, resourceArns: { startsWith: [objectsOf("aws-cn", "logs")] } };
    const narrowed = trail("main", [objects({ readOnly: { equals: ["false"] } })]);
    expect(missing(ask([narrowed], elsewhere))).toEqual(["account.regions"]);
  });
});

test("an organization's trail homed in a Region that the member has not enabled records nothing", () => {
  const given = { isOwned: false, isOrganizationTrail: true, homeRegion: "ap-east-1" };
  const main = trail("main", [basic()], given);
  expect(gapsOf(ask([main], management))).toMatchObject([
    { misses: [{ why: "its home Region ap-east-1 is not enabled in this account" }] },
    { region: "us-east-1" },
  ]);
  const enabled = complete(["eu-west-1", "us-east-1", "ap-east-1"].map(regionNamed));
  const account = accountWith([main], { regions: enabled });
  const asked = { regions: ["eu-west-1", "us-east-1"] };
  expect(coverageOf(account, management, asked).outcome).toBe("covered");
  expect(
    ask([trail("main", [basic()], { ...given, homeRegion: "eu-west-1" })], management),
  ).toMatchObject({ outcome: "covered" });
});

test("the plain evaluator takes any resource of an event, whole", () => {
  const event = {
    ...{ eventCategory: "Data", awsRegion: "eu-west-1", recipientAccountId: "111122223333" },
    resources: [
      { type: "AWS::S3::Object", ARN: "arn:aws:s3:::one/key" },
      { type: "AWS::DynamoDB::Table", ARN: "arn:aws:s3:::two/key" },
    ],
  };
  const of = (bucket: string) =>
    records([objects({ "resources.ARN": { startsWith: [`arn:aws:s3:::${bucket}/`] } })], event);
  expect([of("one"), of("two")]).toEqual([true, false]);
});

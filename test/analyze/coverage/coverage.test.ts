import { describe, expect, test } from "vitest";
import { coverageOf } from "../../../src/analyze/coverage/coverage.ts";
import { records } from "../../../src/analyze/coverage/evaluator.ts";
import type { Coverage } from "../../../src/model/coverage.ts";
import { type EventClass, objectsOf } from "../../../src/model/event-class.ts";
import type { Trail, TrailStatus } from "../../../src/model/facts/trail.ts";
import { complete, type Unknown } from "../../../src/model/unknown.ts";
import { accountWith, advanced, basic, objects, trail } from "./given.ts";

const management: EventClass = { category: "Management" };
const writes: EventClass = {
  category: "Data",
  resourceTypes: ["AWS::S3::Object"],
  readOnly: false,
};
const reads: EventClass = { ...writes, readOnly: true };
const denied: Unknown = { $unknown: "access-denied", permission: "cloudtrail:GetEventSelectors" };

const gapsOf = (coverage: Coverage) => {
  if (coverage.outcome !== "gap") throw new Error(`no gap but ${JSON.stringify(coverage)}`);
  return coverage.gaps;
};
const firstGap = (coverage: Coverage) => gapsOf(coverage)[0] as ReturnType<typeof gapsOf>[number];
const missing = (coverage: Coverage) =>
  coverage.outcome === "undetermined" ? coverage.missing.map(({ fact }) => fact) : coverage;

const ask = (trails: readonly Trail[], required: EventClass) =>
  coverageOf(accountWith(trails), required);
const arn = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main";
const covered = { outcome: "covered", by: [arn] };

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
        trail: arn,
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

describe("S3 objects", () => {
  const values = (...list: string[]) =>
    basic({ dataResources: [{ type: "AWS::S3::Object", values: list }] });

  test("are all covered by every spelling of all", () => {
    for (const all of ["arn:aws:s3", "arn:aws:s3:::"]) {
      expect(ask([trail("main", [values(all)])], writes)).toEqual(covered);
    }
    expect(ask([trail("main", [objects()])], reads)).toEqual(covered);
  });

  test("are covered in other partitions by their own ARNs only", () => {
    const inPartition = (partition: string, value: string) =>
      coverageOf(accountWith([trail("main", [values(value)])], { partition }), writes).outcome;
    expect(inPartition("aws-us-gov", "arn:aws-us-gov:s3:::")).toBe("covered");
    expect(inPartition("aws-cn", "arn:aws-cn:s3")).toBe("covered");
    expect(inPartition("aws-cn", "arn:aws:s3")).toBe("gap");
  });

  test("narrowed by readOnly are a gap for the other kind, with a real call", () => {
    const main = trail("main", [objects({ readOnly: { equals: ["false"] } })]);
    expect(ask([main], writes)).toEqual(covered);
    expect(firstGap(ask([main], reads))).toMatchObject({
      witness: { eventName: "GetObject", readOnly: true },
      misses: [{ field: "readOnly" }],
    });
  });

  test("of one bucket are a gap for the others, and cover that bucket", () => {
    const main = trail("main", [
      objects({ "resources.ARN": { startsWith: ["arn:aws:s3:::logs/"] } }),
    ]);
    const [resource] = firstGap(ask([main], writes)).witness.resources ?? [];
    expect(resource?.ARN).toMatch(/^arn:aws:s3:::[a-z0-9][a-z0-9.-]+[a-z0-9]\/./);
    const bucket = { ...writes, resourceArns: { startsWith: [objectsOf("aws", "logs")] } };
    expect(ask([main], bucket)).toEqual(covered);
    const prefix = objects({ "resources.ARN": { startsWith: ["arn:aws:s3:::logs/AWSLogs/"] } });
    expect(firstGap(ask([trail("main", [prefix])], bucket)).witness.resources?.[0]?.ARN).toMatch(
      /^arn:aws:s3:::logs\/(?!AWSLogs\/)/,
    );
  });

  test("without the log bucket: its neighbour is missed when the slash is", () => {
    const without = (prefix: string) => [
      trail("main", [objects({ "resources.ARN": { notStartsWith: [prefix] } })]),
    ];
    const allowed = {
      ...writes,
      except: { resourceArns: { startsWith: [objectsOf("aws", "logs")] } },
    };
    expect(ask(without("arn:aws:s3:::logs/"), allowed)).toEqual(covered);
    const gap = firstGap(ask(without("arn:aws:s3:::logs"), allowed));
    expect(gap.witness.resources?.[0]?.ARN).toMatch(/^arn:aws:s3:::logs[a-z0-9.-]+\//);
    expect(gap.misses[0]?.why).toBe("NotStartsWith arn:aws:s3:::logs excludes it");
  });

  test("by a value without a slash are not decided", () => {
    const bucket = { ...writes, resourceArns: { startsWith: [objectsOf("aws", "logs")] } };
    expect(missing(ask([trail("main", [values("arn:aws:s3:::logs")])], bucket))).toEqual([
      "account.trails[main].eventSelectors",
    ]);
    expect(ask([trail("main", [values("arn:aws:s3:::other")])], bucket).outcome).toBe("gap");
  });

  test("without one call are a gap for that call; lists of calls leave it open", () => {
    const names = (operators: object) => [trail("main", [objects({ eventName: operators })])];
    expect(firstGap(ask(names({ notEquals: ["DeleteObject"] }), writes)).witness.eventName).toBe(
      "DeleteObject",
    );
    expect(ask(names({ notEquals: ["GetObject"] }), writes)).toEqual(covered);
    expect(firstGap(ask(names({ startsWith: ["Put"] }), writes)).witness.eventName).not.toMatch(
      /^Put/,
    );
  });

  test("but CloudTrail's own, when it does not record itself", () => {
    const main = trail("main", [objects()], { recursiveLogging: false });
    expect(ask([main], writes)).toEqual(covered);
    expect(firstGap(ask([main], { ...writes, includesCloudTrailDeliveries: true }))).toMatchObject({
      witness: { eventName: "PutObject", userIdentity: { invokedBy: "cloudtrail.amazonaws.com" } },
      misses: [{ why: "it leaves out CloudTrail's own deliveries (recursive logging is off)" }],
    });
  });
});

describe("other events", () => {
  const lambda: EventClass = { category: "Data", resourceTypes: ["AWS::Lambda::Function"] };
  const functions = (conditions = {}) =>
    advanced("Data", { "resources.type": { equals: ["AWS::Lambda::Function"] }, ...conditions });

  test("functions of one Region are a gap in the others", () => {
    const arns = { startsWith: ["arn:aws:lambda:eu-west-1:"] };
    const gaps = gapsOf(ask([trail("main", [functions({ "resources.ARN": arns })])], lambda));
    expect(gaps).toMatchObject([
      {
        region: "us-east-1",
        witness: {
          eventName: "Invoke",
          resources: [{ ARN: "arn:aws:lambda:us-east-1:111122223333:function:example" }],
        },
      },
    ]);
  });

  test("a function's name at the end of its ARN", () => {
    const arns = { notEndsWith: [":function:billing"] };
    const gaps = gapsOf(ask([trail("main", [functions({ "resources.ARN": arns })])], lambda));
    expect(gaps[0]?.witness.resources?.[0]?.ARN).toMatch(/:\d{12}:function:billing$/);
  });

  test("every required type is asked about, known or not", () => {
    const types = ["AWS::Lambda::Function", "AWS::Foo::Bar", "AWS::SQS::Queue"];
    const gaps = gapsOf(ask([trail("main", [functions()])], { ...lambda, resourceTypes: types }));
    expect(gaps.map(({ region, witness }) => [region, witness.resources?.[0]?.type])).toEqual([
      ["eu-west-1", "AWS::Foo::Bar"],
      ["eu-west-1", "AWS::SQS::Queue"],
      ["us-east-1", "AWS::Foo::Bar"],
      ["us-east-1", "AWS::SQS::Queue"],
    ]);
  });

  test("denied network activity of one source", () => {
    const network = (conditions = {}) =>
      advanced("NetworkActivity", { eventSource: { equals: ["s3.amazonaws.com"] }, ...conditions });
    const only = network({ errorCode: { equals: ["VpceAccessDenied"] } });
    const required: EventClass = {
      category: "NetworkActivity",
      eventSources: ["s3.amazonaws.com"],
    };
    const deniedOnly = { ...required, errorCodes: ["VpceAccessDenied"] };
    expect(ask([trail("main", [only])], deniedOnly)).toEqual(covered);
    expect(ask([trail("main", [network()])], required)).toEqual(covered);
    expect(firstGap(ask([trail("main", [only])], required)).witness.errorCode).toBeUndefined();
    const endpoint = network({ vpcEndpointId: { equals: ["vpce-0123456789abcdef0"] } });
    expect(firstGap(ask([trail("main", [endpoint])], required)).witness.vpcEndpointId).toMatch(
      /^vpce-[0-9a-f]+$/,
    );
  });

  test("the calls that a metric filter waits for", () => {
    const calls = { ...management, eventNames: ["StopLogging", "DeleteTrail"] };
    expect(ask([trail("main", [basic()])], calls)).toEqual(covered);
    expect(
      firstGap(ask([trail("main", [basic({ readWriteType: "ReadOnly" })])], calls)),
    ).toMatchObject({
      witness: {
        eventSource: "cloudtrail.amazonaws.com",
        eventName: "DeleteTrail",
        readOnly: false,
      },
    });
    const unlisted = { ...management, eventSources: ["foo.amazonaws.com"], eventNames: ["Bar"] };
    expect(ask([trail("main", [basic()])], unlisted)).toEqual(covered);
    expect(ask([trail("main", [basic({ readWriteType: "ReadOnly" })])], unlisted).outcome).toBe(
      "undetermined",
    );
  });
});

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
    const regions = { $items: [{ name: "eu-west-1" }], $unseen: [denied] };
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
  });
});

test("an organization's trail homed in a Region that the member has not enabled records nothing", () => {
  const given = { isOwned: false, isOrganizationTrail: true, homeRegion: "ap-east-1" };
  const main = trail("main", [basic()], given);
  expect(gapsOf(ask([main], management))).toMatchObject([
    { misses: [{ why: "its home Region ap-east-1 is not enabled in this account" }] },
    { region: "us-east-1" },
  ]);
  const enabled = complete(["eu-west-1", "us-east-1", "ap-east-1"].map((name) => ({ name })));
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

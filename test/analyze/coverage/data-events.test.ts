import { describe, expect, test } from "vitest";
import { coverageOf } from "../../../src/analyze/coverage/coverage.ts";
import { type EventClass, objectsOf } from "../../../src/model/event-class.ts";
import {
  accountWith,
  advanced,
  ask,
  basic,
  covered,
  firstGap,
  gapsOf,
  management,
  missing,
  objects,
  trail,
  writes,
} from "./given.ts";

const reads: EventClass = { ...writes, readOnly: true };

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
    const people = [
      objects({ sessionCredentialFromConsole: { equals: ["true"] } }),
      objects({ "userIdentity.arn": { startsWith: ["arn:"] } }),
    ];
    const asked = { ...writes, includesCloudTrailDeliveries: true };
    expect(firstGap(ask([trail("main", people)], asked))).toMatchObject({
      witness: { userIdentity: { invokedBy: "cloudtrail.amazonaws.com" } },
      misses: [{ field: "sessionCredentialFromConsole" }, { field: "userIdentity.arn" }],
    });
    expect(ask([trail("main", people)], writes).outcome).toBe("undetermined");
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

  test("types with the names of JavaScript's own members are types like others", () => {
    const required = { ...lambda, resourceTypes: ["constructor", "__proto__"] };
    expect(
      gapsOf(ask([trail("main", [functions(), advanced("constructor")])], required)).length,
    ).toBe(4);
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

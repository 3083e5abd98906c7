import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyValue, matchesEventPattern } from "../../src/analyze/event-pattern.ts";
import { isObject, type Json, type JsonObject } from "../../src/model/json.ts";

const stopLogging: JsonObject = {
  source: "aws.cloudtrail",
  "detail-type": "AWS API Call via CloudTrail",
  account: "111122223333",
  detail: {
    eventSource: "cloudtrail.amazonaws.com",
    eventName: "StopLogging",
    userIdentity: anyValue,
    readOnly: false,
    count: 5,
    nothing: null,
    tags: ["red", "blue"],
    none: [],
    items: [
      { name: "a", size: "big" },
      { name: "b", size: "small" },
    ],
  },
};

const matches = (pattern: Json) => matchesEventPattern(pattern, stopLogging);
const ofDetail = (detail: Json) => matches({ detail });
const ofName = (...matchers: Json[]) => ofDetail({ eventName: matchers });

describe("what AWS documents", () => {
  const cases: readonly (readonly [string, Json, boolean])[] = [
    ["one of a list", { detail: { eventName: ["DeleteTrail", "StopLogging"] } }, true],
    ["none of a list", { detail: { eventName: ["DeleteTrail"] } }, false],
    ["letter case counts", { detail: { eventName: ["stoplogging"] } }, false],
    ["every member must match", { source: ["aws.iam"], detail: { readOnly: [false] } }, false],
    ["a member that is not there", { detail: { eventNames: ["StopLogging"] } }, false],
    ["a number, true, null", { detail: { count: [5], readOnly: [false], nothing: [null] } }, true],
    ["a number is no text", { detail: { count: ["5"] } }, false],
    ["null is not absent", { detail: { missing: [null] } }, false],
    ["prefix", { detail: { eventName: [{ prefix: "Stop" }] } }, true],
    ["prefix, case", { detail: { eventName: [{ prefix: "stop" }] } }, false],
    [
      "prefix, any case",
      { detail: { eventName: [{ prefix: { "equals-ignore-case": "stop" } }] } },
      true,
    ],
    ["suffix", { detail: { eventName: [{ suffix: "Logging" }] } }, true],
    [
      "equals, any case",
      { detail: { eventName: [{ "equals-ignore-case": "STOPlogging" }] } },
      true,
    ],
    ["wildcard", { detail: { eventName: [{ wildcard: "S*p*ing" }] } }, true],
    ["not that wildcard", { detail: { eventName: [{ wildcard: "S*p" }] } }, false],
    ["anything but it", { detail: { eventName: [{ "anything-but": "StopLogging" }] } }, false],
    ["anything but others", { detail: { eventName: [{ "anything-but": ["A", "B"] }] } }, true],
    ["anything but a number", { detail: { count: [{ "anything-but": [4, 5] }] } }, false],
    [
      "anything but a prefix",
      { detail: { eventName: [{ "anything-but": { prefix: ["Stop", "X"] } }] } },
      false,
    ],
    [
      "anything but a wildcard",
      { detail: { eventName: [{ "anything-but": { wildcard: "*Trail" } }] } },
      true,
    ],
    ["anything but needs a value", { detail: { missing: [{ "anything-but": "x" }] } }, false],
    ["exists", { detail: { eventName: [{ exists: true }] } }, true],
    ["exists not", { detail: { errorCode: [{ exists: false }] } }, true],
    ["exists, but should not", { detail: { eventName: [{ exists: false }] } }, false],
    ["any element", { detail: { tags: ["blue"] } }, true],
    ["no element", { detail: { tags: ["green"] } }, false],
    [
      "members of one element together",
      { detail: { items: { name: ["a"], size: ["big"] } } },
      true,
    ],
    ["not of two elements", { detail: { items: { name: ["a"], size: ["small"] } } }, false],
    [
      "one of alternatives",
      { $or: [{ source: ["aws.iam"] }, { account: ["111122223333"] }] },
      true,
    ],
    ["none of alternatives", { $or: [{ source: ["aws.iam"] }, { account: ["0"] }] }, false],
    [
      "alternatives beside a member",
      { source: ["aws.iam"], $or: [{ account: ["111122223333"] }, { account: ["0"] }] },
      false,
    ],
    ["ranges are for numbers", { detail: { eventName: [{ numeric: [">", 1] }] } }, false],
    ["networks are for texts", { detail: { count: [{ cidr: "10.0.0.0/8" }] } }, false],
  ];
  for (const [name, pattern, expected] of cases) {
    test(name, () => {
      expect(matches(pattern)).toBe(expected);
    });
  }
});

describe("what cannot be decided", () => {
  test("hangs on a range, a network, or a value that may be anything", () => {
    expect(ofDetail({ count: [{ numeric: [">", 1] }] })).toBeUndefined();
    expect(ofName({ cidr: "10.0.0.0/8" })).toBeUndefined();
    expect(ofDetail({ userIdentity: { type: ["Root"] } })).toBeUndefined();
    expect(ofDetail({ userIdentity: ["x"] })).toBeUndefined();
    expect(ofDetail({ userIdentity: [{ exists: true }] })).toBe(true);
  });

  test("does not matter where the rest decides", () => {
    expect(matches({ source: ["aws.iam"], detail: { count: [{ numeric: ["=", 5] }] } })).toBe(
      false,
    );
    expect(ofName({ cidr: "10.0.0.0/8" }, "StopLogging")).toBe(true);
  });

  test("is any form that AWS does not document", () => {
    const forms: readonly Json[] = [
      ...["text", null, 7, [], {}, { detail: {} }, { detail: { eventName: [] } }],
      ...[{ source: "aws.cloudtrail" }, { "detail.eventName": ["StopLogging"] }],
      ...[{ $or: [{ source: ["aws.cloudtrail"] }] }, { $or: "x" }, { $or: [{}, {}] }],
      ...[{ detail: [{ exists: true }] }, { detail: [{ exists: false }] }],
    ];
    expect(forms.map(matches)).toEqual(forms.map(() => undefined));
    const matchers: readonly Json[] = [
      ...[{}, { unknown: "x" }, { prefix: 1 }, { suffix: null }, { wildcard: "a\\b" }, [["x"]]],
      ...[{ exists: "yes" }, { exists: true, prefix: "S" }, { prefix: "S", suffix: "x" }],
      ...[{ "anything-but": [] }, { "anything-but": { numeric: 1 } }, { "anything-but": null }],
      ...[{ toString: "x" }, { constructor: "x" }, { "anything-but": { constructor: "x" } }],
    ];
    expect(matchers.map((one) => ofName(one))).toEqual(matchers.map(() => undefined));
  });

  test("includes what is nested too deep", () => {
    let pattern: Json = ["x"];
    for (let depth = 0; depth < 10_000; depth += 1) pattern = { a: pattern };
    let event: Json = "x";
    for (let depth = 0; depth < 10_000; depth += 1) event = { a: event };
    expect(matchesEventPattern(pattern, event)).toBeUndefined();
  });

  test("anything-but on lists of which it holds in part", () => {
    expect(ofDetail({ tags: [{ "anything-but": "red" }] })).toBeUndefined();
    expect(ofDetail({ tags: [{ "anything-but": ["red", "blue"] }] })).toBe(false);
    expect(ofDetail({ tags: [{ "anything-but": "green" }] })).toBe(true);
  });
});

const value = fc.constantFrom("ab", "abc", "b", "");
const matcher: fc.Arbitrary<Json> = fc.oneof(
  value,
  value.map((prefix) => ({ prefix })),
  value.map((suffix) => ({ suffix })),
  value.map((wildcard) => ({ wildcard: `${wildcard}*` })),
  fc.array(value, { minLength: 1, maxLength: 2 }).map((one) => ({ "anything-but": one })),
  value.map((prefix) => ({ "anything-but": { prefix } })),
  fc.boolean().map((exists) => ({ exists })),
);
const leaf = fc.array(matcher, { minLength: 1, maxLength: 2 });
const members = <T>(of: fc.Arbitrary<T>) =>
  fc.dictionary(fc.constantFrom("a", "b", "c"), of, { minKeys: 1, maxKeys: 2 });
const flat: fc.Arbitrary<JsonObject> = fc
  .tuple(members(leaf), fc.option(fc.array(members(leaf), { minLength: 2, maxLength: 3 })))
  .map(([own, $or]) => ({ ...own, ...($or && { $or }) }));
const pattern: fc.Arbitrary<JsonObject> = fc
  .tuple(flat, fc.option(flat))
  .map(([own, inner]) => ({ ...own, ...(inner && { inner }) }));
const values = fc.dictionary(fc.constantFrom("a", "b", "c"), value);
const event = fc.tuple(values, values).map(([own, inner]): JsonObject => ({ ...own, inner }));

/** The same by another way: alternatives are multiplied out, then leaf meets leaf by its path. */
function bruteForce(wanted: JsonObject, given: JsonObject): boolean {
  return expand(wanted, "").some((leaves) =>
    leaves.every(([path, matchers]) => matchers.some((one) => meets(one, lookUp(path, given)))),
  );
}

type Leaf = readonly [path: string, matchers: readonly Json[]];

function expand(wanted: JsonObject, at: string): Leaf[][] {
  return Object.entries(wanted).reduce<Leaf[][]>(
    (whole, [member, inner]) => {
      const ways = waysOf(member, inner as Json, at);
      return whole.flatMap((before) => ways.map((way) => [...before, ...way]));
    },
    [[]],
  );
}

function waysOf(member: string, inner: Json, at: string): Leaf[][] {
  if (member === "$or") return (inner as JsonObject[]).flatMap((one) => expand(one, at));
  if (isObject(inner)) return expand(inner, `${at}${member}/`);
  return [[[`${at}${member}`, inner as Json[]]]];
}

const lookUp = (path: string, given: JsonObject): string | undefined =>
  path.split("/").reduce<Json | undefined>((at, member) => (at as JsonObject)?.[member], given) as
    | string
    | undefined;

function meets(one: Json, text: string | undefined): boolean {
  if (!isObject(one)) return one === text;
  const [name, operand] = Object.entries(one)[0] as [string, Json];
  if (name === "exists") return operand === (text !== undefined);
  if (text === undefined) return false;
  if (name === "prefix") return text.indexOf(String(operand)) === 0;
  if (name === "suffix") return text.slice(text.length - String(operand).length) === operand;
  if (name === "wildcard") return text.indexOf(String(operand).slice(0, -1)) === 0;
  return Array.isArray(operand) ? !operand.includes(text) : !meets(operand, text);
}

test("decides as multiplying out by brute force does", () => {
  fc.assert(
    fc.property(pattern, event, (wanted, given) => {
      expect(matchesEventPattern(wanted, given)).toBe(bruteForce(wanted, given));
    }),
    { numRuns: 2000 },
  );
});

test("what it says of a value that may be anything holds for every value", () => {
  fc.assert(
    fc.property(pattern, event, fc.array(value, { minLength: 1 }), (wanted, given, all) => {
      const open = matchesEventPattern(wanted, { ...given, a: anyValue });
      if (open === undefined) return;
      for (const a of all) expect(matchesEventPattern(wanted, { ...given, a })).toBe(open);
    }),
    { numRuns: 2000 },
  );
});

test("nothing makes it throw", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (wanted, given) => {
      const decided = matchesEventPattern(wanted as Json, given as Json);
      expect([true, false, undefined]).toContain(decided);
    }),
    { numRuns: 2000 },
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { coverageOf } from "../../../src/analyze/coverage/coverage.ts";
import { records } from "../../../src/analyze/coverage/evaluator.ts";
import type { Coverage, EventRecord } from "../../../src/model/coverage.ts";
import type { EventClass } from "../../../src/model/event-class.ts";
import type { EventSelector, FieldSelector } from "../../../src/model/facts/event-selector.ts";
import type { Trail } from "../../../src/model/facts/trail.ts";
import { accountWith, advanced, basic, trail } from "./given.ts";

// The events that really occur, as far as the selectors below can tell them apart, against the
// answer. The rules of AWS's documentation are written out once more here, for one event at a time.

const regions = ["eu-west-1", "us-east-1"];
const buckets = ["aaa", "aab", "aab2", "logs", "zzz"];
const keys = ["k", "x/k", "x/y.log", "y.log"];
const objectArns = buckets.flatMap((bucket) => keys.map((key) => `arn:aws:s3:::${bucket}/${key}`));
const arnTexts = [
  ...[
    "arn:aws:s3:::",
    "arn:aws:s3:::aa",
    "arn:aws:s3:::aaa/",
    "arn:aws:s3:::aab",
    "arn:aws:s3:::logs/",
  ],
  ...["arn:aws:s3:::aaa/x/", "arn:aws:s3:::zzz/k", "/k", ".log", "y.log", "x/k", "a/k", "k"],
];
const identities = [
  "arn:aws:iam::111122223333:user/example",
  "arn:aws:iam::111122223333:root",
  "arn:aws:sts::111122223333:assumed-role/app/session",
  "arn:aws:iam::111122223333:user/app",
];
const identityTexts = ["arn:aws:iam:", "arn:aws:sts:", ":root", "app", "/session", ...identities];
const calls = [
  { eventName: "GetObject", readOnly: true },
  { eventName: "ListObjects", readOnly: true },
  { eventName: "PutObject", readOnly: false },
  { eventName: "DeleteObject", readOnly: false },
];

const some = (texts: readonly string[]) => fc.subarray([...texts], { maxLength: 2 });
const operators = (texts: readonly string[]) =>
  fc.record({
    equals: fc.constant<string[]>([]),
    ...{ startsWith: some(texts), endsWith: some(texts) },
    ...{ notEquals: some(texts), notStartsWith: some(texts), notEndsWith: some(texts) },
  });
const sparse = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

type Operators = Omit<FieldSelector, "field">;
const isUsed = (given: Partial<Operators> | undefined): given is Partial<Operators> =>
  Object.values(given ?? {}).some((values) => values.length > 0);

const objectSelector: fc.Arbitrary<EventSelector> = fc
  .record({
    readOnly: sparse(fc.constantFrom("true", "false").map((kind) => ({ equals: [kind] }))),
    eventName: sparse(
      some(calls.map((call) => call.eventName)).map((notEquals) => ({ notEquals })),
    ),
    eventSource: sparse(fc.constant({ startsWith: ["s3"] })),
    "resources.ARN": sparse(operators(arnTexts)),
    "userIdentity.arn": sparse(operators(identityTexts)),
    sessionCredentialFromConsole: sparse(
      fc.constantFrom({ equals: ["true"] }, { notEquals: ["true"] }),
    ),
  })
  .map((given) =>
    advanced("Data", {
      "resources.type": { equals: ["AWS::S3::Object"] },
      ...Object.fromEntries(Object.entries(given).filter(([, one]) => isUsed(one))),
    }),
  );
const otherSelector: fc.Arbitrary<EventSelector> = fc.constantFrom(
  advanced("Management"),
  basic(),
  basic({ dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3:::aab/"] }] }),
  basic({
    readWriteType: "ReadOnly",
    dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }],
  }),
);
const trails = fc.array(
  fc.record({
    selectors: fc.array(fc.oneof({ weight: 5, arbitrary: objectSelector }, otherSelector), {
      minLength: 1,
      maxLength: 4,
    }),
    isMultiRegionTrail: fc.boolean(),
    homeRegion: fc.constantFrom(...regions),
    isLogging: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
  }),
  { minLength: 1, maxLength: 3 },
);
const required: fc.Arbitrary<EventClass> = fc.record(
  {
    category: fc.constant("Data" as const),
    resourceTypes: fc.constant(["AWS::S3::Object"]),
    eventSources: fc.constant(["s3.amazonaws.com"]),
    readOnly: fc.boolean(),
    resourceArns: fc.constantFrom(
      { startsWith: ["arn:aws:s3:::aab/"] },
      { startsWith: ["arn:aws:s3:::aa"], equals: ["arn:aws:s3:::zzz/k"] },
    ),
    except: fc.constantFrom({ resourceArns: { startsWith: ["arn:aws:s3:::logs/"] } }),
  },
  { requiredKeys: ["category", "resourceTypes", "eventSources"] },
);

const events: readonly EventRecord[] = objectArns.flatMap((ARN) =>
  identities.flatMap((arn) =>
    calls.flatMap((call) =>
      [undefined, "true"].map((console) => ({
        ...{ eventCategory: "Data", awsRegion: "", recipientAccountId: "111122223333" },
        ...{ eventSource: "s3.amazonaws.com", eventType: "AwsApiCall", ...call },
        ...{ userIdentity: { arn }, resources: [{ type: "AWS::S3::Object", ARN }] },
        ...(console && { sessionCredentialFromConsole: console }),
      })),
    ),
  ),
);

function isOf(given: EventClass, { readOnly, resources = [] }: EventRecord): boolean {
  const arn = resources[0]?.ARN ?? "";
  const starts = (prefixes: readonly string[] = []) => prefixes.some((one) => arn.startsWith(one));
  const { resourceArns, except } = given;
  return (
    (given.readOnly === undefined || given.readOnly === readOnly) &&
    (!resourceArns || starts(resourceArns.startsWith) || !!resourceArns.equals?.includes(arn)) &&
    !starts(except?.resourceArns?.startsWith)
  );
}

const valuesOf = (event: EventRecord): { readonly [field: string]: string | undefined } => ({
  eventCategory: event.eventCategory,
  eventSource: event.eventSource,
  eventName: event.eventName,
  readOnly: String(event.readOnly),
  "resources.type": event.resources?.[0]?.type,
  "resources.ARN": event.resources?.[0]?.ARN,
  "userIdentity.arn": event.userIdentity?.arn,
  sessionCredentialFromConsole: event.sessionCredentialFromConsole ?? "absent",
});

function isSelected(selector: EventSelector, event: EventRecord): boolean {
  const values = valuesOf(event);
  if (selector.kind === "basic") {
    const kinds = event.readOnly ? ["All", "ReadOnly"] : ["All", "WriteOnly"];
    return (
      kinds.includes(selector.readWriteType) &&
      selector.dataResources.some((resource) =>
        resource.values.some((value) => values["resources.ARN"]?.startsWith(value)),
      )
    );
  }
  return selector.fields.every((one) => {
    const value = values[one.field] ?? "";
    const starts = (prefixes: readonly string[]) => prefixes.some((text) => value.startsWith(text));
    const ends = (suffixes: readonly string[]) => suffixes.some((text) => value.endsWith(text));
    const wanted = one.equals.length + one.startsWith.length + one.endsWith.length > 0;
    const selects = one.equals.includes(value) || starts(one.startsWith) || ends(one.endsWith);
    const drops =
      one.notEquals.includes(value) || starts(one.notStartsWith) || ends(one.notEndsWith);
    return (!wanted || selects) && !drops;
  });
}

const selectorsIn = (given: readonly Trail[], region: string): readonly EventSelector[] =>
  given
    .filter((one) => one.isLogging === true)
    .filter((one) => one.isMultiRegionTrail === true || one.homeRegion === region)
    .flatMap((one) => one.eventSelectors as readonly EventSelector[]);

const outcomes = { covered: 0, gap: 0, undetermined: 0 };

function check(coverage: Coverage, asked: EventClass, given: readonly Trail[]): void {
  outcomes[coverage.outcome]++;
  const wanted = events.filter((event) => isOf(asked, event));
  const missedIn = regions.filter((region) => {
    const selectors = selectorsIn(given, region);
    return wanted.some((event) => !selectors.some((one) => isSelected(one, event)));
  });
  if (coverage.outcome !== "gap") {
    expect(missedIn).toEqual([]);
    return;
  }
  const found = coverage.gaps.map(({ region }) => region);
  expect(found).toEqual(expect.arrayContaining(missedIn));
  for (const { region, witness } of coverage.gaps) {
    const selectors = selectorsIn(given, region);
    expect(isOf(asked, witness)).toBe(true);
    expect(witness.resources?.[0]?.ARN).toMatch(/^arn:aws:s3:::[a-z0-9][a-z0-9.-]+[a-z0-9]\/./);
    expect(selectors.some((one) => isSelected(one, witness))).toBe(false);
    expect(records(selectors, witness)).toBe(false);
  }
}

test("answers as trying every event does", () => {
  fc.assert(
    fc.property(trails, required, (shapes, asked) => {
      const given = shapes.map(({ selectors, ...rest }, index) =>
        trail(`t${index}`, selectors, rest),
      );
      check(coverageOf(accountWith(given), asked), asked, given);
    }),
    { numRuns: 2000 },
  );
  expect(Math.min(outcomes.covered, outcomes.gap)).toBeGreaterThan(100);
  expect(outcomes.undetermined).toBeLessThan(30);
});

const denied = { $unknown: "access-denied" } as const;

test("what is unknown leaves open just what it could change", () => {
  const doubtful = fc.array(fc.boolean(), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(trails, doubtful, required, (shapes, isOpen, asked) => {
      const outcomeWith = (isLogging: Trail["isLogging"]) => {
        const given = shapes.map(({ selectors, ...rest }, index) =>
          trail(`t${index}`, selectors, { ...rest, ...(isOpen[index] && { isLogging }) }),
        );
        return coverageOf(accountWith(given), asked).outcome;
      };
      const outcome = outcomeWith(denied);
      expect(outcome === "covered").toBe(outcomeWith(false) === "covered");
      expect(outcome === "gap").toBe(outcomeWith(true) === "gap");
    }),
    { numRuns: 2000 },
  );
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coverageOf } from "../../src/analyze/coverage/coverage.ts";
import { managementEvents } from "../../src/analyze/management-events.ts";
import type { EventSelector, FieldSelector } from "../../src/model/facts/event-selector.ts";
import { accountWith, trail } from "./coverage/given.ts";

const none = {
  equals: [],
  startsWith: [],
  endsWith: [],
  notEquals: [],
  notStartsWith: [],
  notEndsWith: [],
};
const field = (name: string, conditions: Partial<FieldSelector>): FieldSelector => ({
  field: name,
  ...none,
  ...conditions,
});
const management = field("eventCategory", { equals: ["Management"] });
const advanced = (...fields: FieldSelector[]): EventSelector => ({
  kind: "advanced",
  dataResources: [],
  fields,
});
const basic = (given: object): EventSelector => ({
  kind: "basic",
  readWriteType: "All",
  includeManagementEvents: true,
  excludeManagementEventSources: [],
  dataResources: [],
  fields: [],
  ...given,
});
const everything = { recordsReads: true, recordsWrites: true, excludedEventSources: [] };

describe("every spelling of everything is the same", () => {
  const spellings: readonly (readonly [string, EventSelector[]])[] = [
    ["the basic default", [basic({})]],
    ["the advanced default", [advanced(management)]],
    [
      "reads and writes apart",
      [
        advanced(management, field("readOnly", { equals: ["true"] })),
        advanced(management, field("readOnly", { equals: ["false"] })),
      ],
    ],
    [
      "reads and writes together",
      [advanced(management, field("readOnly", { equals: ["true", "false"] }))],
    ],
    ["basic, apart", [basic({ readWriteType: "ReadOnly" }), basic({ readWriteType: "WriteOnly" })]],
    [
      "each excluding another source",
      [
        advanced(management, field("eventSource", { notEquals: ["kms.amazonaws.com"] })),
        advanced(management, field("eventSource", { notEquals: ["rdsdata.amazonaws.com"] })),
      ],
    ],
  ];
  for (const [name, selectors] of spellings) {
    test(name, () => expect(managementEvents(selectors)).toEqual(everything));
  }
});

describe("what is left out", () => {
  test("both sources of one selector", () => {
    const excluded = ["kms.amazonaws.com", "rdsdata.amazonaws.com"];
    const selectors = [advanced(management, field("eventSource", { notEquals: excluded }))];
    expect(managementEvents(selectors)).toEqual({ ...everything, excludedEventSources: excluded });
  });

  test("KMS reads only, when a second selector records the writes of everything", () => {
    const selectors = [
      advanced(management, field("eventSource", { notEquals: ["kms.amazonaws.com"] })),
      advanced(management, field("readOnly", { equals: ["false"] })),
    ];
    expect(managementEvents(selectors)).toEqual({
      ...everything,
      excludedEventSources: ["kms.amazonaws.com"],
    });
  });

  test("everything, when there are only data selectors, whatever they are called", () => {
    const selectors = [advanced(field("eventCategory", { equals: ["Data"] }))];
    expect(managementEvents(selectors)).toEqual({
      recordsReads: false,
      recordsWrites: false,
      excludedEventSources: [],
    });
  });
});

test("a field that AWS does not document for trails leaves it open, unless it does not matter", () => {
  const odd = advanced(management, field("eventName", { notEquals: ["AssumeRole"] }));
  expect(managementEvents([odd])).toBeUndefined();
  expect(managementEvents([odd, advanced(management)])).toEqual(everything);
});

const sources = ["kms.amazonaws.com", "rdsdata.amazonaws.com", "iam.amazonaws.com"];
const someSources = fc.subarray(sources);
const basicSelectors = fc
  .record({
    readWriteType: fc.constantFrom("All", "ReadOnly", "WriteOnly"),
    includeManagementEvents: fc.boolean(),
    excludeManagementEventSources: someSources,
  })
  .map(basic);
const advancedSelectors = fc
  .tuple(
    fc.constantFrom("Management", "Data"),
    fc.option(fc.subarray(["true", "false"], { minLength: 1 })),
    fc.option(fc.record({ equals: someSources, notEquals: someSources })),
  )
  .map(([category, readOnly, eventSource]) =>
    advanced(
      field("eventCategory", { equals: [category] }),
      ...(readOnly ? [field("readOnly", { equals: readOnly })] : []),
      ...(eventSource && eventSource.equals.length + eventSource.notEquals.length > 0
        ? [field("eventSource", eventSource)]
        : []),
    ),
  );

/** The documented rules, word for word, on one event. */
function records(selector: EventSelector, readOnly: boolean, source: string): boolean {
  if (selector.kind === "basic") {
    return (
      selector.includeManagementEvents &&
      (selector.readWriteType === "All" || (selector.readWriteType === "ReadOnly") === readOnly) &&
      !selector.excludeManagementEventSources.includes(source)
    );
  }
  const event: { [name: string]: string } = {
    eventCategory: "Management",
    readOnly: String(readOnly),
    eventSource: source,
  };
  return selector.fields.every((condition) => {
    const value = event[condition.field] ?? "";
    const { equals, notEquals } = condition;
    return (equals.length === 0 || equals.includes(value)) && !notEquals.includes(value);
  });
}

test("agrees with trying every event, for any mixture of selectors", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(basicSelectors, advancedSelectors), { minLength: 1, maxLength: 5 }),
      (selectors) => {
        const recorded = (readOnly: boolean, source: string): boolean =>
          selectors.some((selector) => records(selector, readOnly, source));
        const [reads, writes] = [recorded(true, "other.example"), recorded(false, "other.example")];
        const excluded = sources.filter(
          (source) => (reads && !recorded(true, source)) || (writes && !recorded(false, source)),
        );
        const found = managementEvents(selectors);
        expect(found).toEqual({
          recordsReads: reads,
          recordsWrites: writes,
          excludedEventSources: [...excluded].sort(),
        });
      },
    ),
    { numRuns: 2000 },
  );
});

test("agrees with the coverage of one trail", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(basicSelectors, advancedSelectors), { minLength: 1, maxLength: 4 }),
      (selectors) => {
        const account = accountWith([trail("main", selectors)]);
        const { outcome } = coverageOf(account, { category: "Management" });
        const found = managementEvents(selectors);
        const isAll = found?.recordsReads && found.recordsWrites;
        const isWhole = isAll && found.excludedEventSources.length === 0;
        // That a service has no calls of a kind is not known, so that such a hole leaves it open.
        const isOpen = isAll && found.excludedEventSources.join() === "rdsdata.amazonaws.com";
        const otherwise = isOpen && outcome !== "gap" ? "undetermined" : "gap";
        expect(outcome).toBe(isWhole ? "covered" : otherwise);
      },
    ),
    { numRuns: 1000 },
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesEvent } from "../../../src/analyze/filter-pattern/matches-event.ts";
import { allReadings } from "../../../src/analyze/filter-pattern/reading.ts";
import { requiredEvents } from "../../../src/analyze/filter-pattern/required-events.ts";
import { parsed, patterns, universe } from "./patterns.ts";

test.each([
  ["{ $.eventName = B || $.eventName = A }", { eventNames: ["A", "B"] }],
  [
    "{ $.eventSource = kms.amazonaws.com && ($.eventName = A || $.eventName = B) }",
    { eventSources: ["kms.amazonaws.com"], eventNames: ["A", "B"] },
  ],
  ["{ $.eventSource = s && $.eventName = A || $.eventName = B }", { eventNames: ["A", "B"] }],
  ["{ $.eventName = A && $.errorCode = x }", { eventNames: ["A"] }],
  ["{ $.eventName = A && $.eventName = B }", { eventNames: [] }],
  ["{ $.eventName = A || $.errorCode = x }", undefined],
  ["{ $.eventName = A* }", undefined],
  ['{ $.eventName = "A*B" }', undefined],
  ["{ $.eventName != A }", undefined],
  ["{ $.eventName = %A% }", undefined],
  ["", undefined],
  ["A", undefined],
  ["{", undefined],
])("%s", (pattern, expected) => expect(requiredEvents(pattern)).toEqual(expected));

test("nothing else is ever matched", () => {
  const vocabulary = {
    selectors: ["$.eventName", "$.eventSource", "$.a"],
    literals: ["A", "B", '"A*"', "*B", '"A*B"', "*"],
    numbers: [],
  };
  const names = ["A", "B", "AB", "A*B", "C"];
  const events = universe({ eventName: names, eventSource: names, a: [undefined, "A", "B"] });
  fc.assert(
    fc.property(patterns(vocabulary), (text) => {
      const { eventNames, eventSources } = requiredEvents(text) ?? {};
      const isOutside = (event: { readonly [member: string]: unknown }) =>
        eventNames?.includes(String(event["eventName"])) === false ||
        eventSources?.includes(String(event["eventSource"])) === false;
      for (const reading of allReadings.filter(({ mismatch }) => mismatch === "inapplicable")) {
        const matched = events.filter((event) => matchesEvent(parsed(text), event, { reading }));
        expect(matched.filter(isOutside)).toEqual([]);
      }
    }),
    { numRuns: 500 },
  );
});

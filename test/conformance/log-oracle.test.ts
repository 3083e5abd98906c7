import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { matchesEvent } from "../../src/analyze/filter-pattern/matches-event.ts";
import { parseFilterPattern } from "../../src/analyze/filter-pattern/parse.ts";
import { allReadings } from "../../src/analyze/filter-pattern/reading.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { dataFolder, describeData } from "./reference-data.ts";

interface Match {
  readonly pattern: string;
  readonly matches: number;
  /** In their order; of many, the first ones. */
  readonly eventIds: readonly string[];
}

interface Oracle {
  readonly invictus: {
    readonly events: number;
    readonly by_eventName: { readonly top: readonly Count[] };
    readonly by_errorCode: { readonly top: readonly Count[] };
    readonly readOnly: { readonly true: number; readonly false: number };
    readonly withErrorCode: number;
    readonly writeEventsWithoutError: number;
    readonly mfaAuthenticatedFalse: number;
    readonly cisPatternMatches: { readonly [cisText: string]: Match };
  };
  readonly stratus: {
    readonly [technique: string]: {
      readonly eventNames: readonly Count[];
      readonly errorCodes: readonly Count[];
    };
  };
}

type Count = readonly [value: string, count: number];

describeData<Oracle>("logs/oracle.json", ({ invictus, stratus }) => {
  const folder = join(dataFolder, "logs/invictus");
  const events = readdirSync(folder).flatMap((file) => {
    const { Records } = JSON.parse(readFileSync(join(folder, file), "utf8")) as {
      readonly Records: readonly JsonObject[];
    };
    return Records;
  });

  test("all events are there", () => expect(events.length).toBe(invictus.events));

  test.each(Object.entries(invictus.cisPatternMatches))("%s", (_, { pattern, ...expected }) => {
    for (const matched of matchesOf(pattern, events)) {
      const ids = matched.map(({ eventID }) => String(eventID)).sort();
      expect(ids.length).toBe(expected.matches);
      expect(ids.slice(0, expected.eventIds.length)).toEqual([...expected.eventIds].sort());
    }
  });

  const { readOnly, withErrorCode, writeEventsWithoutError, mfaAuthenticatedFalse } = invictus;
  test.each<readonly [string, number]>([
    ...invictus.by_eventName.top.map(
      ([name, count]) => [`{ $.eventName = ${name} }`, count] as const,
    ),
    ...invictus.by_errorCode.top.map(
      ([code, count]) => [`{ $.errorCode = "${code}" }`, count] as const,
    ),
    ["{ $.readOnly IS TRUE }", readOnly.true],
    ["{ $.readOnly IS FALSE }", readOnly.false],
    ["{ $.errorCode = * }", withErrorCode],
    ["{ $.readOnly IS FALSE && $.errorCode NOT EXISTS }", writeEventsWithoutError],
    [
      '{ $.userIdentity.sessionContext.attributes.mfaAuthenticated = "false" }',
      mfaAuthenticatedFalse,
    ],
  ])("%s: %i", (pattern, count) => {
    for (const matched of matchesOf(pattern, events)) expect(matched.length).toBe(count);
  });

  test.each(Object.entries(stratus))("%s", (technique, { eventNames, errorCodes }) => {
    const file = join(dataFolder, "logs/stratus", `${technique}.json`);
    const recorded = JSON.parse(readFileSync(file, "utf8")) as readonly JsonObject[];
    const count = (pattern: string) => matchesOf(pattern, recorded).map(({ length }) => length);
    for (const [name, expected] of eventNames) {
      expect(new Set(count(`{ $.eventName = ${name} }`))).toEqual(new Set([expected]));
    }
    for (const [code, expected] of errorCodes) {
      expect(new Set(count(`{ $.errorCode = ${code} }`))).toEqual(new Set([expected]));
    }
  });
});

/** The events matched, in each reading: what AWS leaves open comes up in none of them. */
function matchesOf(text: string, events: readonly JsonObject[]): JsonObject[][] {
  const result = parseFilterPattern(text);
  if ("error" in result) throw new Error(result.error.message);
  const { pattern } = result;
  return allReadings.map((reading) =>
    events.filter((event) => matchesEvent(pattern, event, { reading })),
  );
}

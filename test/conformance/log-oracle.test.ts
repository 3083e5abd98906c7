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
    readonly cisPatternMatches: { readonly [cisText: string]: Match };
  };
}

describeData<Oracle>("logs/oracle.json", ({ invictus }) => {
  const folder = join(dataFolder, "logs/invictus");
  const events = readdirSync(folder).flatMap((file) => {
    const { Records } = JSON.parse(readFileSync(join(folder, file), "utf8")) as {
      readonly Records: readonly JsonObject[];
    };
    return Records;
  });

  test("all events are there", () => expect(events.length).toBe(invictus.events));

  test.each(Object.entries(invictus.cisPatternMatches))("%s", (_, { pattern, ...expected }) => {
    const result = parseFilterPattern(pattern);
    if ("error" in result) throw new Error(result.error.message);
    // What AWS leaves open comes up in none of these events.
    for (const reading of allReadings) {
      const matched = events.filter((event) => matchesEvent(result.pattern, event, { reading }));
      const ids = matched.map(({ eventID }) => String(eventID)).sort();
      expect(ids.length).toBe(expected.matches);
      expect(ids.slice(0, expected.eventIds.length)).toEqual([...expected.eventIds].sort());
    }
  });
});

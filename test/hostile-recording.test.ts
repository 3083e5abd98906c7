import validate from "virtual:validator/result";
import fc from "fast-check";
import { expect, test } from "vitest";
import { check } from "../src/check.ts";
import { demoAccount, demoWorld } from "../src/emulator/demo-world.ts";
import type { Json, JsonObject } from "../src/model/json.ts";
import type { AccountRecording } from "../src/model/recording.ts";
import { builtIn } from "../src/policy/built-in.ts";
import { compilePolicies } from "../src/policy/compile.ts";
import { formatNames } from "../src/report/format-names.ts";
import { formats } from "../src/report/formats.ts";
import { plainLook } from "../src/report/render.ts";
import { record } from "./harness/recorded.ts";

const startedAt = "2026-01-15T12:00:00.000Z";
const recording = await record(demoWorld(startedAt), { account: demoAccount });
const policies = await compilePolicies(builtIn.policies, builtIn.conditions);

const hostile: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, -1, 1e308, "", " ", "\u0000", "*", [], {}, [null], [[]], [{}]),
  fc.constantFrom("__proto__", "constructor", "toString", "\u202e\ud800", "x".repeat(5000)),
  fc.constantFrom("arn:", "arn:aws:kms:__proto__:x:key/y", "arn::x:y:z:a", "a:b:c:d:e:f:g"),
  fc.constantFrom("[", "{}", "null", "{ $.a = ", '{"Statement":[null,{"Condition":{"Bool":1}}]}'),
  fc.constant(JSON.parse('{"__proto__":{"a":1}}') as Json),
  fc.jsonValue() as fc.Arbitrary<Json>,
);

/** Which member of which call, as fractions of what there is, and what stands there instead. */
const changes = fc.array(
  fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(), hostile),
  { minLength: 1, maxLength: 6 },
);

function changed(given: readonly (readonly [number, number, Json])[]): AccountRecording {
  const calls = structuredClone(recording.calls);
  for (const [which, member, value] of given) {
    const call = calls[Math.floor(which * calls.length)];
    const places = placesIn(call?.output);
    const [place, name] = places[member % places.length] ?? [];
    if (place !== undefined && name !== undefined) place[name] = structuredClone(value);
  }
  return { ...recording, calls };
}

type Place = readonly [container: { [name: string]: Json }, name: string];

const placesIn = (value: Json | JsonObject | undefined): Place[] =>
  typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([name, inner]) => [
        [value as { [name: string]: Json }, name] as const,
        ...placesIn(inner),
      ]);

test("whatever a recording's answers hold, each format is written and valid", async () => {
  await fc.assert(
    fc.asyncProperty(changes, async (given) => {
      const result = await check({
        kind: "recording",
        header: { kind: "recording", version: 1, tool: "test", startedAt },
        accounts: [changed(given)],
        policies,
        packs: builtIn.packs,
        gate: { failOn: "low", allowUnknown: false },
      });
      for (const name of formatNames) {
        const { render } = await formats[name]();
        const written = [...render(result, plainLook)].join("");
        if (name !== "json") continue;
        expect(validate(JSON.parse(written)), JSON.stringify(validate.errors)).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});

test("a Region that is none goes into no finding", async () => {
  const calls = structuredClone(recording.calls);
  for (const { operation, output } of calls) {
    if (operation !== "DescribeTrails") continue;
    for (const trail of (output?.["trailList"] ?? []) as unknown as { HomeRegion: string }[]) {
      trail.HomeRegion = "__proto__";
    }
  }
  const result = await check({
    kind: "recording",
    header: { kind: "recording", version: 1, tool: "test", startedAt },
    accounts: [{ ...recording, calls }],
    policies,
    packs: [],
    gate: { failOn: "low", allowUnknown: false },
  });
  const regions = [...result.findings].map(({ region }) => region);
  expect(regions.length).toBeGreaterThan(0);
  expect(regions.filter((region) => !/^[a-z0-9-]+$/.test(region))).toEqual([]);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchesGlob } from "../../src/evaluate/glob.ts";
import { Waivers } from "../../src/evaluate/waivers.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { WaiverSource } from "../../src/model/waiver.ts";
import { finding } from "../harness/findings.ts";

const source = (given: Partial<WaiverSource> = {}): WaiverSource => ({
  policy: "trail-log-validation",
  reason: "moves in May",
  expires: "2026-05-31",
  file: "trailwarden.yaml",
  line: 2,
  ...given,
});

function apply(
  sources: readonly WaiverSource[],
  findings: readonly Finding[],
  asOf = "2026-01-15T12:00:00Z",
) {
  const waivers = new Waivers(sources, new Date(asOf));
  const after = waivers.apply(findings);
  const states = waivers
    .outcomes({
      policies: new Set(["trail-log-validation"]),
      accounts: new Set(["111122223333"]),
    })
    .map(({ state, findings: count }) => `${state} ${count}`);
  return { after, states, waived: after.filter(({ waiver }) => waiver !== undefined).length };
}

describe("a waiver", () => {
  test("marks the failures that it meets, and changes no status", () => {
    const { after, states } = apply([source({ owner: "ops" })], [finding()]);
    expect(after[0]).toEqual({
      ...finding(),
      waiver: { reason: "moves in May", owner: "ops", expires: "2026-05-31" },
    });
    expect(states).toEqual(["used 1"]);
  });

  test("never waives what could not be seen, and cannot be told unused then", () => {
    const { waived, states } = apply([source()], [finding({ status: "unknown" })]);
    expect({ waived, states }).toEqual({ waived: 0, states: ["not-judged 0"] });
  });

  test("holds through its last day, in UTC, as of the run", () => {
    const last = apply([source()], [finding()], "2026-05-31T23:59:59Z");
    expect([last.waived, last.states]).toEqual([1, ["used 1"]]);
    const after = apply([source()], [finding()], "2026-06-01T00:00:00Z");
    expect([after.waived, after.states]).toEqual([0, ["expired 1"]]);
  });

  test.each([
    [{ account: "111122223333" }, "used 1"],
    [{ account: "444455556666" }, "not-judged 0"],
    [{ policy: "trail-kms" }, "not-judged 0"],
    [{ region: "eu-west-1" }, "used 1"],
    [{ region: "us-east-1" }, "unused 0"],
    [{ resource: "main" }, "used 1"],
    [{ resource: "mai" }, "unused 0"],
    [{ resource: "*" }, "unused 0"],
    [{ resourceGlob: "arn:*:trail/m*" }, "used 1"],
    [{ resourceGlob: "*:trail/x*" }, "unused 0"],
  ])("meets what it names: %j", (given, state) => {
    expect(apply([source(given)], [finding()]).states).toEqual([state]);
  });
});

describe("a glob", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "*", ".", "/"), maxLength: 12 });

  test("means what the same regular expression means", () => {
    fc.assert(
      fc.property(text, text, (pattern, given) => {
        const escaped = pattern.replace(/[.+?^${}()|[\]\\/]/g, "\\$&").replaceAll("*", ".*");
        expect(matchesGlob(pattern, given)).toBe(new RegExp(`^${escaped}$`, "s").test(given));
      }),
    );
  });

  test("that is hostile takes no time", () => {
    const before = performance.now();
    expect(matchesGlob(`${"a*".repeat(250)}c`, `${"a".repeat(100_000)}b`)).toBe(false);
    expect(performance.now() - before).toBeLessThan(1000);
  });
});

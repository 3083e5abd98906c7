import { describe, expect, test } from "vitest";
import {
  changeOf,
  packStanding,
  type Standing,
  unpackStanding,
  worstOf,
} from "../../../src/evaluate/compare/standing.ts";
import { type Change, type Status, statuses } from "../../../src/model/finding.ts";
import { severities } from "../../../src/model/severity.ts";

const stands = (
  status: Status,
  severity: Standing["severity"] = "medium",
  isWaived = false,
): Standing => ({ status, severity, isWaived });

const waived = stands("fail", "medium", true);

const cases: readonly (readonly [Standing | undefined, Standing, Change])[] = [
  [undefined, stands("fail"), "new"],
  [undefined, stands("unknown"), "new"],
  [undefined, stands("pass"), "new"],
  [stands("pass"), stands("fail"), "new"],
  [stands("not-applicable"), stands("fail"), "new"],
  [stands("unknown"), stands("fail"), "worse"],
  [stands("fail"), stands("fail"), "same"],
  [stands("fail", "low"), stands("fail", "high"), "worse"],
  [stands("fail", "high"), stands("fail", "low"), "better"],
  [waived, stands("fail"), "worse"],
  [stands("fail", "high", true), stands("fail", "low"), "worse"],
  [stands("fail"), waived, "same"],
  [waived, waived, "same"],
  [stands("pass"), stands("unknown"), "worse"],
  [stands("fail"), stands("unknown"), "worse"],
  [stands("not-applicable"), stands("unknown"), "worse"],
  [stands("unknown"), stands("unknown"), "same"],
  [stands("unknown"), stands("pass"), "better"],
  [stands("fail"), stands("pass"), "better"],
  [stands("fail"), stands("not-applicable"), "better"],
  [stands("pass"), stands("not-applicable"), "same"],
  [stands("pass", "low"), stands("pass", "high"), "same"],
];

describe("what happened to a finding", () => {
  test.each(cases)("%j, now %j: %s", (before, now, expected) => {
    expect(changeOf(before, now)).toBe(expected);
  });

  test("a failure is excused only by a failure that was seen", () => {
    for (const status of statuses) {
      const change = changeOf(stands(status), stands("fail"));
      expect(change === "same").toBe(status === "fail");
    }
  });
});

test("a standing comes out of its number as it went in", () => {
  const numbers = new Set<number>();
  for (const status of statuses) {
    for (const severity of severities) {
      for (const isWaived of [false, true]) {
        const packed = packStanding({ status, severity, isWaived });
        expect(unpackStanding(packed)).toEqual({ status, severity, isWaived });
        numbers.add(packed);
      }
    }
  }
  expect(numbers.size).toBe(32);
});

test("of two findings with one id the worse stands", () => {
  expect(worstOf(stands("pass"), stands("unknown")).status).toBe("unknown");
  expect(worstOf(stands("fail"), stands("unknown")).status).toBe("fail");
  expect(worstOf(undefined, stands("pass")).status).toBe("pass");
});

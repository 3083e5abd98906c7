import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alarmsIn, goesOffWith, parseAlarmRule } from "../../src/analyze/alarm-rule.ts";

const goesOff = (text: string, alarm = "a"): boolean | undefined => {
  const rule = parseAlarmRule(text);
  return rule && goesOffWith(rule, [alarm]);
};

describe("a composite alarm", () => {
  test.each([
    ['ALARM("a")', true],
    ["ALARM(a)", true],
    ["alarm( 'a' )", true],
    ['ALARM("b") OR ALARM("a")', true],
    ['ALARM("a") AND ALARM("b")', false],
    ['ALARM("a") AND NOT ALARM("maintenance")', true],
    ['ALARM("a") AND OK("b")', true],
    // AND binds tighter than OR.
    ['ALARM("a") OR ALARM("b") AND ALARM("c")', true],
    ['(ALARM("a") OR ALARM("b")) AND ALARM("c")', false],
    // It is in ALARM already: nothing changes when the alarm goes off.
    ["TRUE", false],
    ['OK("b") OR ALARM("a")', false],
    ['OK("a")', false],
  ])("with the rule %s goes off with one alarm: %s", (text, expected) => {
    expect(goesOff(text)).toBe(expected);
  });

  test("may name alarms with spaces, and by ARN", () => {
    expect(goesOff('ALARM("root usage (all)")', "root usage (all)")).toBe(true);
    const arn = "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:root";
    expect(goesOff(`ALARM(${arn})`, arn)).toBe(true);
    expect(alarmsIn(parseAlarmRule(`OK(x) OR NOT ALARM("y z")`) ?? never())).toEqual(["x", "y z"]);
  });

  test.each(["", "ALARM(", "ALARM(a) ALARM(b)", "AND", "(ALARM(a)", "NOT", "RED(a)", "ALARM()"])(
    "has no rule like %j",
    (text) => expect(parseAlarmRule(text)).toBeUndefined(),
  );

  test("makes nothing fall over", () => {
    expect(parseAlarmRule("(".repeat(9000))).toBeUndefined();
    expect(parseAlarmRule("NOT ".repeat(2500))).toBeUndefined();
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => void parseAlarmRule(text)));
  });
});

function never(): never {
  throw new Error("not a rule");
}

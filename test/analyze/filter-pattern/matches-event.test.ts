import { describe, expect, test } from "vitest";
import { matchesEvent } from "../../../src/analyze/filter-pattern/matches-event.ts";
import {
  allReadings,
  assumedReading,
  type Reading,
} from "../../../src/analyze/filter-pattern/reading.ts";
import type { Json } from "../../../src/model/json.ts";
import { parsed } from "./patterns.ts";

const inEveryReading = (text: string, event: Json): (boolean | undefined)[] => [
  ...new Set(allReadings.map((reading) => matchesEvent(parsed(text), event, { reading }))),
];

const event = {
  name: "ConsoleLogin",
  count: 5,
  yes: true,
  nothing: null,
  user: { type: "Root", "dotted.name": "d" },
  list: [{ id: "a" }, { id: "b" }],
  tags: ["x", "y"],
};

describe("what AWS documents holds in every reading", () => {
  test.each([
    ["{ $.name = ConsoleLogin }", true],
    ["{ $.name = consolelogin }", false],
    ["{ $.name = Console* }", true],
    ["{ $.name = *Login }", true],
    ["{ $.name = *sole* }", true],
    ["{ $.name = *Console }", false],
    ["{ $.name = * }", true],
    ["{ $.name != Console* }", false],
    ["{ $.name != x }", true],
    ["{ $.user.type = Root }", true],
    ["{ $.user['dotted.name'] = d }", true],
    ["{ $.absent = x }", false],
    ["{ $.absent != x }", false],
    ["{ $.absent = * }", false],
    ["{ $.absent NOT EXISTS }", true],
    ["{ $.name NOT EXISTS }", false],
    ["{ $.nothing NOT EXISTS }", false],
    ["{ $.absent IS NULL }", false],
    ["{ $.nothing IS NULL }", true],
    ["{ $.nothing = x }", false],
    ["{ $.yes IS TRUE }", true],
    ["{ $.yes IS FALSE }", false],
    ["{ $.count = 5 }", true],
    ["{ $.count = 5.0 }", true],
    ["{ $.count >= 5 && $.count < 6 }", true],
    ["{ $.count != 5 }", false],
    ["{ $.user = x }", false],
    ["{ $.user != x }", false],
    ["{ $.tags != x }", false],
    ["{ $.tags NOT EXISTS }", false],
    ["{ $.list[1].id = b }", true],
    ["{ $.list[2].id = b }", false],
    ["{ $.user[0] = x }", false],
    ["{ $.list[*].id = b }", true],
    ["{ $.list[*].id = c }", false],
    ["{ $.tags[*] NOT EXISTS }", false],
    ["{ $.user.* = d }", true],
    ["{ $.absent = x || $.name = Console* && $.count = 5 }", true],
    ["{ $.absent = x && $.name = Console* }", false],
    ["{ $.__proto__ NOT EXISTS && $.name.length NOT EXISTS && $.constructor NOT EXISTS }", true],
  ])("%s: %s", (text, expected) => expect(inEveryReading(text, event)).toEqual([expected]));
});

describe("what AWS leaves open", () => {
  test.each([
    "{ $.nothing != x }",
    "{ $.yes = true }",
    '{ $.count = "5" }',
    "{ $.name != 5 }",
    "{ $.tags[*] != x }",
    '{ $.name = "C*n" }',
    "{ $.user != x || $.name = * }",
  ])("%s is read in more than one way", (text) =>
    expect(inEveryReading(text, event)).toHaveLength(2),
  );

  const reads = (text: string, reading: Partial<Reading>) =>
    matchesEvent(parsed(text), event, { reading: { ...assumedReading, ...reading } });

  test("each reading does what it says", () => {
    expect(reads("{ $.nothing != x }", { mismatch: "different" })).toBe(true);
    expect(reads("{ $.yes = true }", { mismatch: "as-text" })).toBe(true);
    expect(reads('{ $.count = "5.0" }', { mismatch: "as-text" })).toBe(false);
    expect(reads('{ $.count = "5.0" }', { mismatch: "as-number" })).toBe(true);
    expect(reads("{ $.tags[*] != x }", { wildcardDiffers: "some" })).toBe(true);
    expect(reads("{ $.tags[*] != x }", { wildcardDiffers: "all" })).toBe(false);
    expect(reads('{ $.name = "C*n" }', { innerStar: "wildcard" })).toBe(true);
    expect(reads("{ $.user != x || $.name = * }", { container: "filter" })).toBe(false);
  });

  test("a regular expression needs a search", () => {
    const pattern = parsed("{ $.name = %^Cons% }");
    const searchRegex = (regex: string, text: string) => new RegExp(regex).test(text);
    expect(matchesEvent(pattern, event)).toBeUndefined();
    expect(matchesEvent(pattern, event, { reading: assumedReading, searchRegex })).toBe(true);
    expect(matchesEvent(parsed("{ $.name = %a% && $.absent = 1 }"), event)).toBe(false);
    expect(matchesEvent(parsed("{ $.name = %a% || $.count = 5 }"), event)).toBe(true);
  });
});

test("JSON patterns match no text, and everything matches the empty pattern", () => {
  expect(matchesEvent(parsed("{ $.a NOT EXISTS }"), "no JSON")).toBe(false);
  expect(matchesEvent(parsed(""), "no JSON")).toBe(true);
});

describe("terms", () => {
  test.each([
    ["ERROR", "an ERRORCODE", true],
    ["ERROR", "an error", false],
    ["ERROR CODE", "CODE of ERROR", true],
    ['"ERROR CODE"', "CODE of ERROR", false],
    ["?ERROR ?WARN", "WARN", true],
    ["?ERROR ?WARN", "INFO", false],
    ["INFO ?ERROR", "INFO", true],
    ["ERROR -fatal", "ERROR fatal", false],
    ["ERROR -fatal", "ERROR", true],
    ["-fatal", "ERROR", true],
    ["StopLogging", { eventName: "StopLogging" }, true],
  ])("%s on %j: %s", (text, line, expected) =>
    expect(matchesEvent(parsed(text), line)).toBe(expected),
  );
});

describe("space-delimited", () => {
  const line = '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';
  test.each([
    ["[ip, id, user, time, request, status = 404, bytes]", true],
    ["[ip, id, user, time, request = *.html*, status = 4*, bytes > 1000]", true],
    ["[ip, id, user, time, request, status = 404 || status = 410, bytes]", true],
    ["[ip, id, user, time, request, status = 4* && status != 404, bytes]", false],
    ["[..., status = 404, bytes]", true],
    ["[ip = 127.*, ..., bytes < 1000]", false],
    ["[ip, id, user = frank, ...]", true],
    ["[ip = 127.0.0.1, rest]", true],
    ["[a, b, c, d, e, f, g, h]", false],
  ])("%s: %s", (text, expected) => expect(matchesEvent(parsed(text), line)).toBe(expected));

  test("a hostile line takes no time", () => {
    const hostile = '[ " '.repeat(50_000);
    expect(matchesEvent(parsed("[a, b = x, ...]"), hostile)).toBe(false);
  });
});

import { describe, expect, test } from "vitest";
import {
  type ComparisonOptions,
  comparePatterns,
} from "../../../src/analyze/filter-pattern/compare.ts";
import type { DeployedFilter } from "../../../src/analyze/filter-pattern/deployed-filters.ts";

const compare = (
  required: string,
  deployed: readonly (string | DeployedFilter)[],
  options?: ComparisonOptions,
) => comparePatterns(required, deployed.map(toFilter), options);

const toFilter = (filter: string | DeployedFilter): DeployedFilter =>
  typeof filter === "string" ? { filterPattern: filter } : filter;

const searchRegex = (regex: string, text: string) => new RegExp(regex).test(text);
const stop = "{ $.eventName = StopLogging }";

describe("verdicts", () => {
  test.each<[string, string[], string]>([
    [stop, ['{$.eventName="StopLogging"}'], "equivalent"],
    [stop, ["{ (($['eventName'] = StopLogging)) }"], "equivalent"],
    ["{ $.a = x && $.b = y }", ["{ $.b = y && $.a = x }"], "equivalent"],
    ["{ $.a = x && ($.b = y || $.b = z) }", ["{ $.a=x && $.b=y || $.a=x && $.b=z }"], "equivalent"],
    [
      "{ $.errorCode = x || $.eventName = y }",
      ["{ $.eventName = y }", "{ $.errorCode = x }"],
      "equivalent",
    ],
    ["{ $.errorCode = x* }", ["{ $.errorCode = x* || $.errorCode = xy }"], "equivalent"],
    [stop, [""], "covers"],
    [stop, ["{ $.eventName = Stop* }"], "covers"],
    [stop, ["{ $.eventName != StartLogging }"], "covers"],
    [stop, ["{ $.eventName = * }"], "covers"],
    ["{ $.errorCode = ab* }", ["{ $.errorCode != b* }"], "covers"],
    ["{ $.n > 5 }", ["{ $.n >= 5 }"], "covers"],
    ["{ $.a.b = x }", ["{ $.a NOT EXISTS || $.a.b = x }"], "covers"],
    [stop, [], "misses"],
    [stop, ["{ $.eventName = stopLogging }"], "misses"],
    [stop, ["{ $.eventName = StopLogging && $.userIdentity.arn != x }"], "misses"],
    [stop, ["{ $.eventName = StopLogging && $.errorCode NOT EXISTS }"], "misses"],
    ["{ $.n >= 5 }", ["{ $.n > 5 }"], "misses"],
    ["{ $.a != x }", ["{ $.a != x && $.a != y }"], "misses"],
    ["{ $.a NOT EXISTS }", ["{ $.a.b NOT EXISTS && $.a IS NULL }"], "misses"],
    ["{ $.a[0] = x }", ["{ $.a[1] = x }"], "misses"],
    ["{ $.a[*].b = x }", ["{ $.a[*].b = y }"], "misses"],
    ["", [stop], "misses"],
    ["{ $.a = x && $.b = y }", ["{ $.a = x && $.a = y }"], "unsatisfiable"],
    [stop, ["{ $.eventName = StopLogging && $.eventName = StartLogging }"], "unsatisfiable"],
    [stop, ["{ $.eventName NOT EXISTS }"], "unsatisfiable"],
    ["{ $.a = x && $.a.b = y }", [stop], "unsatisfiable"],
    [stop, ["{ $.eventName = Stop Logging }"], "invalid"],
    ["{ $.eventName == StopLogging }", [stop], "invalid"],
    [stop, ["{ $.eventName = Stop Logging }", stop], "covers"],
  ])("%s by %j: %s", (required, deployed, verdict) =>
    expect(compare(required, deployed).verdict).toBe(verdict),
  );

  test("records look like CloudTrail's", () => {
    const { witness, extra } = compare("{ $.errorCode = AccessDenied* && $.x.y[1] = 5 }", [stop]);
    expect(witness).toMatchObject({
      eventVersion: "1.11",
      userIdentity: { type: "IAMUser" },
      eventSource: "ec2.amazonaws.com",
      eventName: "DescribeInstances",
      awsRegion: "us-east-1",
      errorCode: expect.stringMatching(/^AccessDenied/),
      x: { y: [null, 5] },
    });
    expect(extra).toMatchObject({ eventVersion: "1.11", eventName: "StopLogging" });
    expect(extra).not.toHaveProperty("errorCode");
  });

  test("errors name the filter and the place", () => {
    const { errors, why } = compare(stop, ["{ $.a = x }", "{ $.a = }"]);
    expect(errors).toEqual([
      { filter: 1, error: { message: "Expected a value.", position: 8, length: 1 } },
    ]);
    expect(why).toEqual(["A filter's pattern is not valid: Expected a value."]);
    expect(compare("{", [stop]).errors[0]?.filter).toBe(-1);
  });

  test("a field called __proto__ is a field", () => {
    const { witness } = compare("{ $.__proto__.polluted = x }", [stop]);
    expect(JSON.stringify(witness)).toContain('"__proto__":{"polluted":"x"}');
    expect({}).not.toHaveProperty("polluted");
  });
});

describe("among the events of one source", () => {
  const narrow = "{ $.eventSource = cloudtrail.amazonaws.com && $.eventName = StopLogging }";
  const eventSource = "cloudtrail.amazonaws.com";

  test("a filter on the source misses nothing", () => {
    expect(compare(stop, [narrow])).toMatchObject({ verdict: "misses" });
    expect(compare(stop, [narrow], { eventSource })).toMatchObject({ verdict: "equivalent" });
    expect(compare(narrow, [stop], { eventSource })).toMatchObject({ verdict: "equivalent" });
  });

  test("records are of that source", () => {
    const { witness } = compare(stop, ["{ $.eventName = x }"], { eventSource });
    expect(witness).toMatchObject({ eventSource });
  });
});

describe("inconclusive", () => {
  test.each<[string, (string | DeployedFilter)[]]>([
    // A regular expression that nobody can search.
    [stop, ["{ $.eventName = %Stop% }"]],
    // Text or number?
    ["{ $.a = 5 }", ['{ $.a = "5" || $.a > 4 && $.a < 5 }']],
    // An asterisk inside.
    ['{ $.errorCode = "a*b" }', ['{ $.errorCode = "a*" && $.errorCode != "a*c*b" }']],
    // A null differs from a text, or does not.
    ["{ $.a IS NULL }", ["{ $.a != x }"]],
    // An array in a field that only the filter looks at may fail the filter.
    [stop, ["{ $.eventName = StopLogging || $.a = x }"]],
    [stop, ["{ $.eventName = StopLogging || $.a[*] != x }"]],
    // The line, not its fields.
    [stop, ["StopLogging"]],
    [stop, ["[a, b = StopLogging, ...]"]],
    ["StopLogging", [stop]],
    // A spelling that AWS does not document.
    [stop, ["{ $.eventName = StopLogging && $.a not exists }"]],
    // The filter does not see all events.
    [stop, [{ filterPattern: stop, fieldSelectionCriteria: '@aws.account IN ["1"]' }]],
    [stop, [{ filterPattern: "{ $.a = x }", applyOnTransformedLogs: true }]],
  ])("%s by %j", (required, deployed) => {
    const { verdict, why, witness } = compare(required, deployed);
    expect(verdict).toBe("inconclusive");
    expect(why.length).toBeGreaterThan(0);
    expect(witness).toBeUndefined();
  });

  test.each<[string, (string | DeployedFilter)[], string]>([
    [stop, ["StopLogging", stop], "covers"],
    [stop, [{ filterPattern: stop, fieldSelectionCriteria: "x" }, stop], "covers"],
    [stop, [{ filterPattern: "{ $.a = x }", fieldSelectionCriteria: "x" }], "misses"],
    [stop, [{ filterPattern: stop, fieldSelectionCriteria: " " }], "equivalent"],
    [stop, ["{ $.eventName = StopLogging || $.errorCode = x }"], "covers"],
    ["{ $.eventName = %Stop% }", ["{ $.eventName = %Stop% }"], "equivalent"],
    ["{ $.eventName = %a% && $.b = 1 }", ["{ $.eventName = %a% }"], "covers"],
    ["{ $.a = 5 }", ["{ $.a = 5 || $.a = 6 }"], "covers"],
    ["{ $.a = * }", ['{ $.a != "x" }', "{ $.a = x }"], "covers"],
    // Should an array in a fail the required pattern, the second filter is wider.
    ["{ $.a = x || $.b = y }", ["{ $.a = x }", "{ $.b = y }"], "covers"],
    ["{ $.a[*] != x && $.b = 1 }", ["{ $.a[*] != x }"], "covers"],
    ["StopLogging", ["StopLogging"], "equivalent"],
  ])("but %s by %j: %s", (required, deployed, verdict) =>
    expect(compare(required, deployed).verdict).toBe(verdict),
  );

  test.each([
    [stop, "{ $.eventName = %^(Stop|Start)% }", "invalid"],
    [stop, "{ $.eventName = %^Stop|^Start% }", "covers"],
    [stop, "{ $.eventName = %^Start% }", "misses"],
    ["{ $.eventName = Stop* }", "{ $.eventName = %^Stop% }", "inconclusive"],
    ["{ $.eventName = %^Stop% }", stop, "inconclusive"],
  ])("with a search, %s by %s: %s", (required, deployed, verdict) =>
    expect(compare(required, [deployed], { searchRegex }).verdict).toBe(verdict),
  );
});

describe("hostile patterns end", () => {
  const numbers = [...Array(300).keys()];
  /** As many of the parts as a pattern holds. */
  const joined = (parts: readonly string[], operator: string): string => {
    let text = "";
    for (const part of parts) {
      const longer = text === "" ? part : `${text}${operator}${part}`;
      if (longer.length > 1020) break;
      text = longer;
    }
    return `{ ${text} }`;
  };
  const either = joined(
    numbers.map((i) => `($.a${i}=1||$.b${i}=1)`),
    "&&",
  );
  const parts = (operator: string) =>
    joined(
      numbers.map((i) => `$.a="*${String.fromCharCode(97 + (i % 26))}${i}*"`),
      operator,
    );

  test.each<[string, string, string[]]>([
    [
      "choices",
      either,
      numbers.slice(0, 100).map((k) =>
        joined(
          numbers.map((i) => `($.a${i}=1&&$.b${(i + k) % 27}=1)`),
          "||",
        ),
      ),
    ],
    ["texts inside texts", parts("||"), [parts("&&")]],
    [
      "texts inside texts, all",
      parts("&&"),
      [
        joined(
          numbers.map((i) => `$.a="*${i}z*"`),
          "||",
        ),
      ],
    ],
    [
      "tangled places",
      joined(
        numbers.map((i) => `($.${i % 7}="x${i}*"||$.${(i + 1) % 7}="*x${i}")`),
        "&&",
      ),
      [
        joined(
          numbers.map((i) => `$.${i % 7}="*y${i}*"`),
          "||",
        ),
      ],
    ],
    [
      "asterisks",
      joined(
        numbers.map((i) => `$.a="a*${i}"`),
        "||",
      ),
      [
        joined(
          numbers.map((i) => `$.a="a*${i}*"`),
          "&&",
        ),
      ],
    ],
    ["far elements", "{ $.a[999999999] = x }", ["{ $.a[999999998] = x }"]],
  ])("%s", (_, required, deployed) => {
    const start = process.cpuUsage().user;
    const { verdict } = compare(required, deployed);
    expect(["inconclusive", "misses"]).toContain(verdict);
    // In microseconds; a hundredfold of what it takes, for slow machines.
    expect(process.cpuUsage(undefined).user - start).toBeLessThan(10_000_000);
  });
});

import { describe, expect, test } from "vitest";
import { coverageOf } from "../../src/analyze/coverage/coverage.ts";
import { toSelectors } from "../../src/facts/selectors.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { checkExpression } from "../../src/policy/check-expression.ts";
import { accountWith, trail } from "../analyze/coverage/given.ts";

const advanced = (...fields: readonly JsonObject[]): JsonObject => ({
  AdvancedEventSelectors: [{ Name: "mine", FieldSelectors: fields }],
});
const management = { Field: "eventCategory", Equals: ["Management"] };
const outcomeOf = (output: JsonObject) =>
  coverageOf(accountWith([trail("main", toSelectors(output) ?? [])]), { category: "Management" })
    .outcome;

test("every member of a selector is a fact", () => {
  const output = {
    EventSelectors: [
      {
        ReadWriteType: "WriteOnly",
        IncludeManagementEvents: false,
        DataResources: [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3:::logs/"] }],
        ExcludeManagementEventSources: ["kms.amazonaws.com"],
      },
    ],
  };
  expect(toSelectors(output)).toEqual([
    {
      kind: "basic",
      readWriteType: "WriteOnly",
      includeManagementEvents: false,
      excludeManagementEventSources: ["kms.amazonaws.com"],
      dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3:::logs/"] }],
      fields: [],
    },
  ]);
  expect(toSelectors(advanced(management))).toMatchObject([
    { kind: "advanced", name: "mine", dataResources: [], fields: [{ field: "eventCategory" }] },
  ]);
  expect(toSelectors({ EventSelectors: [], AdvancedEventSelectors: [] })).toBeUndefined();
});

describe("what cannot be read never makes a selector wider", () => {
  const unreadable: { readonly [name: string]: JsonObject } = {
    "a text for a list": advanced(management, {
      Field: "eventSource",
      NotEquals: "kms.amazonaws.com",
    }),
    "a number in a list": advanced(management, { Field: "eventSource", NotEquals: ["a", 1] }),
    "no operator": advanced(management, { Field: "readOnly" }),
    "no field": advanced(management, { Equals: ["true"] }),
    "no conditions": { AdvancedEventSelectors: [{ Name: "mine" }] },
    "a text for a condition": {
      AdvancedEventSelectors: [{ FieldSelectors: [management, "readOnly=true"] }],
    },
  };
  for (const [name, output] of Object.entries(unreadable)) {
    test(name, () => expect(outcomeOf(output)).toBe("undetermined"));
  }
  test("but the same, readable, is decided", () => {
    expect(outcomeOf(advanced(management))).toBe("covered");
  });
});

test("policies can go through the conditions of selectors of both kinds", () => {
  const scope = { scope: "trail" } as const;
  const hidden = `trail.eventSelectors.all(s, s.fields.all(f,
    !(f.field in ["userIdentity.arn", "eventName"]) || size(f.notEquals) == 0))`;
  expect(checkExpression(hidden, scope)).toEqual([]);
  expect(checkExpression('trail.eventSelectors.exists(s, s.feilds == "x")', scope)).not.toEqual([]);
  expect(
    checkExpression(
      "trail.eventSelectors.all(s, s.dataResources.all(r, size(r.values) > 0))",
      scope,
    ),
  ).toEqual([]);
});

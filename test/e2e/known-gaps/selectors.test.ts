import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { againstGood, type Compare } from "../../harness/against-good.ts";
import { goodWorld } from "../../harness/worlds.ts";

// Known gaps of other tools, numbered as in section 6.15 of the reference on controls.

const now = new Date().toISOString();

const equal = (Field: string, ...Equals: string[]): JsonObject => ({ Field, Equals });
const management = equal("eventCategory", "Management");
const objects = [equal("eventCategory", "Data"), equal("resources.type", "AWS::S3::Object")];
const selector = (Name: string, ...FieldSelectors: JsonObject[]): JsonObject => ({
  Name,
  FieldSelectors,
});

/** The good world, whose trail has these selectors instead. */
const withSelectors = (...AdvancedEventSelectors: JsonObject[]): Promise<Compare> =>
  againstGood(goodWorld(now, {}, { selectors: { AdvancedEventSelectors } }));

describe("advanced selectors that record everything", () => {
  const whole = withSelectors(
    selector("Reading is kept for the auditors", management, equal("readOnly", "true")),
    selector("and so is the rest", management, equal("readOnly", "false")),
    selector("Files", ...objects),
  );

  test.each([
    ["1: a management selector that somebody renamed counts", "trail-multi-region-all-mgmt"],
    ["1: and in every Region", "region-logged"],
    ["1: and excludes no source", "events-mgmt-no-exclusions"],
    ["2: reads and writes in two selectors are everything", "trail-security-baseline"],
    ["5: writes of objects are not overlooked", "events-s3-write-all"],
    ["5: nor are reads of objects", "events-s3-read-all"],
  ])("%s: %s", async (_, policy) => {
    const of = await whole;
    expect(of(policy)).toMatchObject({ was: "pass", is: "pass", missing: [] });
  });
});

describe("advanced selectors that leave something out", () => {
  const part = withSelectors(
    selector("Management events selector", management, equal("readOnly", "false"), {
      Field: "eventSource",
      NotEquals: ["kms.amazonaws.com"],
    }),
    selector("Files", ...objects, equal("readOnly", "false"), {
      Field: "resources.ARN",
      NotStartsWith: ["arn:aws:s3:::payroll/"],
    }),
  );

  test("1: a selector of the usual name is not taken for a whole one", async () => {
    const of = await part;
    const { was, is, message, because } = of("trail-multi-region-all-mgmt");
    expect({ was, is }).toEqual({ was: "pass", is: "fail" });
    expect(message).toContain("No logging multi-Region trail");
    expect(because).toContain("account.trails[main].managementEvents.recordsReads = false");
  });

  test("2: half of a pair leaves the other half out", async () => {
    const of = await part;
    expect(of("region-logged")).toMatchObject({ was: "pass", is: "pass" });
    expect(of("trail-security-baseline")).toMatchObject({ was: "pass", is: "fail" });
  });

  test("4: narrowed by ARN, and it says which selector leaves which objects out", async () => {
    const of = await part;
    const { was, is, message, because } = of("events-s3-write-all");
    expect({ was, is }).toEqual({ was: "pass", is: "fail" });
    expect(message).toBe(
      "No trail records s3.amazonaws.com PutObject on arn:aws:s3:::payroll/example-key in 17 Regions: trail main, selector 2 (Files): NotStartsWith arn:aws:s3:::payroll/ excludes it.",
    );
    const witness = because.find((line) => line.startsWith("coverage.gaps[0].witness = "));
    expect(witness).toContain('"ARN":"arn:aws:s3:::payroll/example-key"');
  });

  test("4: narrowed by readOnly, and it says so", async () => {
    const of = await part;
    const { was, is, message } = of("events-s3-read-all");
    expect({ was, is }).toEqual({ was: "pass", is: "fail" });
    expect(message).toMatch(
      /GetObject on .* in 17 Regions: trail main, selector 2 \(Files\): readOnly is true, and the selector wants Equals false\.$/,
    );
  });
});

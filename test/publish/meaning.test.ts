import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { meaningOf } from "../../src/publish/meaning.ts";
import { asffFindings } from "../../src/report/asff-findings.ts";
import { findingOn } from "../harness/hub.ts";
import { resultOf } from "../harness/results.ts";

const evidence = [{ fact: "trail.latestDeliveryTime", value: "2026-01-15T12:00:00.000Z" }];
const [first] = asffFindings(resultOf([findingOn("main", { evidence })]));
const ours = first as JsonObject;
const meaning = meaningOf(ours);

describe("to the same meaning belong", () => {
  const same: readonly (readonly [string, JsonObject])[] = [
    ["another time", { UpdatedAt: "2027-01-01T00:00:00Z", LastObservedAt: "2027-01-01T00:00:00Z" }],
    ["what the hub adds", { Region: "eu-west-1", ProcessedAt: "2026-01-15T12:00:00Z" }],
    [
      "fields of the hub among ours",
      { ProductFields: { ...(ours["ProductFields"] as JsonObject), "aws/securityhub/x": "y" } },
    ],
    ["what is the customer's", { Note: { Text: "x" }, Severity: { Label: "LOW" }, Criticality: 3 }],
    ["another order", Object.fromEntries(Object.entries(ours).reverse())],
    [
      "another delivery",
      JSON.parse(
        JSON.stringify(ours).replaceAll("2026-01-15T12:00:00.000Z", "2026-01-16T00:00:00Z"),
      ),
    ],
  ];
  for (const [name, change] of same) {
    test(name, () => expect(meaningOf({ ...ours, ...change })).toBe(meaning));
  }
});

describe("another meaning has", () => {
  const other: readonly (readonly [string, JsonObject])[] = [
    ["another title", { Title: "x" }],
    ["another state", { RecordState: "ARCHIVED" }],
    ["another status", { Compliance: { Status: "PASSED" } }],
    [
      "a field of ours more",
      { ProductFields: { ...(ours["ProductFields"] as JsonObject), x: "y" } },
    ],
    ["another severity of ours", { FindingProviderFields: { Severity: { Label: "LOW" } } }],
    ["no resource details", { Resources: [{ Type: "AwsCloudTrailTrail", Id: "x" }] }],
    ["no remediation", { Remediation: undefined }],
    ["members of a strange kind", { Resources: "x", Compliance: null }],
  ];
  for (const [name, change] of other) {
    test(name, () => expect(meaningOf({ ...ours, ...change })).not.toBe(meaning));
  }
});

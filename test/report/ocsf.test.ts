import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import type { Result } from "../../src/model/result.ts";
import { render } from "../../src/report/formats/ocsf.ts";
import { finding, many, variety } from "../harness/findings.ts";
import { ocsfErrors } from "../harness/published.ts";
import { rendered, resultOf, variedResult } from "../harness/results.ts";

const eventsOf = (findings: readonly Finding[], given: Partial<Result> = {}) =>
  JSON.parse(rendered(render, resultOf(findings, given)));

const one = (given: Partial<Finding> = {}) => eventsOf([finding(given)])[0];

describe("OCSF", () => {
  test("is what the schema of class 2003 allows, and looks like this", async () => {
    const text = rendered(render, variedResult());
    expect(JSON.parse(text).flatMap(ocsfErrors)).toEqual([]);
    await expect(text).toMatchFileSnapshot("../golden/variety.ocsf.json");
  });

  test("is an empty array where there is nothing", () => expect(eventsOf([])).toEqual([]));

  test.each([
    ["a class without cloud", (event: never) => delete event["cloud"]],
    ["an attribute that it does not know", (event: never) => Object.assign(event, { extra: 1 })],
    ["a status that it does not know", (event: never) => Object.assign(event, { status_id: 42 })],
    ["a resource without name", (event: never) => Object.assign(event, { resources: [{}] })],
  ])("the schema notices %s", (_, spoil) => {
    const event = one();
    spoil(event as never);
    expect(ocsfErrors(event)).not.toEqual([]);
  });

  test("tells every verdict, with the ids and captions that belong together", () => {
    const statuses = eventsOf(variety()).map(
      ({ compliance, severity_id, severity, status_id, status }: never) => [
        compliance["status_id"],
        compliance["status"],
        severity_id,
        severity,
        status_id,
        status,
      ],
    );
    expect(statuses).toEqual([
      [3, "Fail", 3, "Medium", 1, "New"],
      [3, "Fail", 3, "Medium", 3, "Suppressed"],
      [2, "Warning", 4, "High", 1, "New"],
      [1, "Pass", 1, "Informational", 4, "Resolved"],
      [99, "Not Applicable", 1, "Informational", 4, "Resolved"],
    ]);
  });

  test("tells a waiver as suppressed, with its reason as comment and the rest beside", () => {
    const waived = eventsOf(variety())[1];
    expect(waived.comment).toBe("Moved in March");
    expect(waived.unmapped.waiver).toMatchObject({ ticket: "SEC-7", expires: "2026-03-31" });
    expect(one()).not.toHaveProperty("comment");
  });

  test("updates what the baseline knew and creates what it did not", () => {
    const activities = [undefined, "new", "same", "worse"].map((change) => {
      const { activity_id, type_uid } = one(change ? { change: change as "new" } : {});
      return [activity_id, type_uid];
    });
    expect(activities).toEqual([
      [1, 200_301],
      [1, 200_301],
      [2, 200_302],
      [2, 200_302],
    ]);
  });

  test("says where a resource is declared, and what is missing", () => {
    const [declared, , unknown] = eventsOf(variety());
    expect(declared.unmapped.declared).toEqual(variety()[0]?.declared);
    expect(unknown.compliance.status_details).toEqual([
      "trail.isLogging: access-denied (AccessDenied), needs cloudtrail:GetTrailStatus",
    ]);
  });

  test("tells times in milliseconds, of the result and not of the clock", () => {
    expect(one().time).toBe(Date.UTC(2026, 0, 15, 12));
  });

  test("names account and partition", () => {
    const accounts = resultOf([finding()]).accounts.map((account) => ({
      ...account,
      name: "prod",
      partition: "aws-cn",
    }));
    expect(eventsOf([finding()], { accounts })[0].cloud).toEqual({
      provider: "AWS",
      cloud_partition: "aws-cn",
      region: "eu-west-1",
      account: { uid: "111122223333", name: "prod", type_id: 10, type: "AWS Account" },
    });
  });

  test("has no limit", () => {
    const result = resultOf([], { findings: many(30_000) });
    expect(JSON.parse(rendered(render, result))).toHaveLength(30_000);
  });
});

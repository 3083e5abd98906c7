import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import type { AsffFinding } from "../../src/report/asff-finding.ts";
import { asffFindings } from "../../src/report/asff-findings.ts";
import { findingOn, hubWorld, withHub } from "../harness/hub.ts";
import { resultOf } from "../harness/results.ts";

const [good] = asffFindings(resultOf([findingOn("main")])) as Iterable<AsffFinding>;
const with_ = (given: object): JsonObject => ({ ...good, ...given });

describe.concurrent("the embedded Security Hub refuses", () => {
  const broken: readonly (readonly [string, object, message: string])[] = [
    ["no title", { Title: undefined }, "required property 'Title'"],
    ["a title of 257", { Title: "x".repeat(257) }, "data.Title should NOT be longer than 256"],
    ["an id that is an ARN", { Id: "arn:aws:x" }, "data.Id should match pattern"],
    ["a time without zone", { UpdatedAt: "2026-01-15 12:00" }, "data.UpdatedAt should match"],
    ["no resource", { Resources: [] }, "data.Resources should NOT have fewer than 1 items"],
    ["a status of its own", { Compliance: { Status: "FAIL" } }, "data.Compliance .Status should"],
    ["neither severity nor types", { FindingProviderFields: undefined }, "anyOf"],
    ["reserved product fields", { ProductFields: { "aws/x": "y" } }, "data.ProductFields should"],
    [
      "a detail of 1025",
      {
        Resources: [{ Type: "Other", Id: "x", Details: { Other: { fact: "x".repeat(1025) } } }],
      },
      "should NOT be longer than 1024",
    ],
  ];
  for (const [name, given, message] of broken) {
    test(`${name}, and takes the others of the batch`, () =>
      withHub({}, async (hub) => {
        const answer = await hub.importing([with_(given), with_({ Id: "trailwarden/x/1" })]);
        expect(answer).toMatchObject({ FailedCount: 1, SuccessCount: 1 });
        const [failed] = answer["FailedFindings"] as readonly JsonObject[];
        expect(failed).toMatchObject({ ErrorCode: "InvalidInput" });
        expect(failed?.["ErrorMessage"]).toContain(message);
        expect(await hub.held()).toHaveLength(1);
      }));
  }

  test("more than a hundred findings, and none", () =>
    withHub({}, async (hub) => {
      const many = Array.from({ length: 101 }, (_, index) => with_({ Id: `${index}` }));
      await expect(hub.importing(many)).rejects.toMatchObject({ name: "InvalidInputException" });
      await expect(hub.importing([])).rejects.toMatchObject({ name: "InvalidInputException" });
      expect(await hub.held()).toEqual([]);
    }));

  test("findings of another account or Region, the whole call", () =>
    withHub({}, async (hub) => {
      const denied = { name: "AccessDeniedException" };
      const foreign = with_({ AwsAccountId: "444455556666" });
      await expect(hub.importing([good as never, foreign])).rejects.toMatchObject(denied);
      await expect(hub.importing([good as never], "us-east-1")).rejects.toMatchObject(denied);
      expect(await hub.held()).toEqual([]);
    }));

  test("everything where it is off", () =>
    withHub({ world: hubWorld({ hubs: [] }) }, async (hub) => {
      const off = { name: "InvalidAccessException" };
      await expect(hub.importing([good as never])).rejects.toMatchObject(off);
      await expect(hub.held()).rejects.toMatchObject(off);
    }));
});

describe.concurrent("the embedded Security Hub keeps", () => {
  test("what it holds, from an update that is not later", () =>
    withHub({}, async (hub) => {
      await hub.importing([good as never]);
      const same = await hub.importing([with_({ Title: "other" })]);
      expect(same).toMatchObject({ FailedCount: 0 });
      expect(await hub.held()).toMatchObject([{ Title: good?.Title }]);
      await hub.importing([with_({ Title: "other", UpdatedAt: "2026-01-15T12:00:00.001Z" })]);
      expect(await hub.held()).toMatchObject([{ Title: "other" }]);
    }));

  test("the workflow: a pass resolves, what comes back is new, what is suppressed stays so", () =>
    withHub({}, async (hub) => {
      const at = (minute: number, Status: string) =>
        with_({ UpdatedAt: `2026-01-16T00:0${minute}:00Z`, Compliance: { Status } });
      const workflow = async () => (await hub.held())[0]?.["Workflow"];
      await hub.importing([at(1, "FAILED")]);
      expect(await workflow()).toEqual({ Status: "NEW" });
      await hub.importing([at(2, "PASSED")]);
      expect(await workflow()).toEqual({ Status: "RESOLVED" });
      await hub.importing([at(3, "FAILED")]);
      expect(await workflow()).toEqual({ Status: "NEW" });
      await hub.editing(good?.Id ?? "", { Workflow: { Status: "SUPPRESSED" } });
      await hub.importing([at(4, "PASSED")]);
      expect(await workflow()).toEqual({ Status: "SUPPRESSED" });
    }));
});

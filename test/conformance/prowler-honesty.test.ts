import { expect, test } from "vitest";
import { expectHonesty } from "./honesty.ts";
import { mended } from "./prowler-mended.ts";
import { type Scenario, toRecording } from "./prowler-scenarios.ts";
import { agrees, asOf, compare, judgedByOf, paramsOf, shortName } from "./prowler-verdicts.ts";
import { describeData } from "./reference-data.ts";
import { judge, waitsForParameter } from "./verdicts.ts";

describeData<{ readonly scenarios: readonly Scenario[] }>(
  "prowler-sample/scenarios.json",
  ({ scenarios }) => {
    for (const scenario of scenarios) {
      test(shortName(scenario), () => testHonesty(scenario));
      if (!isMendedToPass(scenario)) continue;
      test(`${shortName(scenario)}, mended`, () => testHonesty(mended(scenario)));
    }

    test("who may not list the trails says nothing about them", () => {
      const blind = scenarios.filter(({ input }) =>
        input.deniedApis.includes("cloudtrail:DescribeTrails"),
      );
      expect(blind.length).toBeGreaterThan(0);
      for (const { input } of blind) {
        const findings = judge(toRecording(input, asOf), asOf);
        const other = findings.filter(
          (finding) => finding.status !== "unknown" && !waitsForParameter(finding),
        );
        expect(other.map(({ policy, status }) => `${policy} ${status}`)).toEqual([]);
      }
    });
  },
);

const testHonesty = (scenario: Scenario): Promise<void> =>
  expectHonesty(toRecording(scenario.input, asOf), asOf, paramsOf(scenario, judgedByOf(scenario)));

/** A pass is what could be unfounded; mended scenarios that fail still are much as they were. */
const isMendedToPass = (scenario: Scenario): boolean =>
  !compare(scenario).every(agrees) &&
  compare(mended(scenario)).every(({ ours }) => ours === "pass");

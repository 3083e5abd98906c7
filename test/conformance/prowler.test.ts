import { afterAll, describe, expect, test } from "vitest";
import { judgedBy } from "./prowler-checks.ts";
import {
  type Disagreement,
  disagreements,
  disagreementsOnceMended,
} from "./prowler-disagreements.ts";
import { allMends, type Mended, mended } from "./prowler-mended.ts";
import type { Scenario } from "./prowler-scenarios.ts";
import { agrees, type Compared, compare, judgedByOf } from "./prowler-verdicts.ts";
import { describeData } from "./reference-data.ts";
import { table } from "./table.ts";

describeData<{ readonly scenarios: readonly Scenario[] }>(
  "prowler-sample/scenarios.json",
  ({ scenarios }) => {
    test("every check is judged", () => {
      const checks = [...new Set(scenarios.map(({ check }) => check))].sort();
      expect(Object.keys(judgedBy).sort()).toEqual(checks);
    });

    describe("as it is", () => {
      const compared = scenarios.flatMap((scenario) => compare(scenario));
      testCompared(compared, disagreements);
      afterAll(() => {
        process.stdout.write(tableOf("Prowler's verdicts and ours", compared, disagreements));
      });
    });

    describe("with all in order that Prowler does not look at", () => {
      const compared = scenarios
        .map((scenario) => mended(scenario))
        .filter((scenario, at) => differ(scenario, scenarios[at]))
        .flatMap((scenario) => compare(scenario));
      const title = "The same, with all in order that Prowler does not look at";
      testCompared(compared, disagreementsOnceMended);
      afterAll(() => {
        process.stdout.write(tableOf(title, compared, disagreementsOnceMended));
      });
    });

    describe("what Prowler does not look at", () => {
      const told = scenarios.filter((scenario) => {
        const isAlarm = judgedByOf(scenario).policies.some((policy) => policy.startsWith("alarm-"));
        return isAlarm && compare(mended(scenario)).every(({ ours }) => ours === "pass");
      });
      for (const what of mendsOfAlarms) {
        test(`without this nobody would be told: ${what}`, () => {
          const without = told
            .filter((scenario) => differ(mended(scenario, what), mended(scenario)))
            .flatMap((scenario) => compare(mended(scenario, what)));
          expect(without.length).toBeGreaterThan(0);
          const passes = without.filter(({ ours }) => ours === "pass");
          expect(passes.map(({ name }) => name)).toEqual(needNot[what] ?? []);
        });
      }
    });
  },
);

const mendsOfAlarms = allMends.filter((what) => !what.startsWith("a trail stands before"));

const needNot: { readonly [what in Mended]?: readonly string[] } = {
  // IAM's calls are recorded in us-east-1, which is where the trail is.
  "the trail records every Region": [
    "cloudwatch_log_metric_filter_policy_changes:test_cloudwatch_trail_with_log_group_with_metric_and_alarm_with_quotes",
  ],
};

type Disagreements = { readonly [name: string]: Disagreement };

function testCompared(compared: readonly Compared[], known: Disagreements): void {
  test("every disagreement is one that was found", () => {
    const found = compared.filter((one) => !agrees(one)).map(({ name }) => name);
    expect(Object.keys(known).sort()).toEqual(found.sort());
  });

  for (const one of compared) {
    const { name, prowler, ours } = one;
    const disagreement = known[name];
    test(`${name}: ${prowler}${disagreement ? `, but ${disagreement.why}` : ""}`, () => {
      if (disagreement) expect(ours).toBe(disagreement.ours);
      else expect(agrees(one), `Prowler says ${prowler}, we say ${ours}`).toBe(true);
    });
  }
}

const tableOf = (title: string, compared: readonly Compared[], known: Disagreements): string =>
  table(
    title,
    compared.map((one) => ({
      ...{ name: one.name, theirs: one.prowler, ours: one.ours, agrees: agrees(one) },
      ...{ judged: one.judged, why: known[one.name]?.why },
    })),
  );

const differ = (a: Scenario, b: Scenario | undefined): boolean =>
  JSON.stringify(a.input) !== JSON.stringify(b?.input);

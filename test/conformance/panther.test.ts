import { afterAll, describe, expect, test } from "vitest";
import type { Status } from "../../src/model/finding.ts";
import { expectHonesty } from "./honesty.ts";
import { disagreements, judgedBy } from "./panther-checks.ts";
import { asOf, type PantherPolicy, toRecording } from "./panther-resources.ts";
import { describeData } from "./reference-data.ts";
import { type Row, table } from "./table.ts";
import { judge, worst } from "./verdicts.ts";

describeData<{ readonly policies: readonly PantherPolicy[] }>(
  "logs/panther/policy-tests.json",
  ({ policies }) => {
    const compared = policies.flatMap(compare);

    test("every policy is judged", () => {
      expect(Object.keys(judgedBy).sort()).toEqual(policies.map(({ policy }) => policy).sort());
    });

    test("every disagreement is one that was found", () => {
      const found = compared.filter(({ agrees }) => !agrees).map(({ name }) => name);
      expect(Object.keys(disagreements).sort()).toEqual(found.sort());
    });

    for (const { name, theirs, ours, agrees, why } of compared) {
      test(`${name}: ${theirs}${why ? `, but ${why}` : ""}`, () => {
        const disagreement = disagreements[name];
        if (disagreement) expect(ours).toBe(disagreement.ours);
        else expect(agrees, `Panther says ${theirs}, we say ${ours}`).toBe(true);
      });
    }

    describe("whatever is asked of it", () => {
      for (const policy of policies) {
        const params = judgedBy[policy.policy]?.params;
        for (const one of policy.tests) {
          test(nameOf(policy, one), () => expectHonesty(toRecording(policy, one), asOf, params));
        }
      }
    });

    afterAll(() => {
      process.stdout.write(table("Panther's verdicts and ours", compared));
    });
  },
);

const nameOf = ({ policy }: PantherPolicy, { name }: { readonly name: string }): string =>
  `${policy}: ${name}`;

/** Every test of a policy beside our verdict on the same resource. */
function compare(policy: PantherPolicy): Row[] {
  const by = judgedBy[policy.policy];
  if (by === undefined) throw new Error(`nothing answers ${policy.policy}`);
  return policy.tests.map((one) => {
    const name = nameOf(policy, one);
    const ours = worst(judge(toRecording(policy, one), asOf, by.params, by.policies));
    const theirs: Status = one.compliant ? "pass" : "fail";
    return {
      ...{ name, theirs: theirs.toUpperCase(), ours, agrees: ours === theirs },
      ...{ judged: by.judged, why: disagreements[name]?.why },
    };
  });
}

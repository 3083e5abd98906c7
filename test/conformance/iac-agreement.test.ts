import { describe, expect, test } from "vitest";
import { changeOfTemplate } from "../../src/iac/cloudformation/change.ts";
import { readTemplate } from "../../src/iac/cloudformation/read-template.ts";
import { changeOfPlan } from "../../src/iac/terraform/change.ts";
import { readPlan } from "../../src/iac/terraform/plan.ts";
import type { Status } from "../../src/model/finding.ts";
import { builtIn } from "../../src/policy/built-in.ts";
import { compilePolicies } from "../../src/policy/compile.ts";
import { type IacCase, type IacExpectation, iacCases } from "./iac-cases.ts";
import { type IacDifference, iacDifferences } from "./iac-differences.ts";
import { iacRules } from "./iac-rules.ts";
import { emptyAccount, type IacStatus, statusesOf } from "./iac-verdicts.ts";
import { planOfConfiguration } from "./plan-of-configuration.ts";
import { wholeTemplate } from "./whole-template.ts";

const deployment = { parameters: {}, region: "us-east-1", account: "111122223333" };

const changeOf = ({ name, text, format }: Pick<IacCase, "name" | "text" | "format">) =>
  format === "cloudformation"
    ? changeOfTemplate(readTemplate(name, wholeTemplate(text)), deployment, name)
    : changeOfPlan(readPlan(name, planOfConfiguration(text)), name, deployment);

/** Some guard cases are empty, to see that a rule is skipped. */
const judged = iacCases().filter(
  ({ format, text }) => format === "terraform-json" || text.includes('"Resources"'),
);

const policies = await compilePolicies(builtIn.policies, builtIn.conditions);
const empty = await emptyAccount(deployment.account);

interface Compared {
  readonly rule: string;
  readonly theirs: "PASS" | "FAIL";
  readonly ours: Status | "none";
}

/** What all of our findings on a thing come to: one that fails is enough. Ours may be on another thing than theirs. */
function oursOn(
  statuses: readonly IacStatus[],
  policies: readonly string[],
  resource?: string,
): Compared["ours"] {
  const asked = statuses.filter(
    ({ policy, address }) =>
      policies.includes(policy) &&
      (resource === undefined || [resource, undefined].includes(address)),
  );
  const all = statuses.filter(({ policy }) => policies.includes(policy));
  const found = asked.length > 0 ? asked : all;
  const onThings = found.filter(({ address }) => address !== undefined);
  const counted = (onThings.length > 0 ? onThings : found).map(({ status }) => status);
  const order: readonly Status[] = ["fail", "unknown", "not-applicable", "pass"];
  return order.find((status) => counted.includes(status)) ?? "none";
}

describe.skipIf(judged.length === 0)("the verdicts of other checkers", () => {
  const met = new Set<IacDifference>();

  const compare = (
    { rule, resource, verdict }: IacExpectation,
    statuses: readonly IacStatus[],
  ): Compared[] => {
    const ruled = iacRules[rule];
    if (verdict === "SKIP" || ruled === undefined || "none" in ruled) return [];
    return [{ rule, theirs: verdict, ours: oursOn(statuses, ruled.policies, resource) }];
  };
  const isExplained = ({ rule, theirs, ours }: Compared): boolean => {
    if (ours === theirs.toLowerCase()) return true;
    const known = iacDifferences.find(
      (one) => one.rule === rule && one.theirs === theirs && one.ours === ours,
    );
    if (known) met.add(known);
    return known !== undefined;
  };

  test.each(judged)("$name agrees, or differs for a reason", ({ expected, ...of }) => {
    const statuses = statusesOf(changeOf(of), empty, policies);
    const compared = expected.flatMap((one) => compare(one, statuses));
    expect(compared.filter((one) => !isExplained(one))).toEqual([]);
  });

  test("every reason is needed", () => {
    expect(iacDifferences.filter((one) => !met.has(one))).toEqual([]);
  });
});

import { answererOf } from "../../analyze/answer/answer.ts";
import { rehearse } from "../../evaluate/rehearse.ts";
import { counted } from "../../model/counted.ts";
import type { TestedPolicy } from "../../model/policy.ts";
import { builtIn } from "../../policy/built-in.ts";
import { compileTested } from "../../policy/compile.ts";
import type { Run } from "../description.ts";
import { exitCodes } from "../exit.ts";
import { type Io, writeAll } from "../io.ts";
import { loadFolders, refuse } from "../policy-files.ts";

/** Runs the cases inside policies, and with --mutate also changes one fact at a time. */
export const run: Run = async ({ arguments: { dir }, options }, io) => {
  const sources = dir === undefined ? builtIn.policies : await ownPolicies(dir);
  const policies = await compileTested(sources);
  const isRight = await testCases(policies, io);
  const isSharp = options["mutate"] !== true || (await testMutations(policies, io));
  return isRight && isSharp ? exitCodes.ok : exitCodes.failed;
};

/** Shows each case that gives another verdict than it expects; false if there is one. */
async function testCases(policies: readonly TestedPolicy[], io: Io): Promise<boolean> {
  const cases = policies.flatMap((policy) => rehearse(policy, answererOf));
  const surprises = cases.filter(({ expected, actual }) => expected !== actual);
  const lines = surprises.map(
    ({ policy, name, expected, actual, messages }) =>
      `${policy}: ${name}\n  expected ${expected}, got ${actual}\n${messages.map((message) => `  ${message}\n`).join("")}`,
  );
  const passed = cases.length - surprises.length;
  await writeAll(io.stdout, [
    ...lines,
    `${passed} of ${counted(cases.length, "case")} of ${counted(policies.length, "policy", "policies")} give the verdict they expect.\n`,
  ]);
  return surprises.length === 0;
}

/** Shows the policies that notice no change, or one that is none of theirs; false if there is one. */
async function testMutations(policies: readonly TestedPolicy[], io: Io): Promise<boolean> {
  const { mutate } = await import("../../evaluate/mutate/mutate.ts");
  const { managementEvents } = await import("../../analyze/management-events.ts");
  const { mutationText } = await import("../mutation-text.ts");
  const report = mutate(policies, { answererOf, managementEventsOf: managementEvents });
  await writeAll(io.stdout, ["\n", mutationText(report)]);
  return [report.neverFails, report.unrelated, report.broken].every(({ length }) => length === 0);
}

/** Cases are run whatever the ids are, so that copies of built-in policies can be tested too. */
async function ownPolicies(dir: string) {
  const { policies, mistakes } = await loadFolders([dir], {});
  refuse(mistakes, policies.length);
  return policies;
}

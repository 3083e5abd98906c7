import { answererOf } from "../../analyze/answer/answer.ts";
import { rehearse } from "../../evaluate/rehearse.ts";
import { builtIn } from "../../policy/built-in.ts";
import { compilePolicies } from "../../policy/compile.ts";
import type { Run } from "../description.ts";
import { exitCodes } from "../exit.ts";
import { writeAll } from "../io.ts";
import { loadFolders, refuse } from "../policy-files.ts";

/** Runs the cases inside policies, and shows each that gives another verdict than it expects. */
export const run: Run = async ({ arguments: { dir } }, io) => {
  const sources = dir === undefined ? builtIn.policies : await ownPolicies(dir);
  const cases = (await compilePolicies(sources)).flatMap((policy, index) =>
    rehearse(policy, sources[index]?.tests ?? [], answererOf),
  );
  const surprises = cases.filter(({ expected, actual }) => expected !== actual);
  const lines = surprises.map(
    ({ policy, name, expected, actual, messages }) =>
      `${policy}: ${name}\n  expected ${expected}, got ${actual}\n${messages.map((message) => `  ${message}\n`).join("")}`,
  );
  const passed = cases.length - surprises.length;
  await writeAll(io.stdout, [
    ...lines,
    `${passed} of ${cases.length} cases of ${sources.length} policies give the verdict they expect.\n`,
  ]);
  return surprises.length === 0 ? exitCodes.ok : exitCodes.failed;
};

/** Cases are run whatever the ids are, so that copies of built-in policies can be tested too. */
async function ownPolicies(dir: string) {
  const { policies, mistakes } = await loadFolders([dir], []);
  refuse(mistakes, policies.length);
  return policies;
}

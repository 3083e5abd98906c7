import type { Run } from "../description.ts";
import { exitCodes } from "../exit.ts";
import { findingText } from "../finding-text.ts";
import { writeAll } from "../io.ts";
import { knownPolicies } from "../policy-files.ts";
import { policyText } from "../policy-text.ts";
import { readResult } from "../read-result.ts";
import { findPolicy } from "./policies-show.ts";

/** What a policy means; with a result, first every verdict it gave with all of its evidence. */
export const run: Run = async ({ arguments: { policy = "", result }, options }, io) => {
  const known = await knownPolicies((options["policies"] ?? []) as readonly string[]);
  const found = findPolicy(policy, known);
  if (result !== undefined) {
    const { findings } = await readResult(result);
    const own = [...findings].filter((finding) => finding.policy === policy);
    const texts = own.map((finding) => `${findingText(finding)}\n\n`);
    const none = "The result has no finding of this policy.\n\n";
    await writeAll(io.stdout, texts.length > 0 ? texts : [none]);
  }
  await writeAll(io.stdout, [`${policyText(found)}\n`]);
  return exitCodes.ok;
};

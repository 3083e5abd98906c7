import { Failure } from "../../model/failure.ts";
import type { PolicySource } from "../../model/policy.ts";
import { suggest } from "../../policy/nearest.ts";
import type { Run } from "../description.ts";
import { exitCodes } from "../exit.ts";
import { writeAll } from "../io.ts";
import { type Known, knownPolicies } from "../policy-files.ts";
import { policyText } from "../policy-text.ts";

/** Shows a policy in full, as text or as JSON. */
export const run: Run = async ({ arguments: { policy = "" }, options }, io) => {
  const known = await knownPolicies((options["policies"] ?? []) as readonly string[]);
  const found = findPolicy(policy, known);
  const text = options["json"] === true ? JSON.stringify(found, undefined, 2) : policyText(found);
  await writeAll(io.stdout, [`${text}\n`]);
  return exitCodes.ok;
};

export function findPolicy(id: string, { policies }: Known): PolicySource {
  const found = policies.find((policy) => policy.id === id);
  if (found !== undefined) return found;
  const ids = policies.map((policy) => policy.id);
  throw new Failure("policy/unknown-policy", `There is no policy "${id}".`, {
    help: suggest(id, ids),
  });
}

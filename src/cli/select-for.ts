import { Failure } from "../model/failure.ts";
import { builtIn } from "../policy/built-in.ts";
import type { Configuration } from "../policy/configuration.ts";
import { type Selected, selectPolicies } from "../policy/select.ts";
import type { Options } from "./description.ts";
import type { Known } from "./policy-files.ts";

/** What is judged by if nobody says what. */
export const defaultPack = "aws-best-practices";

/** What to judge by: flags before the configuration before the usual pack. */
export function selectFor(options: Options, known: Known, configuration: Configuration): Selected {
  const { policies: { off = [] } = {}, severities = {} } = configuration;
  const named = (options["policy"] ?? []) as readonly string[];
  const { packs, policies } = select(options, known, configuration);
  const left = policies.filter(({ id }) => !off.includes(id) || named.includes(id));
  // Judging nothing would pass.
  if (left.length === 0 && (policies.length > 0 || configuration.packs !== undefined)) {
    throw new Failure(
      "configuration/nothing-left",
      "The configuration leaves no policy to judge by.",
    );
  }
  const own = left.map((policy) => {
    const severity = Object.hasOwn(severities, policy.id) ? severities[policy.id] : undefined;
    return severity === undefined ? policy : { ...policy, severity };
  });
  return { packs, policies: own };
}

/** Policies of the user's own folders are judged by without being named. */
function select(options: Options, known: Known, configuration: Configuration): Selected {
  const packs = (options["pack"] ?? []) as readonly string[];
  const named = (options["policy"] ?? []) as readonly string[];
  if (packs.length + named.length > 0) {
    return selectPolicies({ packs, policies: named }, known);
  }
  const own = known.policies.filter((policy) => !builtIn.policies.includes(policy));
  const on = configuration.policies?.on ?? [];
  return selectPolicies(
    { packs: configuration.packs ?? [defaultPack], policies: [...own.map(({ id }) => id), ...on] },
    known,
  );
}

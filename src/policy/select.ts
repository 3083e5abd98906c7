import { Failure } from "../model/failure.ts";
import type { Pack } from "../model/pack.ts";
import type { PolicySource } from "../model/policy.ts";
import { suggest } from "./nearest.ts";

/** What to judge by. */
export interface Selection {
  readonly packs: readonly string[];
  readonly policies: readonly string[];
}

export interface Selected {
  readonly packs: readonly Pack[];
  readonly policies: readonly PolicySource[];
}

/** The pack that holds every policy there is, those of the user's own included. */
const everything = (policies: readonly PolicySource[]): Pack => ({
  id: "all",
  title: "Every policy",
  policies: policies.map(({ id }) => id),
  requirements: [],
});

/** The policies of the named packs, and those named themselves; without any name, all. */
export function selectPolicies(
  wanted: Selection,
  known: { readonly packs: readonly Pack[]; readonly policies: readonly PolicySource[] },
): Selected {
  const choice = [everything(known.policies), ...known.packs];
  const packs = wanted.packs.map((id) => find(id, choice, "pack"));
  const named = wanted.policies.map((id) => find(id, known.policies, "policy"));
  const chosen = known.policies.filter(
    (policy) => named.includes(policy) || packs.some((pack) => belongsTo(policy, pack)),
  );
  return { packs, policies: chosen };
}

/** A policy belongs to a pack that lists it or whose requirements it answers. */
export const belongsTo = (policy: PolicySource, pack: Pack): boolean =>
  policy.controls[pack.id] !== undefined || (pack.policies?.includes(policy.id) ?? false);

function find<T extends { readonly id: string }>(id: string, items: readonly T[], kind: string): T {
  const found = items.find((item) => item.id === id);
  if (found !== undefined) return found;
  const ids = items.map((item) => item.id);
  throw new Failure(`policy/unknown-${kind}`, `There is no ${kind} "${id}".`, {
    help: `${suggest(id, ids)} List them with: trailwarden policies list`,
  });
}

import type { Pack } from "../model/pack.ts";
import type { PolicySource } from "../model/policy.ts";
import type { FailOn } from "../model/result.ts";
import type { Severity } from "../model/severity.ts";
import type { Fault } from "./diagnostics.ts";
import { suggest } from "./nearest.ts";

/** What a configuration says of what is judged, and how strictly. */
export interface Choice {
  readonly packs?: readonly string[];
  readonly policies?: { readonly on?: readonly string[]; readonly off?: readonly string[] };
  /** Severities that replace those of policies, by policy id. */
  readonly severities?: { readonly [policy: string]: Severity };
  /** Paths of files to write, by format. */
  readonly outputs?: { readonly [format: string]: string };
  readonly gate?: { readonly failOn?: FailOn; readonly allowUnknown?: boolean };
}

/** Names of packs and policies that there are not. */
export function choiceMistakes(
  { packs = [], policies: { on = [], off = [] } = {}, severities = {} }: Choice,
  known: { readonly packs: readonly Pack[]; readonly policies: readonly PolicySource[] },
): (Fault & { readonly pointer: string })[] {
  const packIds = ["all", ...known.packs.map(({ id }) => id)];
  const policyIds = known.policies.map(({ id }) => id);
  const named = [
    ...packs.map((id, index) => ({ id, pointer: `/packs/${index}`, kind: "pack" })),
    ...on.map((id, index) => ({ id, pointer: `/policies/on/${index}`, kind: "policy" })),
    ...off.map((id, index) => ({ id, pointer: `/policies/off/${index}`, kind: "policy" })),
    ...Object.keys(severities).map((id) => ({
      id,
      pointer: `/severities/${id}#key`,
      kind: "policy",
    })),
  ];
  return named.flatMap(({ id, pointer, kind }) => {
    const ids = kind === "pack" ? packIds : policyIds;
    if (ids.includes(id)) return [];
    const message = `there is no ${kind} "${id}"`;
    return [{ pointer, code: `configuration/unknown-${kind}`, message, help: suggest(id, ids) }];
  });
}

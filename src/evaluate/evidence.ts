import type { FactPath } from "../model/fact-path.ts";
import type { Evidence, Missing } from "../model/finding.ts";
import type { Json } from "../model/json.ts";
import { isListing, isUnknown, type Unknown } from "../model/unknown.ts";
import { nameOf, type Resolved, resolve } from "./resolve.ts";

/** More facts than this make no verdict clearer. */
const mostEvidence = 200;

export interface Used {
  readonly evidence: readonly Evidence[];
  /** Unknown facts among those named, with the unknown itself. */
  readonly unknowns: readonly { readonly fact: string; readonly unknown: Unknown }[];
}

/** The facts that the paths of a policy stand for, in this account. */
export function factsUsed(paths: readonly FactPath[], roots: Roots): Used {
  const all = [...resolveAll(paths, roots).values()];
  return {
    evidence: all.filter(isTelling).slice(0, mostEvidence).map(toEvidence),
    unknowns: all.flatMap(({ fact, value }) => unknownsOf(fact, value)),
  };
}

/** The evidence with those facts first on which the verdict hangs. */
export function decidedBy(
  evidence: readonly Evidence[],
  decisive: readonly FactPath[],
  roots: Roots,
): readonly Evidence[] {
  const facts = resolveAll(decisive, roots);
  const isDecisive = ({ fact }: Evidence): boolean => facts.has(fact);
  return [
    ...evidence.filter(isDecisive).map((one): Evidence => ({ ...one, decides: true })),
    ...evidence.filter((one) => !isDecisive(one)),
  ];
}

type Roots = { readonly [variable: string]: object };

function resolveAll(paths: readonly FactPath[], roots: Roots): Map<string, Resolved> {
  const facts = paths.flatMap((path) => resolve(path, roots));
  return new Map(facts.map((resolved) => [resolved.fact, resolved]));
}

/** A thing with facts of its own tells nothing by itself, and neither does a list with items. */
function isTelling({ value }: Resolved): boolean {
  if (isUnknown(value)) return false;
  if (isListing(value)) return value.$items.length === 0 && value.$unseen.length === 0;
  return true;
}

const toEvidence = ({ fact, value, source }: Resolved): Evidence => ({
  fact,
  value: toJson(value),
  ...(source && { call: source.call }),
  ...(source?.region && { region: source.region }),
  ...(source?.at && { at: source.at }),
});

function toJson(value: unknown): Json {
  if (value === undefined) return null;
  if (isListing(value)) return [];
  if (Array.isArray(value)) return value.map((item: unknown) => nameOf(item) ?? (item as Json));
  return nameOf(value) ?? (value as Json);
}

function unknownsOf(fact: string, value: unknown): { fact: string; unknown: Unknown }[] {
  if (isUnknown(value)) return [{ fact, unknown: value }];
  return isListing(value) ? value.$unseen.map((unknown) => ({ fact, unknown })) : [];
}

/** An unknown fact as a finding reports it. */
export function toMissing(fact: string, unknown: Unknown): Missing {
  const { $unknown: reason, detail, permission, source } = unknown;
  return {
    fact,
    reason,
    ...(detail && { detail }),
    ...(permission && { permission }),
    ...(source && { call: source.call }),
    ...(source?.region && { region: source.region }),
  };
}

import type { FactPath } from "../model/fact-path.ts";
import type { Evidence, Missing } from "../model/finding.ts";
import type { Json } from "../model/json.ts";
import { isListing, isUnknown, type Unknown } from "../model/unknown.ts";
import { nameOf, type Resolved, type Roots, resolve } from "./resolve.ts";

/** More facts than this make no verdict clearer. */
const mostEvidence = 200;

/** The known facts among those that a policy reads. */
export const toEvidence = (facts: readonly Resolved[]): Evidence[] =>
  facts.filter(isTelling).slice(0, mostEvidence).map(describe);

/** The evidence with those facts first on which the verdict hangs. */
export function decidedBy(
  evidence: readonly Evidence[],
  decisive: readonly FactPath[],
  roots: Roots,
): readonly Evidence[] {
  const facts = new Set(resolve(decisive, roots).map(({ fact }) => fact));
  const isDecisive = ({ fact }: Evidence): boolean => facts.has(fact);
  return [
    ...evidence.filter(isDecisive).map((one): Evidence => ({ ...one, decides: true })),
    ...evidence.filter((one) => !isDecisive(one)),
  ];
}

/** A thing with facts of its own tells nothing by itself, and neither does a list with items. */
function isTelling({ value }: Resolved): boolean {
  if (isUnknown(value)) return false;
  if (isListing(value)) return value.$items.length === 0 && value.$unseen.length === 0;
  return true;
}

function describe({ fact, value: found, source }: Resolved): Evidence {
  const value = toJson(found);
  if (source === undefined) return { fact, value };
  const { call, region, at } = source;
  if (region !== "" && at !== undefined) return { fact, value, call, region, at };
  return { fact, value, call, ...(region && { region }), ...(at && { at }) };
}

function toJson(value: unknown): Json {
  if (value === undefined) return null;
  if (isListing(value)) return [];
  if (Array.isArray(value)) return value.map((item: unknown) => nameOf(item) ?? (item as Json));
  return nameOf(value) ?? (value as Json);
}

/** The unknown facts among those that a policy reads, each with the unknown itself. */
export const unknownsAmong = (
  facts: readonly Resolved[],
): { readonly fact: string; readonly unknown: Unknown }[] =>
  facts.flatMap(({ fact, value }) => {
    if (isUnknown(value)) return [{ fact, unknown: value }];
    return isListing(value) ? value.$unseen.map((unknown) => ({ fact, unknown })) : [];
  });

/** An unknown fact as a finding reports it: by the facts that it follows from, if it does. */
export function toMissing(fact: string, unknown: Unknown): Missing[] {
  const { $unknown: reason, detail, permission, source, causes = [] } = unknown;
  if (causes.length > 0) return causes.flatMap((cause) => toMissing(cause.fact, cause.unknown));
  return [
    {
      fact,
      reason,
      ...(detail && { detail }),
      ...(permission && { permission }),
      ...(source && { call: source.call }),
      ...(source?.region && { region: source.region }),
    },
  ];
}

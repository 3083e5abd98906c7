import { groupedBy } from "../model/grouped-by.ts";
import type { AccountLine } from "../model/recording.ts";
import type { Source, Unknown, Unseen } from "../model/unknown.ts";
import type { Calls } from "./calls.ts";

/** What every noun's facts are made of. */
export interface Context {
  readonly account: AccountLine;
  readonly calls: Calls;
  /** Regions that the account has really enabled. */
  readonly regions: readonly string[];
}

/** An unknown that says which call left it open. */
export type Sourced = Unknown & { readonly source: Source };

/** Several unknowns of one kind as one, so that a denied call in 17 Regions is said once. */
export function summarize<T>(unknowns: readonly Sourced[], known?: Partial<T>): Unseen<T>[] {
  const groups = groupedBy(
    unknowns,
    ({ $unknown, detail, permission }) => `${$unknown} ${detail} ${permission}`,
  );
  return [...groups.values()].map((group) => {
    const [first] = group as [Sourced];
    const regions = group.map(({ source }) => source.region);
    const places = regions.join(", ");
    const detail = [first.detail, places && `in ${places}`].filter(Boolean).join(" ");
    return { ...first, detail, regions, ...(known && { known }) };
  });
}

import type { Result } from "../model/result.ts";
import { placeOf } from "./place.ts";
import { printable } from "./printable.ts";
import type { Look } from "./render.ts";
import { column } from "./wrap.ts";

const shownResolved = 10;

/** What a baseline saw fail and is well now; nothing where there is no baseline. */
export function resolvedLines({ baseline, policies }: Result, { columns }: Look): string[] {
  const resolved = baseline?.resolved ?? [];
  if (resolved.length === 0) return [];
  const titles = new Map(policies.map(({ id, title }) => [id, title]));
  const more = resolved.length - shownResolved;
  return [
    "",
    `Resolved since the baseline (${resolved.length})`,
    ...resolved.slice(0, shownResolved).flatMap((one) => {
      const title = titles.get(one.policy) ?? one.policy;
      const line = `${title} (${one.policy}): ${placeOf(one)}`;
      return column("  ok      ", printable(line), columns);
    }),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

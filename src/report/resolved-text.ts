import type { Result } from "../model/result.ts";
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
    ...resolved.slice(0, shownResolved).flatMap(({ policy, resource, region, account }) => {
      const where = [...new Set([resource.name || resource.id, region, account])].join(", ");
      const title = titles.get(policy) ?? policy;
      return column("  ok      ", printable(`${title} (${policy}): ${where}`), columns);
    }),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

import type { Identified } from "./lifting.ts";

/** Resources by each of their keys. */
export function groupedBy(
  resources: readonly Identified[],
  keysOf: (resource: Identified) => readonly string[],
): ReadonlyMap<string, readonly Identified[]> {
  const groups = new Map<string, Identified[]>();
  for (const resource of resources) {
    for (const key of new Set(keysOf(resource))) {
      const group = groups.get(key);
      if (group) group.push(resource);
      else groups.set(key, [resource]);
    }
  }
  return groups;
}

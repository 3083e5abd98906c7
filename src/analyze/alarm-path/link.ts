import type { AlarmLink } from "../../model/facts/alarm-path.ts";
import type { Unknown, UnknownCause } from "../../model/unknown.ts";

/** A link of the way, and for one that is unknown the facts that would decide. */
export interface Link extends AlarmLink {
  readonly causes: readonly UnknownCause[];
}

export const holds = (name: string, says: string): Link => ({
  ...{ name, says, state: "holds", causes: [] },
});

export const broken = (name: string, says: string): Link => ({
  ...{ name, says, state: "broken", causes: [] },
});

export const unknown = (name: string, says: string, ...causes: readonly UnknownCause[]): Link => ({
  ...{ name, says, state: "unknown", causes },
});

/** A link that AWS does not say enough about. */
export function undecidable(name: string, fact: string, detail: string): Link {
  const reason: Unknown = { $unknown: "undecidable", detail };
  return unknown(name, detail, { fact, unknown: reason });
}

/** Several links in a row, each worth looking at only while those before it are not broken. */
export function chain(...links: readonly (() => readonly Link[])[]): readonly Link[] {
  const made: Link[] = [];
  for (const next of links) {
    made.push(...next());
    if (stateOf(made) === "broken") break;
  }
  return made;
}

/** A way holds where all of its links do; one that is broken breaks it. */
export function stateOf(links: readonly Link[]): Link["state"] {
  if (links.some(({ state }) => state === "broken")) return "broken";
  return links.some(({ state }) => state === "unknown") ? "unknown" : "holds";
}

const byWorth: readonly Link["state"][] = ["holds", "unknown", "broken"];

/**
 * The best of several ways: the shortest that holds, else of those that may, else of all, the one
 * that leads farthest before it is in doubt.
 */
export function bestOf(ways: readonly (readonly Link[])[]): readonly Link[] | undefined {
  for (const state of byWorth) {
    const alike = ways.filter((way) => stateOf(way) === state);
    const reach = (way: readonly Link[]): number =>
      state === "holds" ? -way.length : way.findIndex((link) => link.state === state);
    const [best] = alike.toSorted((a, b) => reach(b) - reach(a));
    if (best !== undefined) return best;
  }
  return undefined;
}

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

const ranks = { holds: 2, unknown: 1, broken: 0 } as const;

/** The best of several ways: one that holds, else one that may, else the one that leads farthest. */
export function bestOf(ways: readonly (readonly Link[])[]): readonly Link[] | undefined {
  const rank = (way: readonly Link[]): number => ranks[stateOf(way)] * 100 + way.length;
  return [...ways].sort((a, b) => rank(b) - rank(a))[0];
}

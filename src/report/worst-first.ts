import type { Finding } from "../model/finding.ts";
import { severityRank } from "../model/severity.ts";
import { rankOf } from "./worst.ts";

/** The worst findings of a kind, by severity, and how many there are of it. */
export interface WorstFirst {
  readonly count: number;
  readonly first: readonly Finding[];
}

/** A finding and how many stood before it. */
interface Ranked {
  readonly finding: Finding;
  readonly index: number;
}

/**
 * At most `keep` findings of each kind. For a small `keep`: findings are read once, because those of
 * an organization lie in a file, and `keep` of each rank are held.
 */
export function worstOfEach<Kind extends string>(
  findings: Iterable<Finding>,
  keep: number,
  kindOf: (finding: Finding) => Kind | undefined,
): (kind: Kind) => WorstFirst {
  const kinds = new Map<Kind, { count: number; readonly ranks: Map<number, Ranked[]> }>();
  let index = 0;
  for (const finding of findings) {
    index += 1;
    const kind = kindOf(finding);
    if (kind === undefined) continue;
    const seen = kinds.get(kind) ?? { count: 0, ranks: new Map<number, Ranked[]>() };
    kinds.set(kind, seen);
    seen.count += 1;
    const rank = rankOf(finding);
    const held = seen.ranks.get(rank) ?? [];
    seen.ranks.set(rank, held);
    if (held.length < keep) held.push({ finding, index });
  }
  return (kind) => {
    const { count = 0, ranks = new Map<number, Ranked[]>() } = kinds.get(kind) ?? {};
    return { count, first: inOrder(ranks, keep) };
  };
}

/** The worst ranks are chosen; of one severity, findings keep their own order. */
function inOrder(ranks: ReadonlyMap<number, readonly Ranked[]>, keep: number): Finding[] {
  return [...ranks]
    .sort(([a], [b]) => a - b)
    .flatMap(([, held]) => held)
    .slice(0, keep)
    .sort(
      (a, b) =>
        severityRank(a.finding.severity) - severityRank(b.finding.severity) || a.index - b.index,
    )
    .map(({ finding }) => finding);
}

/** What a reader makes of a finding; what passes or does not apply is none of these. */
export function standingOf({
  status,
  waiver,
}: Finding): "open" | "waived" | "undecided" | undefined {
  if (status === "unknown") return "undecided";
  if (status !== "fail") return undefined;
  return waiver === undefined ? "open" : "waived";
}

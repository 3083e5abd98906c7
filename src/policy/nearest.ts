import { distance } from "fastest-levenshtein";

/** The candidate that `name` is most likely a misspelling of; of equals, one that starts alike. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, steps: distance(name, candidate) }))
    .sort(
      (a, b) =>
        a.steps - b.steps || sharedStart(name, b.candidate) - sharedStart(name, a.candidate),
    );
  const [best] = ranked;
  return best && best.steps <= Math.max(2, name.length / 3) ? best.candidate : undefined;
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** `did you mean "x"?`, or the list to choose from. */
export function suggest(name: string, candidates: readonly string[]): string {
  const best = nearest(name, candidates);
  if (best !== undefined) return `Did you mean "${best}"?`;
  return `Known: ${[...candidates].sort().join(", ")}.`;
}

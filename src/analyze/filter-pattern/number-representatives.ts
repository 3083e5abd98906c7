/** A number at, between, below and above the breakpoints, so that every comparison's answers occur. */
export function representNumbers(breakpoints: readonly number[]): readonly number[] {
  const sorted = [...new Set(breakpoints.filter(Number.isFinite))].sort((a, b) => a - b);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return [0];
  const between = sorted.slice(1).map((value, index) => ((sorted[index] ?? value) + value) / 2);
  return [...new Set([...sorted, ...between, below(first), above(last)])].filter(Number.isFinite);
}

/** Far enough to differ, whatever the size. */
const above = (value: number): number => value + Math.max(1, Math.abs(value) / 2);
const below = (value: number): number => value - Math.max(1, Math.abs(value) / 2);

import { statuses } from "../../model/finding.ts";
import { figure } from "./labels.ts";
import { type Counts, noCounts } from "./tally.ts";

/** One row of a summary: what is counted, figures in the order of `statuses` (zero is ""), a bar. */
export interface CountsRow {
  readonly name: string;
  readonly cells: readonly { readonly status: string; readonly count: string }[];
  readonly bar: readonly { readonly status: string; readonly x: string; readonly width: string }[];
}

/** Bars of one table share a scale: the longest fills its cell. */
export function countsRows(
  names: readonly string[],
  counts: ReadonlyMap<string, Counts>,
): readonly CountsRow[] {
  const rows = names.map((name) => ({ name, counted: counts.get(name) ?? noCounts() }));
  const longest = Math.max(1, ...rows.map(({ counted }) => total(counted)));
  return rows.map(({ name, counted }) => ({
    name,
    cells: statuses.map((status) => ({
      status,
      count: counted[status] > 0 ? figure(counted[status]) : "",
    })),
    bar: barOf(counted, longest),
  }));
}

export const total = (counts: Counts): number =>
  statuses.reduce((sum, status) => sum + counts[status], 0);

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)}%`;

function barOf(counts: Counts, longest: number): CountsRow["bar"] {
  let before = 0;
  return statuses.flatMap((status) => {
    const count = counts[status];
    const x = percent(before, longest);
    before += count;
    return count === 0 ? [] : [{ status, x, width: percent(count, longest) }];
  });
}

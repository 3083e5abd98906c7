import type { BaselineComparison } from "../check.ts";
import { comparisonReader } from "./read-baseline.ts";
import { type Judging, judgeRecording } from "./read-judged.ts";

/** Judges a recorded account as it is, for a change to be compared with: it excuses nothing. */
export async function judgeBefore(path: string, judging: Judging): Promise<BaselineComparison> {
  const comparison = await judgeRecording(path, judging, comparisonReader);
  const { asOf, mark, resolved } = comparison;
  return { asOf, mark, resolved, excusesNothing: true };
}

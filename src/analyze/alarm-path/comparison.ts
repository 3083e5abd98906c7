import type { Range } from "./metric-values.ts";

interface Comparison {
  /** `1 is not at least 5` */
  readonly words: string;
  /** Which way the alarm lies: 1 for above. */
  readonly direction: 1 | -1;
  readonly holds: (value: number, threshold: number) => boolean;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const comparisons = new Map<string, Comparison>([
  [
    "GreaterThanOrEqualToThreshold",
    { words: "at least", direction: 1, holds: (value, threshold) => value >= threshold },
  ],
  [
    "GreaterThanThreshold",
    { words: "greater than", direction: 1, holds: (value, threshold) => value > threshold },
  ],
  [
    "LessThanThreshold",
    { words: "less than", direction: -1, holds: (value, threshold) => value < threshold },
  ],
  [
    "LessThanOrEqualToThreshold",
    { words: "at most", direction: -1, holds: (value, threshold) => value <= threshold },
  ],
]);

/** Undefined for the operators of anomaly detection. */
export const comparisonOf = (operator: string | undefined): Comparison | undefined =>
  comparisons.get(operator ?? "");

/** A comparison with what it compares with. */
export interface Limit extends Comparison {
  readonly threshold: number;
}

/** Whether every value of a range breaches a threshold, or some, or none. */
export function breaches(
  { holds, threshold }: Limit,
  { least, most }: Range,
): "all" | "some" | "none" {
  const ends = [holds(least, threshold), holds(most, threshold)];
  if (ends.every(Boolean)) return "all";
  return ends.some(Boolean) ? "some" : "none";
}

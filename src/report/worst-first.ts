import type { Finding } from "../model/finding.ts";
import { severityRank } from "../model/severity.ts";
import { worst } from "./worst.ts";

/** The worst of many findings, by severity, and how many there are of their kind. */
export interface WorstFirst {
  readonly count: number;
  readonly first: readonly Finding[];
}

/** At most `keep` of those that are wanted. */
export function worstFirst(
  all: Iterable<Finding>,
  keep: number,
  isWanted: (finding: Finding) => boolean,
): WorstFirst {
  const { findings, kept, leftOut } = worst(all, keep, isWanted);
  const first = [...findings].sort((a, b) => severityRank(a.severity) - severityRank(b.severity));
  return { count: kept + leftOut, first };
}

/** Fails, and nobody accepted it. */
export const isOpen = ({ status, waiver }: Finding): boolean =>
  status === "fail" && waiver === undefined;

export const isUndecided = ({ status }: Finding): boolean => status === "unknown";

export const isWaived = ({ status, waiver }: Finding): boolean =>
  status === "fail" && waiver !== undefined;

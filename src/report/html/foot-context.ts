import type { Result } from "../../model/result.ts";
import { printable } from "../printable.ts";
import { resolvedContext } from "./baseline-context.ts";

/** More rows than this nobody reads; the JSON result has them all. */
const shownGaps = 500;

/** What templates/report/foot.hbs shows. */
export function footContext(result: Result): object {
  const { gaps, source, asOf, tool } = result;
  return {
    ...resolvedContext(result),
    gaps: gaps.slice(0, shownGaps).map((gap) => ({
      account: gap.account,
      region: printable(gap.region),
      service: printable(gap.service),
      operation: printable(gap.operation),
      code: printable(gap.code),
      permission: printable(gap.permission ?? ""),
    })),
    moreGaps: Math.max(0, gaps.length - shownGaps),
    recordedBy: printable(source.recordedBy),
    startedAt: source.startedAt,
    asOf,
    toolName: "Trailwarden",
    toolVersion: tool.version,
  };
}

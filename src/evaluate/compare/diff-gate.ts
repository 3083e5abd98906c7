import { counted } from "../../model/counted.ts";
import type { Diff, DiffSummary } from "../../model/diff.ts";
import type { Judged } from "./comparison.ts";

/**
 * Whether anything got worse, as far as could be seen: what is unknown, or is not judged any more,
 * may have got worse without anybody seeing it. That it was unknown before makes it no better.
 */
export function decideDiff(
  summary: DiffSummary,
  { accounts }: Judged,
  allowUnknown: boolean,
): Pick<Diff, "outcome" | "reason"> {
  const failed = summary.new + summary.worsened;
  if (failed > 0)
    return { outcome: "failed", reason: `${counted(failed, "finding")} new or worse` };
  if (accounts.length === 0) return { outcome: "blind", reason: "no account was seen" };
  const partly = accounts.filter(({ status }) => status !== "complete").length;
  const blind = [
    ...(partly > 0 ? [`${counted(partly, "account")} could not be seen wholly`] : []),
    ...(summary.unknown > 0 ? [`${counted(summary.unknown, "verdict")} could not be reached`] : []),
    ...(summary["no-longer-judged"] > 0
      ? [`${counted(summary["no-longer-judged"], "finding")} no longer judged`]
      : []),
  ];
  if (blind.length === 0 || allowUnknown)
    return { outcome: "passed", reason: "nothing new or worse" };
  return { outcome: "blind", reason: blind.join(", ") };
}

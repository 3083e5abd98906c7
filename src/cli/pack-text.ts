import { counted } from "../model/counted.ts";
import type { Pack } from "../model/pack.ts";
import type { Coverage, CoveredRequirement } from "../policy/coverage.ts";
import { coverageSummary } from "../policy/coverage.ts";
import { printable } from "../report/printable.ts";
import { column, wrap } from "../report/wrap.ts";

const columns = 80;

/** With longer ids each stands on a line of its own, or they would leave no room for the titles. */
const longestId = 24;

/** A pack as a person reads it: each requirement with the policies that answer it below. */
export function packText({ mappingSource }: Pack, coverage: Coverage): string {
  const { id, title, policies, requirements } = coverage;
  const longest = Math.max(0, ...requirements.map(({ id: label }) => printable(label).length));
  const width = longest > longestId ? 0 : longest;
  const totals =
    requirements.length > 0
      ? wrap(
          `${coverageSummary(coverage)}; ${counted(policies.length, "policy", "policies")} in all.`,
          columns,
        )
      : column("Policies: ", policies.join(", "), columns);
  return [
    ...wrap(`${printable(title)} (${id})`, columns),
    ...(mappingSource ? wrap(`Mapped by: ${printable(mappingSource)}`, columns) : []),
    "",
    ...requirements.flatMap((requirement) => requirementLines(requirement, width)),
    ...(requirements.length > 0 ? [""] : []),
    ...totals,
    "",
  ].join("\n");
}

function requirementLines(
  { id, title, level, assessment, policies }: CoveredRequirement,
  width: number,
): string[] {
  const label = printable(id);
  const marks = [level, assessment === "manual" ? "manual" : undefined].filter(Boolean);
  const text = printable(title) + (marks.length > 0 ? ` (${marks.join(", ")})` : "");
  const indent = " ".repeat(width + 4);
  const answers = policies.length > 0 ? policies.join(", ") : "not covered";
  return [
    ...(width === 0 ? column("  ", label, columns) : []),
    ...column(width === 0 ? indent : `  ${label.padEnd(width)}  `, text, columns),
    ...column(`${indent}  `, answers, columns),
  ];
}

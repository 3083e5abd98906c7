import type { Finding } from "../model/finding.ts";

/** What to do about a finding, in a sentence or two. */
export function adviceFor({ status, fix, missing }: Finding): string {
  if (status === "pass") return "Nothing needs to be done.";
  if (fix !== undefined) return [fix.text, fix.cli].filter(Boolean).join(" ");
  const permissions = [...new Set(missing.flatMap(({ permission }) => permission ?? []))];
  return permissions.length > 0
    ? `Allow ${permissions.join(", ")} and check again.`
    : "Check again once the missing facts can be read.";
}

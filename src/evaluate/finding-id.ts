import { createHash } from "node:crypto";
import type { Finding } from "../model/finding.ts";
import { type ScopeName, scopeOf } from "../model/scope.ts";

/**
 * The same thing judged by the same policy has the same id in every run, whatever else changes.
 * The Region counts only where the resource's own id does not hold it: for Regions themselves.
 */
export function findingId(
  policy: { readonly id: string; readonly scope: ScopeName },
  { account, region, resource }: Pick<Finding, "account" | "region" | "resource">,
): string {
  const place = scopeOf(policy.scope).type === "Region" ? region : "";
  return createHash("sha256")
    .update([policy.id, account, place, resource.id].join("\n"))
    .digest("hex")
    .slice(0, 32);
}

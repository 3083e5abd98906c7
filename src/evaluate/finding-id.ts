import { hash } from "node:crypto";
import type { Finding } from "../model/finding.ts";
import { type ScopeName, scopeOf } from "../model/scope.ts";

/**
 * The same thing judged by the same policy has the same id in every run, whatever else changes.
 * The Region counts only where the resource's own id does not hold it: for Regions themselves.
 */
export function findingId(
  policy: { readonly id: string; readonly scope: ScopeName },
  account: string,
  { region, resource }: Pick<Finding, "region" | "resource">,
): string {
  const place = scopeOf(policy.scope).type === "Region" ? region : "";
  return hash("sha256", `${policy.id}\n${account}\n${place}\n${resource.id}`, "hex").slice(0, 32);
}

import { isUnknown } from "../../model/unknown.ts";
import { type Resolved, unresolved } from "../resolved.ts";
import type { Lifting } from "./lifting.ts";

/**
 * A policy's text, where it can be compared with the names that the change goes by. Where those only
 * stand for what AWS or the deployment will make up, what is written out may mean them or not.
 */
export function policyText(
  { account, isAccountKnown }: Lifting,
  document: Resolved | undefined,
): Resolved | undefined {
  if (document === undefined || isUnknown(document)) return document;
  const text = typeof document === "string" ? document : JSON.stringify(document);
  const written = (text.match(/(?<!\d)\d{12}(?!\d)/g) ?? []).filter((id) => id !== account);
  return !isAccountKnown && written.length > 0
    ? unresolved(`the policy names account ${written[0]}, and the change does not tell its own`)
    : text;
}

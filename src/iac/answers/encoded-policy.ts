import type { Resolved } from "../resolved.ts";
import type { Lifting } from "./lifting.ts";
import { policyText } from "./policy-text.ts";

/** IAM hands documents out percent-encoded. */
export function encoded(lifting: Lifting, document: Resolved | undefined): Resolved | undefined {
  const text = policyText(lifting, document);
  return typeof text === "string" ? encodeURIComponent(text) : text;
}

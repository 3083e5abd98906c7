import { isUnknown } from "../../model/unknown.ts";
import { type Resolved, unresolved } from "../resolved.ts";
import type { Lifting } from "./lifting.ts";
import { named } from "./pointers.ts";

/**
 * A policy's text, where it can be compared with the names that the change goes by. Where those only
 * stand for what AWS or the deployment will make up, what is written out may mean them or not.
 */
export function policyText(lifting: Lifting, document: Resolved | undefined): Resolved | undefined {
  const { account, isAccountKnown } = lifting;
  if (document === undefined || isUnknown(document)) return document;
  const text = typeof document === "string" ? document : JSON.stringify(document);
  const open = openNameIn(text, lifting);
  if (open !== undefined) return unresolved(`whether the policy means ${open}`);
  const written = (text.match(/(?<!\d)\d{12}(?!\d)/g) ?? []).filter((id) => id !== account);
  return !isAccountKnown && written.length > 0
    ? unresolved(`the policy names account ${written[0]}, and the change does not tell its own`)
    : text;
}

/** How policies name trails and buckets. */
const spellings: { readonly [type: string]: RegExp } = {
  "AWS::CloudTrail::Trail": /:trail\/([^"*?]+)/g,
  "AWS::S3::Bucket": /:s3:::([^"*?/]+)/g,
};

/** A resource whose name is chosen later, where the text spells a name that may be that one. */
function openNameIn(text: string, lifting: Lifting): string | undefined {
  for (const [type, pattern] of Object.entries(spellings)) {
    const open = lifting.openNames.get(type);
    if (open === undefined) continue;
    const spelled = [...text.matchAll(pattern)].map(([, name]) => name);
    if (spelled.some((name) => !named(lifting, type, name))) return open.address;
  }
  return undefined;
}

import type { Account } from "../../src/model/facts/account.ts";
import { isUnknown, type Unknown } from "../../src/model/unknown.ts";

/**
 * Every unknown among an account's facts, once: where it stands, why, and which call left it open.
 * Facts are joined to a net, so what was seen is not entered again.
 */
export function unknownFacts(account: Account): string[] {
  const seen = new Set<object>();
  const found: string[] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    if (isUnknown(value)) found.push(`${path}: ${describe(value)}`);
    else for (const [name, inner] of Object.entries(value)) walk(inner, step(path, name, inner));
  };
  walk(account, "account");
  return found.sort();
}

const describe = ({ $unknown, source }: Unknown): string =>
  [$unknown, source?.call].filter(Boolean).join(", ");

/** Items of a list go by their name, if they have one. */
function step(path: string, name: string, inner: unknown): string {
  if (name === "$items") return path;
  if (!/^\d+$/.test(name)) return `${path}.${name}`;
  const label = (inner as { readonly name?: string }).name ?? name;
  return `${path}[${label}]`;
}

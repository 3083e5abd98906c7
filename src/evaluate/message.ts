import type { Missing } from "../model/finding.ts";
import type { Fix, MessageTemplate, Policy, Variables } from "../model/policy.ts";
import { isUnknown } from "../model/unknown.ts";
import { nameOf, type Roots, resolve } from "./resolve.ts";

type Quote = (value: string) => string;

const asIs: Quote = (value) => value;

/** Names come from AWS or a file; in a command they must stay one word. */
const forShell: Quote = (value) =>
  /^[\w./:@=+,-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;

/** Fills the places of a template with facts. */
export function fill(
  { parts }: MessageTemplate,
  roots: Roots,
  params: Variables,
  quote: Quote = asIs,
): string {
  return parts
    .map((part) => {
      if (typeof part === "string") return part;
      const [variable, member] = part;
      return variable === "params"
        ? quote(String(params[member ?? ""]))
        : quote(textOf(resolve([part], roots)[0]?.value));
    })
    .join("");
}

function textOf(value: unknown): string {
  if (value === undefined) return "(none)";
  if (isUnknown(value)) return "(unknown)";
  if (Array.isArray(value)) return value.map(textOf).join(", ");
  return nameOf(value) ?? String(value);
}

export const fillFix = (fix: Policy["fix"], roots: Roots, params: Variables): Fix => ({
  text: fill(fix.text, roots, params),
  ...(fix.cli && { cli: fill(fix.cli, roots, params, forShell) }),
  ...(fix.terraform && { terraform: fill(fix.terraform, roots, params) }),
});

const reasons: { readonly [reason in Missing["reason"]]: string } = {
  "access-denied": "access was denied",
  "not-collected": "it was not collected",
  "not-requested": "that Region was left out",
  throttled: "AWS kept throttling",
  unavailable: "AWS gave no usable answer",
  "region-disabled": "the Region is not enabled",
  "cross-account": "it is in another account",
  "org-trail-in-member": "a member may not read it of the organization's trail",
  "organization-member": "only the management account or a delegated administrator may read it",
  "not-returned": "the answer did not hold it",
  "too-new": "it is too early to tell",
  undecidable: "AWS does not say enough",
  unresolved: "it is known only after the change is applied",
  undeclared: "the change does not say",
  "not-deployed": "it shows only once the change is applied",
  "policy-error": "the policy is at fault",
};

/** Why a verdict is unknown, in one sentence: `trail.isLogging: access was denied (AccessDenied); needs …`. */
export function describeMissing(missing: readonly Missing[]): string {
  const parts = missing.map(({ fact, reason, detail, permission }) => {
    const because = `${fact}: ${reasons[reason]}${detail ? ` (${detail})` : ""}`;
    return permission && reason === "access-denied" ? `${because}; needs ${permission}` : because;
  });
  return [...new Set(parts)].join("; ");
}

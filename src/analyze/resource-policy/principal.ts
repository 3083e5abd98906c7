import { parseArn } from "../../model/arn.ts";
import type { NamedPrincipal, Principals } from "./statement.ts";
import { not, some, type Truth } from "./truth.ts";

/** Who asks: a service of AWS, some identity of an account, or anyone at all. */
export type Caller =
  | { readonly kind: "service"; readonly service: string }
  | { readonly kind: "account"; readonly accountId: string; readonly arn?: string }
  /** Stands for every possible caller: true means for all of them. */
  | { readonly kind: "anyone" };

/**
 * Whether a statement is about a caller. One without principals, of an identity's own policy, is
 * about whoever has it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function concerns(principals: Principals | undefined, caller: Caller): Truth {
  if (principals === undefined) return true;
  const named = some(principals.named, (one) => isNamed(one, caller));
  return principals.isNegated ? not(named) : named;
}

export const isEveryone = ({ type, name }: NamedPrincipal): boolean =>
  type === "AWS" && name === "*";

function isNamed(named: NamedPrincipal, caller: Caller): Truth {
  if (isEveryone(named)) return true;
  if (caller.kind === "anyone") return "maybe";
  return caller.kind === "service" ? isService(named, caller.service) : isOf(named, caller);
}

function isService({ type, name }: NamedPrincipal, service: string): Truth {
  if (type !== "Service") return false;
  return name.includes("*") ? "maybe" : name === service;
}

function isOf(
  { type, name }: NamedPrincipal,
  caller: Caller & { readonly kind: "account" },
): Truth {
  // A federated or canonical user may be of any account; AWS takes no patterns here.
  if (type === "Service") return false;
  if (type !== "AWS" || name.includes("*")) return "maybe";
  if (accountOf(name) !== caller.accountId) return false;
  if (isWholeAccount(name)) return true;
  return caller.arn === undefined ? "maybe" : name === caller.arn;
}

/** The account of an account id or ARN; undefined for the unique id of an identity that is gone. */
export const accountOf = (name: string): string | undefined =>
  /^\d{12}$/.test(name) ? name : parseArn(name)?.account || undefined;

const isWholeAccount = (name: string): boolean =>
  /^\d{12}$/.test(name) || parseArn(name)?.resource === "root";

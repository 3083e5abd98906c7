import { parseArn } from "../../model/arn.ts";
import { groupedBy } from "../../model/grouped-by.ts";
import { isObject, type Json } from "../../model/json.ts";
import type { Plan, Planned } from "./plan.ts";
import { expressionsOfProvider, isText, providerKeyOf, readThrough } from "./providers.ts";

/**
 * The accounts of a plan. Providers that are given the same credentials work in the same one; others may
 * work in any. One of them is what the plan is judged as: that of its trails, else of the provider that has
 * no alias. What may be in another is not taken to be in that one.
 */
export interface Accounts {
  /** Twelve digits; absent where the plan does not tell. */
  readonly main: string | undefined;
  /** Whether a resource is in the main account; otherwise its own, if the plan tells that. */
  readonly of: (resource: Planned) => { readonly isMain: boolean; readonly account?: string };
}

export function accountsOf(plan: Plan): Accounts {
  const groupOf = (resource: Planned) => credentialsOf(plan, providerKeyOf(plan, resource));
  const known = [...plan.resources, ...plan.deleted].filter(({ type }) => type.startsWith("aws_"));
  const groups = groupedBy(known, groupOf);
  const mainGroup = mainOf(groups) ?? credentialsOf(plan, "aws");
  const accounts = new Map<string, string | undefined>();
  for (const [group, resources] of groups) accounts.set(group, accountOf(plan, resources));
  const main = accounts.get(mainGroup) ?? plan.elsewhere?.account;
  return {
    main,
    of: (resource) => {
      const group = groupOf(resource);
      const account = accounts.get(group);
      const isMain = group === mainGroup || (account !== undefined && account === main);
      return { isMain, ...(account !== undefined && { account }) };
    },
  };
}

const mainOf = (groups: ReadonlyMap<string, readonly Planned[]>): string | undefined => {
  const ofTrails = [...groups].filter(([, resources]) =>
    resources.some(({ type }) => type.startsWith("aws_cloudtrail")),
  );
  const [only, ...others] = (ofTrails.length > 0 ? ofTrails : [...groups]).map(([group]) => group);
  return others.length === 0 ? only : undefined;
};

const credentials = [
  "assume_role",
  "assume_role_with_web_identity",
  "profile",
  "access_key",
  "shared_config_files",
  "shared_credentials_files",
  "allowed_account_ids",
];

/** What tells credentials apart; the same text is the same account. */
function credentialsOf(plan: Plan, key: string | undefined): string {
  const expressions = expressionsOfProvider(plan, key);
  return JSON.stringify(credentials.map((name) => expressions[name] ?? null));
}

/** What one of a group's providers says, or all that is there already belongs to. */
function accountOf(plan: Plan, resources: readonly Planned[]): string | undefined {
  const keys = [...new Set(resources.map((resource) => providerKeyOf(plan, resource)))];
  const told = [
    keys.flatMap((key) =>
      readThrough(plan, key, "aws_caller_identity").map(({ account_id }) => account_id),
    ),
    keys.flatMap((key) => configuredFor(plan, key)),
    resources.map(({ after }) => ownerOf(after["arn"])),
  ];
  for (const accounts of told) {
    const [only, ...others] = new Set(accounts.filter(isAccount));
    if (only !== undefined) return others.length === 0 ? only : undefined;
  }
  return undefined;
}

/** The account of the role that is assumed, or the only one that is allowed. */
function configuredFor(plan: Plan, key: string | undefined): readonly (Json | undefined)[] {
  const { assume_role: roles, allowed_account_ids: allowed } = expressionsOfProvider(plan, key);
  const [role] = Array.isArray(roles) ? (roles as readonly Json[]) : [];
  const arn = isObject(role) && isObject(role["role_arn"]) && role["role_arn"]["constant_value"];
  const ids = isObject(allowed) ? allowed["constant_value"] : undefined;
  const list: readonly Json[] = Array.isArray(ids) && ids.length === 1 ? ids : [];
  return [...list, ownerOf(arn || undefined)];
}

const ownerOf = (arn: Json | undefined): string | undefined =>
  isText(arn) ? parseArn(arn)?.account : undefined;

const isAccount = (value: Json | undefined): value is string =>
  typeof value === "string" && /^\d{12}$/.test(value);

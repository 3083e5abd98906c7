import type { Fault } from "./diagnostics.ts";

/** What a configuration says of the accounts to read, and how they are entered. */
export interface ConfiguredAccounts {
  readonly list?: readonly (string | { readonly id: string; readonly name?: string })[];
  readonly organization?: boolean;
  readonly units?: readonly string[];
  readonly exclude?: readonly string[];
  readonly role?: string;
  readonly externalId?: string;
  readonly throughRole?: string;
  readonly sessionName?: string;
  readonly sourceIdentity?: string;
  readonly roleDuration?: number;
  readonly concurrency?: number;
}

/** What contradicts itself in accounts that keep to their schema. */
export function accountsMistakes(
  accounts: ConfiguredAccounts = {},
): (Fault & { readonly pointer: string })[] {
  const { list = [], organization, units = [] } = accounts;
  const ids = list.map((account) => (typeof account === "string" ? account : account.id));
  const code = "configuration/invalid-accounts";
  const twice = ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [{ pointer: `/accounts/list/${index}`, code, message: `${id} is listed twice` }],
  );
  if (list.length === 0 || (organization !== true && units.length === 0)) return twice;
  const help = "Either list accounts, or read those of an organization with exclude.";
  const message = "accounts are listed beside an organization";
  return [...twice, { pointer: "/accounts/list#key", code, message, help }];
}

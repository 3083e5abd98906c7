import type { ConfiguredAccounts } from "../policy/configured-accounts.ts";
import type { Options } from "./description.ts";

/** The flags that come before each field of `accounts`. */
const flagsBefore: { readonly [field in keyof ConfiguredAccounts]-?: readonly string[] } = {
  list: ["accounts", "accountsFile", "org", "ou"],
  organization: ["org", "ou", "accounts", "accountsFile"],
  units: ["ou", "org", "accounts", "accountsFile"],
  exclude: ["exclude"],
  role: ["role"],
  externalId: ["externalId"],
  throughRole: ["throughRole"],
  sessionName: ["sessionName"],
  sourceIdentity: ["sourceIdentity"],
  roleDuration: ["roleDuration"],
  concurrency: ["concurrency"],
};

/** A value of `accounts` that holds: from a flag, by its name, or from the file. */
export interface AccountSetting {
  readonly name: string;
  readonly value: unknown;
  /** Absent: the file. */
  readonly flag?: string;
}

/** Which accounts a live run reads. */
export function accountSettings(
  options: Options,
  configured: ConfiguredAccounts = {},
): AccountSetting[] {
  const flags = [...new Set(Object.values(flagsBefore).flat())];
  const given = flags.flatMap((flag) => {
    const value = options[flag];
    return value === undefined ? [] : [{ name: flag, value, flag }];
  });
  const left = Object.entries(configured).filter(([field]) =>
    flagsBefore[field as keyof ConfiguredAccounts].every((flag) => options[flag] === undefined),
  );
  return [...given, ...left.map(([name, value]) => ({ name, value }))];
}

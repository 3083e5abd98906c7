import type { RoleToAssume } from "../../collect/role.ts";
import { Failure } from "../../model/failure.ts";
import type { NamedAccount } from "../../model/recording.ts";
import type { ConfiguredAccounts } from "../../policy/configured-accounts.ts";
import type { Options } from "../description.ts";
import { isAccountId, readAccountList, readAccountsFile } from "./account-list.ts";
import { type Entry, readEntry } from "./entry.ts";

/** Which accounts to read, and how each is entered. */
export interface AccountChoice {
  /** Absent: those of the organization. */
  readonly listed?: readonly NamedAccount[];
  /** Only those of these units; none means all. */
  readonly units: readonly string[];
  readonly exclude: readonly string[];
  readonly concurrency: number;
}

/** What a live run reads: the one account that the roles lead to, or a choice of many. */
export interface LiveChoice {
  readonly onlyRegions: readonly string[];
  readonly keepContacts: boolean;
  readonly entry: Entry;
  /** The role of one account, or the one to go through. */
  readonly roles: readonly RoleToAssume[];
  readonly many?: AccountChoice;
}

/** Reads flags and configuration; flags come first. Throws a Failure for what makes no sense. */
export function readLiveChoice(options: Options, configured: ConfiguredAccounts = {}): LiveChoice {
  const isOne = typeof options["role"] === "string" && options["role"].startsWith("arn:");
  const many = readMany(options, isOne ? {} : configured);
  const entry = readEntry(options, configured, many !== undefined);
  return {
    onlyRegions: listOf(options["region"]),
    keepContacts: options["keepContacts"] === true,
    entry,
    roles: [...entry.through, ...(entry.roleArn ? [entry.roleArn] : [])],
    ...(many && { many }),
  };
}

/** What a resumed run may be told. */
export function readResumeChoice(options: Options): Omit<LiveChoice, "many" | "roles"> & {
  readonly concurrency: number;
} {
  refuseChoice(options);
  return {
    onlyRegions: listOf(options["region"]),
    keepContacts: options["keepContacts"] === true,
    entry: readEntry(options, {}, true),
    concurrency: readConcurrency(options, {}),
  };
}

/** Which accounts a resumed run reads was decided when it began. */
export function refuseChoice(options: Options): void {
  const choosing = ["org", "ou", "accounts", "accountsFile", "exclude"];
  if (choosing.every((flag) => options[flag] === undefined)) return;
  throw new Failure("flags/resume", "--resume goes on with the accounts that the run began with.", {
    help: "Leave out --org, --ou, --accounts, --accounts-file and --exclude.",
  });
}

const usualConcurrency = 8;

function readMany(options: Options, configured: ConfiguredAccounts): AccountChoice | undefined {
  const named = readNamed(options) ?? readConfigured(configured);
  const exclude =
    options["exclude"] === undefined ? configured.exclude : listOf(options["exclude"]);
  if (named === undefined) {
    if (options["exclude"] === undefined && options["concurrency"] === undefined) return undefined;
    throw new Failure("flags/accounts", "One account is read: there is nothing to leave out.", {
      help: "Name several: --org, --ou ID, --accounts ID,ID or --accounts-file FILE",
    });
  }
  const choice = { ...named, exclude: exclude ?? [] };
  checkExclusions(choice);
  return { ...choice, concurrency: readConcurrency(options, configured) };
}

type Named = Pick<AccountChoice, "listed" | "units">;

function readNamed(options: Options): Named | undefined {
  const { accounts, accountsFile } = options;
  const units = listOf(options["ou"]);
  const listed = [
    ...(typeof accounts === "string" ? readAccountList(accounts) : []),
    ...(typeof accountsFile === "string" ? readAccountsFile(accountsFile) : []),
  ];
  const isOrganization = options["org"] === true || units.length > 0;
  if (listed.length > 0 && isOrganization) {
    throw new Failure("flags/accounts", "Accounts are named beside an organization.", {
      help: "Either --accounts and --accounts-file, or --org and --ou; --exclude leaves some out.",
    });
  }
  refuseTwice(listed.map(({ id }) => id));
  for (const unit of units) if (!isUnit(unit)) throw noUnit("--ou", unit);
  if (listed.length > 0) return { listed, units };
  return isOrganization ? { units } : undefined;
}

function refuseTwice(ids: readonly string[]): void {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice === undefined) return;
  throw new Failure("flags/accounts", `--accounts and --accounts-file both name ${twice}.`);
}

function readConfigured({ list = [], organization, units = [] }: ConfiguredAccounts) {
  const listed = list.map((account) => (typeof account === "string" ? { id: account } : account));
  if (listed.length > 0) return { listed, units: [] };
  return organization === true || units.length > 0 ? { units } : undefined;
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_OrganizationalUnit.html */
const isUnit = (id: string): boolean =>
  /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/.test(id);

function checkExclusions({ listed, exclude }: Named & { readonly exclude: readonly string[] }) {
  for (const id of exclude) {
    if (isAccountId(id)) continue;
    if (!isUnit(id)) throw noUnit("--exclude", id, " nor an account's");
    if (listed === undefined) continue;
    throw new Failure("flags/exclude", `"${id}" is a unit, and accounts are listed by their ids.`, {
      help: "Leave out account ids, or read the organization: --org",
    });
  }
}

const noUnit = (flag: string, id: string, nor = ""): Failure =>
  new Failure("flags/ou", `${flag}: "${id}" is no id of an organizational unit${nor}.`, {
    help: "A unit's id looks like ou-ab12-cdef3456, the root's like r-ab12, an account's has 12 digits.",
  });

function readConcurrency(options: Options, configured: ConfiguredAccounts): number {
  const given = options["concurrency"];
  if (given === undefined) return configured.concurrency ?? usualConcurrency;
  const count = Number(given);
  if (Number.isInteger(count) && count >= 1 && count <= 64) return count;
  throw new Failure("flags/concurrency", `--concurrency takes 1 to 64, not "${String(given)}".`);
}

const listOf = (given: Options[string]): readonly string[] => (given ?? []) as readonly string[];

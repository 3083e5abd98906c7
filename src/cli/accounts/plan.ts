import { recordingAsk, type UnattributedCall } from "../../collect/ask.ts";
import { type Identity, identify } from "../../collect/identity.ts";
import { listMembers, listMembersOf, type Member } from "../../collect/members.ts";
import { counted } from "../../model/counted.ts";
import { Failure } from "../../model/failure.ts";
import type { NamedAccount } from "../../model/recording.ts";
import { redactContacts, withoutContacts } from "../../recording/redact.ts";
import { printable } from "../../report/printable.ts";
import type { AwsAccess } from "../aws-access.ts";
import type { Io } from "../io.ts";
import { isAccountId } from "./account-list.ts";
import type { AccountChoice, LiveChoice } from "./choice.ts";

/** The accounts of a run, and what was asked to find them. */
export interface Plan {
  readonly accounts: readonly NamedAccount[];
  readonly caller: Identity;
  /** Not asked again when the caller's own account is read. */
  readonly calls: readonly UnattributedCall[];
}

/** Finds out which accounts a choice means; what is left out is told. */
export async function planAccounts(
  { many: choice, keepContacts }: LiveChoice & { readonly many: AccountChoice },
  { caller: session, region }: AwsAccess,
  io: Io,
): Promise<Plan> {
  const calls: UnattributedCall[] = [];
  const { now, signal } = io;
  const ask = recordingAsk({ session, now, signal, keep: (call) => calls.push(call) });
  const caller = await identify(ask, region);
  const listOf = (unit: string) => listMembersOf(ask, caller.partition, unit);
  const { listed, units, exclude } = choice;
  const named: readonly Member[] =
    listed?.map((account) => ({ ...account, state: "ACTIVE" })) ??
    (units.length === 0
      ? await listMembers(ask, caller.partition)
      : (await Promise.all(units.map(listOf))).flat());
  const found = distinct(named);
  const excludedUnits = exclude.filter((id) => !isAccountId(id));
  const inUnits = (await Promise.all(excludedUnits.map(listOf))).flat().map(({ id }) => id);
  const excluded = new Set([...exclude.filter(isAccountId), ...inUnits]);
  refuseStrangers(found, exclude);
  const wanted = found.filter(({ id }) => !excluded.has(id));
  const active = wanted.filter(({ state }) => state === "ACTIVE");
  tellInactive(
    wanted.filter(({ state }) => state !== "ACTIVE"),
    io,
  );
  if (active.length === 0) throw nobody();
  const accounts = active.map(({ state: _, ...account }) => account);
  if (keepContacts) return { accounts, caller, calls };
  return { accounts: accounts.map(nameless), caller, calls: calls.map(redactContacts) };
}

/** Accounts may be named after the address that they are registered with. */
const nameless = ({ id, name }: NamedAccount): NamedAccount => ({
  id,
  ...(name !== undefined && { name: withoutContacts(name) }),
});

const distinct = (members: readonly Member[]): Member[] => [
  ...new Map(members.map((member) => [member.id, member])).values(),
];

/** An id with a digit wrong would leave in what was to be left out. */
function refuseStrangers(found: readonly Member[], exclude: readonly string[]): void {
  const ids = new Set(found.map(({ id }) => id));
  const strangers = exclude.filter((id) => isAccountId(id) && !ids.has(id));
  if (strangers.length === 0) return;
  throw new Failure(
    "flags/exclude",
    `To leave out, but not among the accounts: ${strangers.join(", ")}.`,
    {
      help: `There are ${counted(found.length, "account")}; check the ids after --exclude, and accounts.exclude in trailwarden.yaml.`,
    },
  );
}

const shown = 10;

/** Nobody can enter an account that is suspended or closed. */
function tellInactive(members: readonly Member[], { stderr }: Io): void {
  if (members.length === 0) return;
  const some = members.slice(0, shown).map(({ id, state }) => `${id} (${state})`);
  const more = members.length > shown ? ` and ${members.length - shown} more` : "";
  const what = counted(
    members.length,
    "account that is not active",
    "accounts that are not active",
  );
  stderr.write(`Left out: ${what}: ${printable(some.join(", "))}${more}\n`);
}

const nobody = (): Failure =>
  new Failure("accounts/none", "No active account is left to read.", {
    help: "Check --ou and --exclude, and accounts in trailwarden.yaml.",
  });

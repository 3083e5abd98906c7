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

type PlacedFault = Fault & { readonly pointer: string };

const code = "configuration/invalid-accounts";

/** What is wrong with accounts that keep to their schema. */
export function accountsMistakes(accounts: ConfiguredAccounts = {}): PlacedFault[] {
  const { list = [], organization, units = [], exclude = [], role = "" } = accounts;
  const faults = [
    ...listMistakes(list),
    ...units.flatMap((id, index) => (isUnit(id) ? [] : noUnit(id, `/accounts/units/${index}`, ""))),
    ...exclude.flatMap((id, index) =>
      isUnit(id) || isAccount(id)
        ? []
        : noUnit(id, `/accounts/exclude/${index}`, " nor of an account"),
    ),
  ];
  if (!/^[\w+=,.@/-]+$/.test(role) && role !== "") {
    const help = "It has the same name in each account: Audit, or with its path security/Audit.";
    faults.push({ pointer: "/accounts/role", code, message: `"${role}" is no role's name`, help });
  }
  if (list.length > 0 && (organization === true || units.length > 0)) {
    const help = "Either list accounts, or read those of an organization with exclude.";
    const message = "accounts are listed beside an organization";
    faults.push({ pointer: "/accounts/list#key", code, message, help });
  }
  return faults;
}

const isAccount = (id: unknown): boolean => typeof id === "string" && /^\d{12}$/.test(id);

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_OrganizationalUnit.html */
const isUnit = (id: string): boolean =>
  /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/.test(id);

const noUnit = (id: string, pointer: string, nor: string): PlacedFault[] => [
  {
    ...{ pointer, code, message: `"${id}" is no id of an organizational unit${nor}` },
    help: "A unit's id looks like ou-ab12-cdef3456, the root's like r-ab12, an account's has 12 digits.",
  },
];

function listMistakes(list: NonNullable<ConfiguredAccounts["list"]>): PlacedFault[] {
  const ids: unknown[] = list.map((account) =>
    typeof account === "object" ? account.id : account,
  );
  return ids.flatMap((id, index): PlacedFault[] => {
    const pointer = `/accounts/list/${index}`;
    if (!isAccount(id)) {
      const help =
        'An id has 12 digits and stands in quotes, or YAML takes it for a number: "111122223333".';
      return [{ pointer, code, message: `${JSON.stringify(id)} is no account id`, help }];
    }
    if (ids.indexOf(id) === index) return [];
    return [{ pointer, code, message: `${String(id)} is listed twice` }];
  });
}

import type { RoleToAssume } from "../../collect/role.ts";
import { Failure } from "../../model/failure.ts";
import type { ConfiguredAccounts } from "../../policy/configured-accounts.ts";
import type { Options } from "../description.ts";

/** How accounts are entered. */
export interface Entry {
  /** The role to go through, if there is one. */
  readonly through: readonly RoleToAssume[];
  /** The one role of one account. */
  readonly roleArn?: RoleToAssume;
  /** The role that each of many accounts has, without its ARN. */
  readonly role?: RoleInEach;
}

export type RoleInEach = Omit<RoleToAssume, "arn"> & { readonly name: string };

export const roleIn = (
  account: string,
  partition: string,
  { name, ...role }: RoleInEach,
): RoleToAssume => ({ ...role, arn: `arn:${partition}:iam::${account}:role/${name}` });

/** The flags that say the same, for a hint; what a shell could take for more is in quotes. */
export function entryFlags({ through, role }: Entry): string {
  const flags = [
    ["--role", role?.name],
    ["--external-id", role?.externalId],
    ["--through-role", through[0]?.arn],
    ["--session-name", role?.sessionName],
    ["--source-identity", role?.sourceIdentity ?? through[0]?.sourceIdentity],
    ["--role-duration", role?.seconds?.toString()],
  ] as const;
  return flags
    .flatMap(([flag, value]) => (value === undefined ? [] : [` ${flag} ${inShell(value)}`]))
    .join("");
}

const inShell = (text: string): string =>
  /^[\w+=,.@:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** Reads flags and configuration. */
export function readEntry(
  options: Options,
  configured: ConfiguredAccounts,
  isMany: boolean,
): Entry {
  const said = isMany ? configured : {};
  const value = (flag: keyof Texts): string | undefined => textOf(options, flag) ?? said[flag];
  const [role, throughRole] = [value("role"), value("throughRole")];
  if (throughRole !== undefined) checkArn("--through-role", throughRole);
  if (role !== undefined) checkRole(role, isMany);
  const identity = named("sourceIdentity", value("sourceIdentity"));
  const sessionName = named("sessionName", value("sessionName"));
  const seconds = readSeconds(options, said, throughRole !== undefined);
  const externalId = value("externalId");
  const own = {
    ...(externalId !== undefined && { externalId }),
    ...(seconds !== undefined && { seconds }),
    ...sessionName,
    // The first role sets it, and it stays through the chain.
    ...(throughRole === undefined && identity),
  };
  return {
    through: throughRole === undefined ? [] : [{ arn: throughRole, ...sessionName, ...identity }],
    ...(role !== undefined &&
      (isMany ? { role: { ...own, name: role } } : { roleArn: { ...own, arn: role } })),
  };
}

type Texts = Pick<
  ConfiguredAccounts,
  "role" | "externalId" | "throughRole" | "sessionName" | "sourceIdentity"
>;

const textOf = (options: Options, flag: string): string | undefined => {
  const given = options[flag];
  return typeof given === "string" ? given : undefined;
};

const example = "arn:aws:iam::111122223333:role/Audit";

function checkArn(flag: string, arn: string): void {
  if (/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(arn)) return;
  throw new Failure("flags/role", `${flag} takes the ARN of a role, not "${arn}".`, {
    help: `Like ${example}`,
  });
}

function checkRole(role: string, isMany: boolean): void {
  if (!isMany) {
    if (role.startsWith("arn:")) return;
    throw new Failure("flags/role", `--role takes the ARN of a role, not "${role}".`, {
      help: `Like ${example}; a name alone is for several accounts, with --org, --ou, --accounts or --accounts-file.`,
    });
  }
  if (/^[\w+=,.@/-]{1,512}$/.test(role)) return;
  throw new Failure("flags/role", `For several accounts --role takes a name, not "${role}".`, {
    help: `The role has the same name in each: Audit, or with its path security/Audit, not ${example}`,
  });
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
function named<Name extends "sessionName" | "sourceIdentity">(
  name: Name,
  given: string | undefined,
) {
  if (given === undefined) return {};
  if (/^[\w+=,.@-]{2,64}$/.test(given))
    return { [name]: given } as { readonly [name in Name]: string };
  const flag = name === "sessionName" ? "--session-name" : "--source-identity";
  throw new Failure(
    "flags/role",
    `${flag} takes 2 to 64 letters, digits and _+=,.@-, not "${given}".`,
  );
}

const hour = 3600;

function readSeconds(
  options: Options,
  { roleDuration }: ConfiguredAccounts,
  isChained: boolean,
): number | undefined {
  const given = options["roleDuration"];
  const seconds = given === undefined ? roleDuration : Number(given);
  if (seconds === undefined) return undefined;
  if (!Number.isInteger(seconds) || seconds < 900 || seconds > 12 * hour) {
    throw new Failure(
      "flags/role-duration",
      `--role-duration takes 900 to 43200 seconds, not "${String(given)}".`,
    );
  }
  if (!isChained || seconds <= hour) return seconds;
  throw new Failure(
    "flags/role-duration",
    "A role that is entered through another lasts an hour at most.",
    {
      help: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining",
    },
  );
}

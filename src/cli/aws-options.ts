import type { OptionDescription } from "./description.ts";

/** How AWS is reached, and which accounts of it are read. */
export const awsAccess: readonly OptionDescription[] = [
  { flags: "--region <region>", says: "look only at this Region", isRepeatable: true },
  { flags: "--org", says: "every active account of the organization" },
  {
    flags: "--ou <id>",
    says: "every active account of this organizational unit, and of those in it",
    isRepeatable: true,
  },
  {
    flags: "--exclude <id>",
    says: "leave out this account, or the accounts of this organizational unit",
    isRepeatable: true,
  },
  { flags: "--accounts <ids>", says: "these accounts, separated by commas" },
  {
    flags: "--accounts-file <file>",
    says: "these accounts: one id a line, or CSV with id and name",
  },
  {
    flags: "--role <role>",
    says: "assume this role first: the ARN of one, or for several accounts its name in each",
  },
  { flags: "--external-id <id>", says: "external id for the role" },
  { flags: "--through-role <arn>", says: "assume this role before any other" },
  { flags: "--session-name <name>", says: "name of the roles' sessions (default: trailwarden)" },
  { flags: "--source-identity <name>", says: "source identity of the roles' sessions" },
  { flags: "--role-duration <seconds>", says: "how long a session of the role lasts" },
  { flags: "--concurrency <count>", says: "accounts that are read at once (default: 8)" },
  {
    flags: "--keep-contacts",
    says: "do not replace e-mail addresses and subscription endpoints by hashes",
  },
];

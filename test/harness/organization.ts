import { buildAccount } from "../../src/emulator/build/account.ts";
import { buildBucket } from "../../src/emulator/build/bucket.ts";
import { buildOrganization } from "../../src/emulator/build/organization.ts";
import { buildTrail } from "../../src/emulator/build/trail.ts";
import type { OrganizationState, RoleState, World } from "../../src/emulator/world.ts";

export const management = "100000000000";
export const production = "ou-0001-production";
export const sandbox = "ou-0001-sandbox01";
/** Inside the sandbox. */
export const playground = "ou-0001-playground";

/** `member(0)` is the first account beside the management account. */
export const member = (index: number): string => String(100_000_000_001 + index);

const members = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => member(from + index));

const role: RoleState = { name: "Audit", trustedAccounts: [management] };

interface OrganizationGiven {
  readonly count: number;
  /** Members without the role. */
  readonly closedDoors?: readonly string[];
  readonly organization?: Partial<OrganizationState>;
  readonly role?: Partial<RoleState>;
  readonly regions?: readonly string[];
}

/** Accounts with a trail each, the first ten in production, the next ten in the sandbox and its playground. */
export function organizationWorld(now: string, given: OrganizationGiven): World {
  const { count, closedDoors = [], regions = ["us-east-1", "eu-west-1"] } = given;
  const all = members(0, count - 1);
  const states = regions.map((name) => ({ name, optStatus: "ENABLED_BY_DEFAULT" as const }));
  const account = (id: string) =>
    buildAccount({
      id,
      regions: states,
      trails: [buildTrail({ account: id, now, name: "main", bucket: `logs-${id}` })],
      buckets: [buildBucket(`logs-${id}`, { region: "us-east-1" })],
      roles: closedDoors.includes(id) || id === management ? [] : [{ ...role, ...given.role }],
    });
  return {
    organization: buildOrganization({
      managementAccount: management,
      members: all,
      units: [
        { id: production, name: "production", accounts: members(0, Math.min(10, count - 1)) },
        { id: sandbox, name: "sandbox", accounts: members(10, Math.min(15, count - 1)) },
        {
          id: playground,
          name: "playground",
          parent: sandbox,
          accounts: members(15, Math.min(20, count - 1)),
        },
      ].filter(({ accounts }) => accounts.length > 0),
      names: { [member(0)]: "shop, web" },
      ...given.organization,
    }),
    accounts: [management, ...all].map(account),
  };
}

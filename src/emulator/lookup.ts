import { parseArn } from "../model/arn.ts";
import type { Json } from "../model/json.ts";
import type { AccountState, TrailState, World } from "./world.ts";

export function accountOf(world: World, id: string): AccountState | undefined {
  return world.accounts.find((account) => account.id === id);
}

/** Trails that an account sees: its own, and its organization's. */
export function visibleTrails(world: World, account: string): TrailState[] {
  const own = accountOf(world, account)?.trails ?? [];
  const { organization } = world;
  if (organization === undefined || organization.managementAccount === account) return [...own];
  if (!organization.members.includes(account)) return [...own];
  const shared = accountOf(world, organization.managementAccount)?.trails ?? [];
  return [...own, ...shared.filter(({ trail }) => trail["IsOrganizationTrail"] === true)];
}

/** A trail by name, in its Region, or by ARN. */
export function findTrail(
  trails: readonly TrailState[],
  nameOrArn: Json | undefined,
  region: string,
): TrailState | undefined {
  return trails.find(({ trail }) =>
    parseArn(String(nameOrArn)) === undefined
      ? trail["Name"] === nameOrArn && trail.HomeRegion === region
      : trail.TrailARN === nameOrArn,
  );
}

/** One page of a list: AWS's tokens are opaque, ours are positions. */
export function page<T>(
  items: readonly T[],
  token: Json | undefined,
  size: number,
): { readonly items: readonly T[]; readonly next?: string } {
  const start = Number(token ?? 0);
  const end = start + size;
  return { items: items.slice(start, end), ...(end < items.length && { next: String(end) }) };
}

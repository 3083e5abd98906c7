import { parseArn } from "../model/arn.ts";
import type { Account } from "../model/facts/account.ts";
import type { Resource } from "../model/finding.ts";
import { isRegionName, partitionById } from "../model/partition.ts";
import { type ScopeName, scopeOf } from "../model/scope.ts";
import { isUnknown, type Listing } from "../model/unknown.ts";
import { nameOf } from "./resolve.ts";

/** One thing that a policy judges. */
export interface Subject {
  readonly facts: object;
  readonly resource: Resource;
  readonly region: string;
}

export const accountSubject = (account: Account): Subject => ({
  facts: account,
  region: partitionById(account.partition).leaderRegion,
  resource: {
    type: scopeOf("account").resourceType,
    id: `AWS::::Account:${account.id}`,
    name: account.id,
  },
});

/** The account's list of things of this scope. */
export function listOf(scope: ScopeName, account: Account): Listing<object> {
  const { list } = scopeOf(scope);
  if (list === undefined) return { $items: [account], $unseen: [] };
  return account[list] as Listing<object>;
}

export function subjectOf(scope: ScopeName, facts: object, account: Account): Subject {
  const { type, resourceType } = scopeOf(scope);
  const whole = accountSubject(account);
  if (type === "Account") return whole;
  const members = facts as { readonly [member: string]: unknown };
  const name = nameOf(facts) ?? "";
  if (type === "Region") return { facts, region: name, resource: { ...whole.resource, name } };
  return {
    facts,
    region: regionOf(members) ?? whole.region,
    // What AWS gave no ARN stands for itself as well as it can.
    resource: { type: resourceType, id: String(members["arn"]).trim() || whole.resource.id, name },
  };
}

/** A bucket whose Region is not known is reported where its trail lives; what names no Region, nowhere. */
function regionOf(members: { readonly [member: string]: unknown }): string | undefined {
  const region = members["homeRegion"] ?? members["region"];
  const [trail] = isUnknown(region) ? ((members["trails"] ?? []) as readonly string[]) : [];
  const named = typeof region === "string" ? region : parseArn(trail ?? "")?.region;
  return named !== undefined && isRegionName(named) ? named : undefined;
}

import { parseArn } from "../../model/arn.ts";
import { partitionOfRegion } from "../../model/partition.ts";
import type { Resolved } from "../resolved.ts";
import { type Accounts, accountsOf } from "./accounts.ts";
import type { Block } from "./block.ts";
import type { Plan, Planned } from "./plan.ts";
import { isText, regionOf } from "./providers.ts";

/** A plan, and where its resources are made. */
export interface World {
  readonly plan: Plan;
  readonly accounts: Accounts;
  readonly partition: string;
  /** Arguments that are being followed: what points to itself points nowhere. */
  readonly pending: Set<string>;
  /** By type, what each resource is about, once that is asked for. */
  readonly targets: Map<string, readonly Target[]>;
}

/** What a resource is about that settles something of another. */
export interface Target {
  readonly block: Block;
  readonly target: Resolved | undefined;
}

export const worldOf = (plan: Plan): World => ({
  plan,
  accounts: accountsOf(plan),
  partition: partitionOf(plan),
  pending: new Set(),
  targets: new Map(),
});

/** That of the ARNs that are known, else of the Regions. */
function partitionOf(plan: Plan): string {
  const all = plan.resources.filter(({ type }) => type.startsWith("aws_"));
  const ofArn = ({ after: { arn } }: Planned) =>
    isText(arn) ? (parseArn(arn)?.partition ?? []) : [];
  const ofRegion = (resource: Planned) => {
    const region = regionOf(plan, resource);
    return typeof region === "string" ? (partitionOfRegion(region)?.id ?? []) : [];
  };
  return all.flatMap(ofArn)[0] ?? all.flatMap(ofRegion)[0] ?? "aws";
}

export const ofType = ({ plan }: World, ...types: readonly string[]): readonly Planned[] =>
  plan.resources.filter(({ type }) => types.includes(type));

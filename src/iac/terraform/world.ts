import { parseArn } from "../../model/arn.ts";
import { groupedBy } from "../../model/grouped-by.ts";
import { partitionOfRegion } from "../../model/partition.ts";
import type { Unknown } from "../../model/unknown.ts";
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
  readonly byType: ReadonlyMap<string, readonly Planned[]>;
  /** By type, the names or ARNs of all of it, once they are asked for. */
  readonly known: Map<string, ReadonlySet<Resolved>>;
  /** Arguments that are being followed: what points to itself points nowhere. */
  readonly pending: Set<string>;
  /** By type, what each resource is about, once that is asked for. */
  readonly targets: Map<string, Targets>;
}

/** What the resources of one type are about. */
export interface Targets {
  readonly all: readonly Target[];
  /** By the name or ARN of what they are about. */
  readonly by: ReadonlyMap<Resolved | undefined, readonly Target[]>;
  /** The first that cannot be told what it is about. */
  readonly lost?: Unknown;
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
  byType: groupedBy(plan.resources, ({ type }) => type),
  known: new Map(),
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

export const ofType = ({ byType }: World, ...types: readonly string[]): readonly Planned[] =>
  types.flatMap((type) => byType.get(type) ?? []);

/** Whether the plan has a resource of a type that goes by a name or ARN. */
export function isPlanned(
  world: World,
  type: string,
  name: Resolved | undefined,
  nameOf: (resource: Planned) => Resolved,
): boolean {
  const known = world.known.get(type) ?? new Set(ofType(world, type).map(nameOf));
  world.known.set(type, known);
  return name !== undefined && known.has(name);
}

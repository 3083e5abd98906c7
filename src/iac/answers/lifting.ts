import { groupedBy } from "../../model/grouped-by.ts";
import { type Change, type Declaration, placeholderAccount } from "../declaration.ts";
import { identityOf } from "../identity.ts";
import { type Resolved, unresolved } from "../resolved.ts";
import type { Pointers } from "./pointers.ts";

/** A declared resource, and what it goes by once it is there. */
export interface Identified extends Omit<Declaration, "arn"> {
  readonly name: Resolved;
  readonly arn: Resolved;
  readonly isNameOpen: boolean;
}

/** A change and where it goes, for those who answer what AWS would be asked about it. */
export interface Lifting {
  readonly account: string;
  readonly isAccountKnown: boolean;
  readonly partition: string;
  readonly resources: readonly Identified[];
  /** By type: a change may declare thousands of things, each of which looks for others. */
  readonly byType: ReadonlyMap<string, readonly Identified[]>;
  /** By type, one whose name is chosen when the change is deployed. */
  readonly openNames: ReadonlyMap<string, Identified>;
  /** What points where, by what is asked for, once it is asked. */
  readonly pointers: Map<string, Pointers>;
}

export function liftingOf({ declarations, account, partition }: Change): Lifting {
  const place = { account: account ?? placeholderAccount, partition };
  const resources = withoutTwins(
    declarations.map((declaration) => ({
      ...declaration,
      ...identityOf(declaration, { ...place, region: declaration.region }),
    })),
  );
  return {
    ...place,
    isAccountKnown: account !== undefined,
    resources,
    byType: groupedBy(resources, ({ type }) => type),
    openNames: new Map(
      resources.filter(({ isNameOpen }) => isNameOpen).map((one) => [one.type, one]),
    ),
    pointers: new Map(),
  };
}

/** Two that are the same thing cannot both be made: which of them is there is not told. */
function withoutTwins(resources: readonly Identified[]): readonly Identified[] {
  const first = new Map<string, Identified>();
  const twice = new Map<Identified, Identified>();
  const kept = resources.filter((resource) => {
    if (typeof resource.arn !== "string") return true;
    const key = `${resource.type} ${resource.arn}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, resource);
    else twice.set(other, resource);
    return other === undefined;
  });
  return kept.map((resource) => {
    const other = twice.get(resource);
    if (other === undefined) return resource;
    const both = `${resource.address} and ${other.address} are both ${resource.name}`;
    return { ...resource, exists: unresolved(both) };
  });
}

export const ofType = ({ byType }: Lifting, type: string): readonly Identified[] =>
  byType.get(type) ?? [];

import { isUnknown } from "../../model/unknown.ts";
import { type Change, type Declaration, placeholderAccount } from "../declaration.ts";
import { identityOf } from "../identity.ts";
import { type Resolved, unresolved } from "../resolved.ts";

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
  /** By type, the first whose name is chosen when the change is deployed. */
  readonly openNames: ReadonlyMap<string, Identified>;
  /** What points where, by what is asked for, once it is asked. */
  readonly pointers: Map<string, Pointers>;
}

/** By name or ARN, what points there; and what may point anywhere. */
interface Pointers {
  readonly to: ReadonlyMap<string, readonly Identified[]>;
  readonly anywhere: readonly Identified[];
}

export function liftingOf({ declarations, account, partition }: Change): Lifting {
  const place = { account: account ?? placeholderAccount, partition };
  const resources = each(
    declarations.map((declaration) => ({
      ...declaration,
      ...identityOf(declaration, { ...place, region: declaration.region }),
    })),
  );
  return {
    ...place,
    isAccountKnown: account !== undefined,
    resources,
    byType: groupedBy(resources, ({ type }) => [type]),
    openNames: new Map(
      resources.filter(({ isNameOpen }) => isNameOpen).map((one) => [one.type, one]),
    ),
    pointers: new Map(),
  };
}

/** Two that are the same thing cannot both be made: which of them is there is not told. */
function each(resources: readonly Identified[]): readonly Identified[] {
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

function groupedBy(
  resources: readonly Identified[],
  keysOf: (resource: Identified) => readonly string[],
): ReadonlyMap<string, readonly Identified[]> {
  const groups = new Map<string, Identified[]>();
  for (const resource of resources) {
    for (const key of new Set(keysOf(resource))) {
      const group = groups.get(key);
      if (group) group.push(resource);
      else groups.set(key, [resource]);
    }
  }
  return groups;
}

const texts = (values: readonly (Resolved | undefined)[]): readonly string[] =>
  values.filter((value) => typeof value === "string");

function pointersOf(
  { byType, pointers }: Lifting,
  type: string,
  what: string,
  points: (candidate: Identified) => readonly (Resolved | undefined)[],
): Pointers {
  const known = pointers.get(`${type} ${what}`);
  if (known) return known;
  const all = byType.get(type) ?? [];
  const made = {
    to: groupedBy(all, (one) => texts(points(one))),
    anywhere: all.filter((one) => points(one).some(isUnknown)),
  };
  pointers.set(`${type} ${what}`, made);
  return made;
}

/** The resource that a name, an id or an ARN points to, if the change declares it. */
export function named(
  lifting: Lifting,
  type: string,
  pointer: Resolved | undefined,
): Identified | undefined {
  if (typeof pointer !== "string") return undefined;
  const { to } = pointersOf(lifting, type, "identity", ({ name, arn }) => [name, arn]);
  return to.get(pointer)?.[0];
}

/** Those of a type that point to a resource by a property, and those that may. */
export function pointingTo(
  lifting: Lifting,
  type: string,
  property: string,
  { name, arn }: Identified,
): { readonly sure: readonly Identified[]; readonly unsure: readonly Identified[] } {
  const { to, anywhere } = pointersOf(lifting, type, property, ({ properties }) => {
    const value = properties[property];
    return Array.isArray(value) ? (value as readonly Resolved[]) : [value];
  });
  const here = [...new Set(texts([name, arn]).flatMap((pointer) => to.get(pointer) ?? []))];
  const isThere = ({ exists }: Identified) => !isUnknown(exists);
  return {
    sure: here.filter(isThere),
    unsure: [
      ...here.filter((one) => !isThere(one)),
      ...anywhere.filter((one) => !here.includes(one)),
    ],
  };
}

import { isUnknown } from "../../model/unknown.ts";
import { type Change, type Declaration, placeholderAccount } from "../declaration.ts";
import { identityOf } from "../identity.ts";
import type { Resolved } from "../resolved.ts";

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
}

export function liftingOf({ declarations, account, partition }: Change): Lifting {
  const place = { account: account ?? placeholderAccount, partition };
  return {
    ...place,
    isAccountKnown: account !== undefined,
    resources: declarations.map((declaration) => ({
      ...declaration,
      ...identityOf(declaration, { ...place, region: declaration.region }),
    })),
  };
}

export const ofType = ({ resources }: Lifting, type: string): readonly Identified[] =>
  resources.filter((resource) => resource.type === type);

/** The resource that a name, an id or an ARN points to, if the change declares it. */
export const named = (
  lifting: Lifting,
  type: string,
  pointer: Resolved | undefined,
): Identified | undefined =>
  typeof pointer === "string"
    ? ofType(lifting, type).find(({ name, arn }) => name === pointer || arn === pointer)
    : undefined;

/** Those of a type that point to a resource by one of their properties, and those that may. */
export function pointingTo(
  lifting: Lifting,
  type: string,
  points: (candidate: Identified) => readonly (Resolved | undefined)[],
  { name, arn }: Identified,
): { readonly sure: readonly Identified[]; readonly unsure: readonly Identified[] } {
  const all = ofType(lifting, type);
  const isSure = (one: Identified) =>
    !isUnknown(one.exists) && points(one).some((pointer) => pointer === name || pointer === arn);
  return {
    sure: all.filter(isSure),
    unsure: all.filter(
      (one) =>
        !isSure(one) &&
        points(one).some((pointer) => isUnknown(pointer) || pointer === name || pointer === arn),
    ),
  };
}

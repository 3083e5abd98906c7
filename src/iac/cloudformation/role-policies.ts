import { groupedBy } from "../../model/grouped-by.ts";
import { isUnknown } from "../../model/unknown.ts";
import type { Declaration } from "../declaration.ts";
import { identify, type Place } from "../identity.ts";
import type { Resolved } from "../resolved.ts";

/** What a resource adds to roles. */
interface Grant {
  readonly from: Declaration;
  /** The property of a role that holds such things. */
  readonly property: "Policies" | "ManagedPolicyArns";
  readonly item: Resolved;
  /** Names of roles. */
  readonly roles: Resolved;
}

/**
 * Policies that stand beside a role become the role's own. A policy resource that is attached to
 * nothing else is gone then; roles that the template does not declare stay with it.
 */
export function withPoliciesInRoles(
  declarations: readonly Declaration[],
  place: Place,
): readonly Declaration[] {
  const grants = declarations.flatMap((declaration) => grantsOf(declaration, place));
  if (grants.length === 0) return declarations;
  const roles = declarations.filter(({ type }) => type === "AWS::IAM::Role");
  const names = new Set(roles.map(nameOf).filter((name) => typeof name === "string"));
  const index = indexOf(grants);
  const granted = granter(index.unnamed);
  return declarations.flatMap((declaration) => {
    if (declaration.type !== "AWS::IAM::Role") return restOf(declaration, names);
    const named = index.named.get(textOf(nameOf(declaration))) ?? [];
    const own = named.map(({ grant }) => grant);
    return [granted(granted(declaration, own, "Policies"), own, "ManagedPolicyArns")];
  });
}

const nameOf = ({ properties, address }: Declaration): Resolved =>
  properties["RoleName"] ?? address;

const textOf = (name: Resolved): string => (typeof name === "string" ? name : "");

function grantsOf(from: Declaration, place: Place): readonly Grant[] {
  const { type, properties, address: logicalId } = from;
  const { PolicyName = logicalId, PolicyDocument = null, Roles } = properties;
  const item = { PolicyName, PolicyDocument };
  if (type === "AWS::IAM::RolePolicy") {
    return [{ from, item, property: "Policies", roles: [properties["RoleName"] ?? ""] }];
  }
  if (Roles === undefined) return [];
  if (type === "AWS::IAM::Policy") return [{ from, item, property: "Policies", roles: Roles }];
  if (type !== "AWS::IAM::ManagedPolicy") return [];
  const { ManagedPolicyName: name = logicalId, Path: path = "/" } = properties;
  const arn = identify({ type, logicalId, name, path }, undefined, place);
  return [{ from, item: arn, property: "ManagedPolicyArns", roles: Roles }];
}

/** By the role's name; a grant to a role that cannot be told may be to any. */
function indexOf(grants: readonly Grant[]) {
  const byName = grants.flatMap((grant) => namesOf(grant).map((name) => ({ grant, name })));
  const named = groupedBy(
    byName.filter(({ name }) => typeof name === "string"),
    ({ name }) => name,
  );
  const lost = byName.filter(({ name }) => isUnknown(name));
  return { named, unnamed: lost.map(({ grant, name }) => ({ ...grant, item: name })) };
}

const namesOf = ({ roles }: Grant): readonly Resolved[] =>
  Array.isArray(roles) ? [...new Set(roles as readonly Resolved[])] : [roles];

/** Adds to roles. Where one is not sure to have a thing, what it has is not known. */
function granter(unnamed: readonly Grant[]) {
  const doubts = new Map<Grant["property"], Resolved>(
    unnamed.toReversed().map(({ property, item }) => [property, item]),
  );
  return (
    role: Declaration,
    grants: readonly Grant[],
    property: Grant["property"],
  ): Declaration => {
    const { [property]: held = [] } = role.properties;
    const added = grants.filter((grant) => grant.property === property);
    const doubt =
      doubts.get(property) ??
      added.flatMap(({ from, item }) => [from.exists, item]).find(isUnknown);
    if (isUnknown(held) || (added.length === 0 && doubt === undefined)) return role;
    const all = [held, added.map(({ item }) => item)].flat() as readonly Resolved[];
    return { ...role, properties: { ...role.properties, [property]: doubt ?? all } };
  };
}

/** What a policy resource is for besides the roles of the template. */
function restOf(declaration: Declaration, names: ReadonlySet<Resolved>): readonly Declaration[] {
  const { type, properties } = declaration;
  if (type === "AWS::IAM::RolePolicy") {
    return names.has(properties["RoleName"] ?? "") ? [] : [declaration];
  }
  const { Roles, ...others } = properties;
  if (type !== "AWS::IAM::Policy" || !Array.isArray(Roles)) return [declaration];
  const left = (Roles as readonly Resolved[]).filter((role) => !names.has(role));
  if (left.length > 0) return [{ ...declaration, properties: { ...others, Roles: left } }];
  const isUsed = others["Users"] !== undefined || others["Groups"] !== undefined;
  return isUsed ? [{ ...declaration, properties: others }] : [];
}

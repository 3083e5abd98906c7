import { isObject } from "../../../model/json.ts";
import { isUnknown } from "../../../model/unknown.ts";
import { type Resolved, undeclared } from "../../resolved.ts";
import { argumentOf, type Block, blockOf, blocksOf } from "../block.ts";
import { nameOf, ownName } from "../identities.ts";
import type { Planned } from "../plan.ts";
import { pointer, pointers, policyArn, roleName } from "../pointers.ts";
import { policyText } from "../policy-text.ts";
import { copied, type Properties, present } from "../properties.ts";
import { targetsOf } from "../setting.ts";
import { ofType, type World } from "../world.ts";

type List = readonly Resolved[];

/**
 * A role with the policies that the plan gives it. What a role that is there already has besides is in
 * `inline_policy` and `managed_policy_arns`, which the provider reads; where it shows neither, and where
 * whose policy it is cannot be told, an unresolved element stands for what there may be.
 */
export function roleProperties(world: World, role: Planned): Properties {
  const block = blockOf(world.plan, role);
  const policies = [...inlineOf(world, role, block), ...ownPolicies(world, role)];
  const attached = [
    ...managedOf(block),
    ...attachments(world, role),
    ...attachmentsToMany(world, role),
  ];
  return present({
    RoleName: ownName(role),
    ...copied(block, { Path: "path" }),
    AssumeRolePolicyDocument: policyText(world, block, "assume_role_policy"),
    Policies: some(byName(policies)),
    ManagedPolicyArns: some(attached.filter((one, at) => attached.indexOf(one) === at)),
  });
}

const some = (list: List): List | undefined => (list.length === 0 ? undefined : list);

const besides = (block: Block, name: string): List =>
  block.isNew ? [] : [undeclared(`${name} of ${block.address}`)];

function inlineOf(world: World, role: Planned, block: Block): List {
  if (argumentOf(block, "inline_policy") === undefined) return besides(block, "inline_policy");
  const blocks = blocksOf(block, "inline_policy");
  if (isUnknown(blocks)) return [blocks];
  const ended = world.plan.deleted.filter(
    ({ type, after }) => type === "aws_iam_role_policy" && after["role"] === nameOf(role),
  );
  return blocks
    .filter(({ after }) => !ended.some((one) => one.after["name"] === after["name"]))
    .filter(({ after }) => Object.values(after).some((value) => value !== "" && value !== null))
    .map((one) => policy(world, one));
}

const policy = (world: World, block: Block): Resolved =>
  present({
    PolicyName: argumentOf(block, "name"),
    PolicyDocument: policyText(world, block, "policy"),
  });

function ownPolicies(world: World, role: Planned): List {
  const all = targetsOf(world, { type: "aws_iam_role_policy", argument: "role", aim: roleName });
  return all.flatMap(({ block, target }) => {
    if (isUnknown(target)) return [target];
    return target === nameOf(role) ? [policy(world, block)] : [];
  });
}

/** Of two of one name, the later is what the plan makes of the earlier. */
const byName = (policies: List): List =>
  policies.filter((one, at) => {
    const name = isObject(one) ? one["PolicyName"] : undefined;
    const later = policies.slice(at + 1);
    return typeof name !== "string" || !later.some((o) => isObject(o) && o["PolicyName"] === name);
  });

function managedOf(block: Block): List {
  const arns = argumentOf(block, "managed_policy_arns");
  if (arns === undefined) return besides(block, "managed_policy_arns");
  return Array.isArray(arns) ? (arns as List) : [arns];
}

function attachments(world: World, role: Planned): List {
  const type = "aws_iam_role_policy_attachment";
  return targetsOf(world, { type, argument: "role", aim: roleName }).flatMap(
    ({ block, target }): List => {
      if (isUnknown(target)) return [target];
      if (target !== nameOf(role)) return [];
      const arn = pointer(world, block, "policy_arn", policyArn);
      return arn === undefined ? [] : [arn];
    },
  );
}

/** `aws_iam_policy_attachment` attaches one policy to everything that it names. */
function attachmentsToMany(world: World, role: Planned): List {
  return ofType(world, "aws_iam_policy_attachment").flatMap((resource): List => {
    const block = blockOf(world.plan, resource);
    const roles = pointers(world, block, "roles", roleName) ?? [];
    const list: List = Array.isArray(roles) ? roles : [roles];
    const arn = pointer(world, block, "policy_arn", policyArn);
    if (list.includes(nameOf(role)) && arn !== undefined) return [arn];
    return list.filter(isUnknown);
  });
}

export function managedPolicyProperties(world: World, resource: Planned): Properties {
  const block = blockOf(world.plan, resource);
  return present({
    ManagedPolicyName: ownName(resource),
    ...copied(block, { Path: "path" }),
    PolicyDocument: policyText(world, block, "policy"),
  });
}

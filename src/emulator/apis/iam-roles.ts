import {
  GetPolicy$,
  GetPolicyVersion$,
  GetRole$,
  GetRolePolicy$,
  ListAttachedRolePolicies$,
  ListRolePolicies$,
} from "@aws-sdk/client-iam";
import type { JsonObject } from "../../model/json.ts";
import { AwsFault } from "../aws-fault.ts";
import { accountOf, page } from "../lookup.ts";
import type { Caller, EmulatedDescription, Handler } from "../service.ts";
import type { RoleState, World } from "../world.ts";

const noSuchEntity = (what: string): AwsFault =>
  new AwsFault("NoSuchEntity", `The ${what} cannot be found.`, { status: 404 });

function roleOf({ RoleName }: JsonObject, { account }: Caller, world: World): RoleState {
  const found = accountOf(world, account)?.roles.find(({ name }) => name === RoleName);
  if (found !== undefined) return found;
  throw noSuchEntity(`role with name ${String(RoleName)}`);
}

/** A managed policy that any role of the account has. */
function managedDocument({ PolicyArn }: JsonObject, { account }: Caller, world: World): string {
  const attached = (accountOf(world, account)?.roles ?? []).flatMap((role) =>
    Object.entries(role.attachedPolicies ?? {}),
  );
  const document = attached.find(([arn]) => arn === PolicyArn)?.[1];
  if (document !== undefined) return document;
  throw noSuchEntity(`policy ${String(PolicyArn)}`);
}

/** IAM may give fewer than a hundred at a time, so that who reads one page only gets caught. */
const paged = <T>(name: string, items: readonly T[], { Marker, MaxItems }: JsonObject) => {
  const { items: some, next } = page(items, Marker, Number(MaxItems ?? 5));
  return { [name]: some, IsTruncated: next !== undefined, ...(next && { Marker: next }) };
};

const getRole: Handler = (input, caller, world) => {
  const { name, trustPolicy = "{}" } = roleOf(input, caller, world);
  const partition = accountOf(world, caller.account)?.partition ?? "aws";
  return {
    Role: {
      Path: "/",
      RoleName: name,
      RoleId: "AROAEXAMPLE",
      Arn: `arn:${partition}:iam::${caller.account}:role/${name}`,
      CreateDate: "2025-01-01T00:00:00.000Z",
      AssumeRolePolicyDocument: encodeURIComponent(trustPolicy),
    },
  };
};

const getRolePolicy: Handler = (input, caller, world) => {
  const role = roleOf(input, caller, world);
  const PolicyName = String(input["PolicyName"]);
  const document = Object.entries(role.inlinePolicies ?? {}).find(([name]) => name === PolicyName);
  if (document === undefined) throw noSuchEntity(`role policy with name ${PolicyName}`);
  return { RoleName: role.name, PolicyName, PolicyDocument: encodeURIComponent(document[1]) };
};

const listAttachedRolePolicies: Handler = (input, caller, world) => {
  const arns = Object.keys(roleOf(input, caller, world).attachedPolicies ?? {});
  const policies = arns.map((PolicyArn) => ({
    PolicyArn,
    PolicyName: PolicyArn.split("/").at(-1),
  }));
  return paged("AttachedPolicies", policies, input);
};

export const roleOperations = [
  [GetRole$, getRole],
  [
    ListRolePolicies$,
    (input, ...rest) =>
      paged("PolicyNames", Object.keys(roleOf(input, ...rest).inlinePolicies ?? {}), input),
  ],
  [GetRolePolicy$, getRolePolicy],
  [ListAttachedRolePolicies$, listAttachedRolePolicies],
  [
    GetPolicy$,
    (input, ...rest) => {
      managedDocument(input, ...rest);
      return { Policy: { Arn: String(input["PolicyArn"]), DefaultVersionId: "v1" } };
    },
  ],
  [
    GetPolicyVersion$,
    (input, ...rest) => ({
      PolicyVersion: {
        VersionId: String(input["VersionId"]),
        IsDefaultVersion: true,
        Document: encodeURIComponent(managedDocument(input, ...rest)),
      },
    }),
  ],
] as const satisfies EmulatedDescription["operations"];

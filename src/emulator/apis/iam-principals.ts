import { GetAccountAuthorizationDetails$, ListEntitiesForPolicy$ } from "@aws-sdk/client-iam";
import type { Json, JsonObject } from "../../model/json.ts";
import { accountOf, page } from "../lookup.ts";
import type { EmulatedDescription, Handler } from "../service.ts";
import type { PrincipalsState } from "../world.ts";

const kinds = [
  {
    list: "users",
    details: "UserDetailList",
    entities: "PolicyUsers",
    name: "User",
    filter: "User",
  },
  {
    list: "groups",
    details: "GroupDetailList",
    entities: "PolicyGroups",
    name: "Group",
    filter: "Group",
  },
  {
    list: "roles",
    details: "RoleDetailList",
    entities: "PolicyRoles",
    name: "Role",
    filter: "Role",
  },
] as const;

const none: PrincipalsState = { users: [], groups: [], roles: [], policies: [] };

/** One page of things of several kinds, each back in its own list. */
function pageOf(
  tagged: readonly (readonly [list: string, thing: JsonObject])[],
  { Marker, MaxItems }: JsonObject,
): object {
  const { items, next } = page(tagged, Marker, Number(MaxItems ?? 100));
  const lists = [...new Set(items.map(([list]) => list))].map((list) => [
    list,
    items.filter((item) => item[0] === list).map(([, thing]) => thing),
  ]);
  return {
    ...(Object.fromEntries(lists) as object),
    IsTruncated: next !== undefined,
    ...(next && { Marker: next }),
  };
}

const isAttached = (holder: JsonObject, arn: Json | undefined): boolean =>
  ((holder["AttachedManagedPolicies"] ?? []) as readonly JsonObject[]).some(
    ({ PolicyArn }) => PolicyArn === arn,
  );

const listEntitiesForPolicy: Handler = (input, { account }, world) => {
  const principals = accountOf(world, account)?.principals ?? none;
  const holders = kinds.flatMap(({ list, entities, name }) =>
    principals[list]
      .filter((holder) => isAttached(holder, input["PolicyArn"]))
      .map((holder): [string, JsonObject] => [
        entities,
        { [`${name}Name`]: holder[`${name}Name`], [`${name}Id`]: holder[`${name}Id`] },
      ]),
  );
  return pageOf(holders, input);
};

const getAccountAuthorizationDetails: Handler = (input, { account }, world) => {
  const principals = accountOf(world, account)?.principals ?? none;
  const wanted = (input["Filter"] ?? []) as readonly Json[];
  const isWanted = (filter: string): boolean => wanted.length === 0 || wanted.includes(filter);
  return pageOf(
    [
      ...kinds
        .filter(({ filter }) => isWanted(filter))
        .flatMap(({ list, details }) =>
          principals[list].map((one): [string, JsonObject] => [details, one]),
        ),
      ...principals.policies
        .filter(() => isWanted("LocalManagedPolicy"))
        .map((one): [string, JsonObject] => ["Policies", one]),
    ],
    input,
  );
};

export const principalOperations = [
  [ListEntitiesForPolicy$, listEntitiesForPolicy],
  [GetAccountAuthorizationDetails$, getAccountAuthorizationDetails],
] as const satisfies EmulatedDescription["operations"];

import { deniesOnEveryTrail } from "../analyze/policy-actions.ts";
import type {
  MemberAccount,
  Organization,
  ServiceControlPolicy,
} from "../model/facts/organization.ts";
import { from } from "../model/facts/provenance.ts";
import type { TamperingCalls } from "../model/facts/tampering-calls.ts";
import type { JsonObject } from "../model/json.ts";
import { present } from "../model/present.ts";
import type { CallLine } from "../model/recording.ts";
import { type Fact, isUnknown, type Listing, type Source, type Unknown } from "../model/unknown.ts";
import { notReturned, read, toldBy, type Wanted } from "./calls.ts";
import type { Context } from "./context.ts";
import { readPages } from "./pages.ts";
import { listed, object, text } from "./read.ts";
import { reachesEveryMember } from "./service-control-policy.ts";

const service = "organizations";

const wantedOrganization = { service, operation: "DescribeOrganization" };

/** The account's organization: none is an answer. */
export function organizations(context: Context): Listing<Organization> {
  const { fact, source } = read<JsonObject | "none">(context.calls, wantedOrganization, {
    value: (output) => object(output, "Organization"),
    errors: { AWSOrganizationsNotInUseException: "none" },
  });
  if (fact === "none") return { $items: [], $unseen: [] };
  if (isUnknown(fact)) return { $items: [], $unseen: [fact] };
  const made = organizationFacts(context, fact, source);
  return made ? { $items: [made], $unseen: [] } : { $items: [], $unseen: [notReturned(source)] };
}

/** The account that the organization belongs to, if the account may know it. */
export function managementAccountOf(calls: readonly CallLine[]): string | undefined {
  const described = calls.find(
    ({ service, operation }) =>
      service === wantedOrganization.service && operation === wantedOrganization.operation,
  );
  return text(object(described?.output, "Organization"), "MasterAccountId");
}

function organizationFacts(
  context: Context,
  described: JsonObject,
  source: Source,
): Organization | undefined {
  const [arn, id] = [text(described, "Arn"), text(described, "Id")];
  const managementAccountId = text(described, "MasterAccountId");
  if (arn === undefined || id === undefined || managementAccountId === undefined) return undefined;
  const isManagementAccount = managementAccountId === context.account.account;
  const inside: Inside = { context, managementAccountId, isManagementAccount };
  const accounts = listMembers(inside);
  const trusted = textsListed(inside, "ListAWSServiceAccessForOrganization", {
    list: "EnabledServicePrincipals",
    member: "ServicePrincipal",
  });
  const administrators = textsListed(inside, "ListDelegatedAdministrators", {
    list: "DelegatedAdministrators",
    member: "Id",
  });
  return from<Organization>(
    {
      "*": source,
      members: {
        trustedServices: trusted.source,
        delegatedAdministrators: administrators.source,
        accounts: toldBy(context.calls, { service, operation: "ListAccounts" }),
        serviceControlPolicies: toldBy(context.calls, { service, operation: "ListPolicies" }),
      },
    },
    {
      arn,
      id,
      managementAccountId,
      isManagementAccount,
      featureSet: text(described, "FeatureSet") ?? notReturned(source),
      trustedServices: trusted.fact,
      delegatedAdministrators: administrators.fact,
      accounts,
      serviceControlPolicies: listPolicies(inside, accounts),
    },
  );
}

interface Inside {
  readonly context: Context;
  readonly managementAccountId: string;
  readonly isManagementAccount: boolean;
}

/** A member is refused what is for the management account and delegated administrators, whatever its permissions. */
function listInside<T>(
  { context, isManagementAccount }: Inside,
  operation: string,
  items: (output: JsonObject, source: Source) => readonly T[] | undefined,
): Listing<T> {
  const { $items, $unseen } = readPages(context.calls, { service, operation }, items);
  if (isManagementAccount) return { $items, $unseen };
  return { $items, $unseen: $unseen.map(asMember) };
}

const forManagement = ["access-denied", "not-collected"];

function asMember({ permission, ...unknown }: Unknown): Unknown {
  return forManagement.includes(unknown.$unknown)
    ? { ...unknown, $unknown: "organization-member" }
    : present({ ...unknown, permission });
}

/** Texts out of a list that counts only if all of it was seen. */
function textsListed(
  inside: Inside,
  operation: string,
  { list, member }: { readonly list: string; readonly member: string },
): { readonly fact: Fact<readonly string[]>; readonly source: Source } {
  const source = toldBy(inside.context.calls, { service, operation });
  const { $items, $unseen } = listInside(inside, operation, (output) =>
    listed(output, list)?.flatMap((item) => text(item, member) ?? []),
  );
  return { source, fact: $unseen[0] ?? $items };
}

/** `State` takes the place of `Status`, which AWS retired in September 2026. */
const listMembers = (inside: Inside): Listing<MemberAccount> =>
  listInside(inside, "ListAccounts", (output, source) =>
    listed(output, "Accounts")?.map((account) =>
      from<MemberAccount>(
        { "*": source },
        {
          id: text(account, "Id") ?? "",
          state: text(account, "State") ?? text(account, "Status") ?? notReturned(source),
        },
      ),
    ),
  );

const listPolicies = (
  inside: Inside,
  accounts: Listing<MemberAccount>,
): Listing<ServiceControlPolicy> =>
  listInside(inside, "ListPolicies", (output, source) =>
    listed(output, "Policies")
      ?.filter((policy) => policy["AwsManaged"] !== true)
      .flatMap((policy) => {
        const id = text(policy, "Id");
        if (id === undefined) return [];
        const denies = deniedCalls(inside, id);
        return from<ServiceControlPolicy>(
          { "*": source },
          {
            id,
            arn: text(policy, "Arn") ?? id,
            name: text(policy, "Name") ?? id,
            denies,
            reachesEveryMember: reachesEveryMember(inside.context, id, {
              accounts,
              managementAccountId: inside.managementAccountId,
            }),
          },
        );
      }),
  );

function deniedCalls({ context }: Inside, id: string): TamperingCalls {
  const wanted: Wanted = {
    service,
    operation: "DescribePolicy",
    matches: ({ PolicyId }) => PolicyId === id,
  };
  const { fact, source } = read(context.calls, wanted, {
    value: (output) => text(object(output, "Policy"), "Content"),
  });
  const denies = (action: string): Fact<boolean> => {
    if (isUnknown(fact)) return fact;
    const { partition } = context.account;
    return (
      deniesOnEveryTrail(fact, `cloudtrail:${action}`, partition) ?? {
        $unknown: "undecidable",
        detail: "the policy's conditions are more than exempt principals",
        source,
      }
    );
  };
  return from<TamperingCalls>(
    { "*": source },
    {
      stopLogging: denies("StopLogging"),
      deleteTrail: denies("DeleteTrail"),
      updateTrail: denies("UpdateTrail"),
      putEventSelectors: denies("PutEventSelectors"),
    },
  );
}

import {
  DescribeOrganization$,
  DescribePolicy$,
  ListAccounts$,
  ListAccountsForParent$,
  ListAWSServiceAccessForOrganization$,
  ListDelegatedAdministrators$,
  ListOrganizationalUnitsForParent$,
  ListPolicies$,
  ListTargetsForPolicy$,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import type { Json, JsonObject } from "../../model/json.ts";
import { AwsFault } from "../aws-fault.ts";
import { accountOf, page } from "../lookup.ts";
import { type Caller, emulate, type Handler } from "../service.ts";
import type { OrganizationState, ServiceControlPolicyState, World } from "../world.ts";

const id = "o-exampleorg";

/** The caller's organization. */
function organizationOf({ organization }: World, { account }: Caller): OrganizationState {
  const everyone = [organization?.managementAccount, ...(organization?.members ?? [])];
  if (organization !== undefined && everyone.includes(account)) return organization;
  throw new AwsFault(
    "AWSOrganizationsNotInUseException",
    "Your account is not a member of an organization.",
  );
}

/** Members that administer nothing are told no more than which organization it is. */
function asAdministrator(world: World, caller: Caller): OrganizationState {
  const organization = organizationOf(world, caller);
  const { managementAccount, delegatedAdministrators = [] } = organization;
  if ([managementAccount, ...delegatedAdministrators].includes(caller.account)) return organization;
  throw new AwsFault(
    "AccessDeniedException",
    "You don't have permissions to access this resource.",
  );
}

const describeOrganization: Handler = (_input, caller, world) => {
  const { managementAccount, featureSet = "ALL" } = organizationOf(world, caller);
  const partition = accountOf(world, caller.account)?.partition ?? "aws";
  const arn = `arn:${partition}:organizations::${managementAccount}`;
  return {
    Organization: {
      Id: id,
      Arn: `${arn}:organization/${id}`,
      FeatureSet: featureSet,
      MasterAccountId: managementAccount,
      MasterAccountArn: `${arn}:account/${id}/${managementAccount}`,
      MasterAccountEmail: "management@example.com",
    },
  };
};

/** A list of the organization's, page by page. */
const listing =
  (
    list: string,
    items: (organization: OrganizationState, input: JsonObject) => readonly object[],
  ): Handler =>
  (input, caller, world) => {
    const all = items(asAdministrator(world, caller), input);
    const found = page(all, input["NextToken"], Number(input["MaxResults"] ?? 20));
    return { [list]: found.items, ...(found.next && { NextToken: found.next }) };
  };

const memberAccounts = (organization: OrganizationState) =>
  everyoneIn(organization).map((account) => accountItem(organization, account));

const everyoneIn = ({ managementAccount, members }: OrganizationState): readonly string[] => [
  managementAccount,
  ...members,
];

const accountItem = (
  { managementAccount, suspended = [], names = {} }: OrganizationState,
  account: string,
) => ({
  Id: account,
  Arn: `arn:aws:organizations::${managementAccount}:account/${id}/${account}`,
  Name: names[account] ?? `account ${account}`,
  Email: `${account}@example.com`,
  State: suspended.includes(account) ? "SUSPENDED" : "ACTIVE",
});

const rootId = "r-0001";

/** What is right below a unit, or the root. */
function below(organization: OrganizationState, { ParentId }: JsonObject) {
  const { units = [] } = organization;
  const inUnits = units.flatMap(({ accounts }) => accounts);
  const unit = units.find((one) => one.id === ParentId);
  if (unit === undefined && ParentId !== rootId) {
    throw new AwsFault(
      "ParentNotFoundException",
      "We can't find a root or OU with the ParentId that you specified.",
    );
  }
  return {
    units: units.filter(({ parent = rootId }) => parent === ParentId),
    accounts:
      unit?.accounts ?? everyoneIn(organization).filter((account) => !inUnits.includes(account)),
  };
}

const summaryOf = (
  { id: Id, name: Name }: ServiceControlPolicyState,
  managementAccount: string,
) => ({
  Id,
  Name,
  Arn: `arn:aws:organizations::${managementAccount}:policy/${id}/service_control_policy/${Id}`,
  Type: "SERVICE_CONTROL_POLICY",
  AwsManaged: false,
});

const fullAwsAccess = {
  Id: "p-FullAWSAccess",
  Name: "FullAWSAccess",
  Arn: "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess",
  Type: "SERVICE_CONTROL_POLICY",
  AwsManaged: true,
};

function policyOf(
  { serviceControlPolicies = [] }: OrganizationState,
  wanted: Json | undefined,
): ServiceControlPolicyState {
  const found = serviceControlPolicies.find((policy) => policy.id === wanted);
  if (found !== undefined) return found;
  throw new AwsFault("PolicyNotFoundException", "We can't find a policy with that id.");
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Operations.html */
export const organizations = emulate({
  name: "organizations",
  signingName: "organizations",
  Client: OrganizationsClient,
  operations: [
    [DescribeOrganization$, describeOrganization],
    [ListAccounts$, listing("Accounts", memberAccounts)],
    [
      ListAccountsForParent$,
      listing("Accounts", (organization, input) =>
        below(organization, input).accounts.map((account) => accountItem(organization, account)),
      ),
    ],
    [
      ListOrganizationalUnitsForParent$,
      listing("OrganizationalUnits", (organization, input) =>
        below(organization, input).units.map(({ id: Id, name: Name }) => ({ Id, Name })),
      ),
    ],
    [
      ListAWSServiceAccessForOrganization$,
      listing("EnabledServicePrincipals", ({ trustedServices = ["cloudtrail.amazonaws.com"] }) =>
        trustedServices.map((ServicePrincipal) => ({ ServicePrincipal })),
      ),
    ],
    [
      ListDelegatedAdministrators$,
      listing("DelegatedAdministrators", ({ delegatedAdministrators = [] }) =>
        delegatedAdministrators.map((Id) => ({ Id })),
      ),
    ],
    [
      ListPolicies$,
      listing("Policies", ({ serviceControlPolicies = [], managementAccount }) => [
        fullAwsAccess,
        ...serviceControlPolicies.map((policy) => summaryOf(policy, managementAccount)),
      ]),
    ],
    [
      DescribePolicy$,
      ({ PolicyId }, caller, world) => {
        const organization = asAdministrator(world, caller);
        const policy = policyOf(organization, PolicyId);
        return {
          Policy: {
            PolicySummary: summaryOf(policy, organization.managementAccount),
            Content: policy.content,
          },
        };
      },
    ],
    [
      ListTargetsForPolicy$,
      listing("Targets", (organization, { PolicyId }) => policyOf(organization, PolicyId).targets),
    ],
  ],
});

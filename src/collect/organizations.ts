import {
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  ListAccountsCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListDelegatedAdministratorsCommand,
  ListPoliciesCommand,
  ListTargetsForPolicyCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { service } from "../aws/operation.ts";
import { partitionById } from "../model/partition.ts";
import { type Ask, askPages } from "./ask.ts";
import type { Identity } from "./identity.ts";

/** @public Its operations are found here by `npm run generate`. */
export const organizations = service("organizations", OrganizationsClient);

const describeOrganization = organizations(
  "DescribeOrganization",
  DescribeOrganizationCommand,
  "organizations:DescribeOrganization",
);
const listDelegatedAdministrators = organizations(
  "ListDelegatedAdministrators",
  ListDelegatedAdministratorsCommand,
  "organizations:ListDelegatedAdministrators",
);
const listAwsServiceAccess = organizations(
  "ListAWSServiceAccessForOrganization",
  ListAWSServiceAccessForOrganizationCommand,
  "organizations:ListAWSServiceAccessForOrganization",
);
export const listAccounts = organizations(
  "ListAccounts",
  ListAccountsCommand,
  "organizations:ListAccounts",
);
const listPolicies = organizations(
  "ListPolicies",
  ListPoliciesCommand,
  "organizations:ListPolicies",
);
const describePolicy = organizations(
  "DescribePolicy",
  DescribePolicyCommand,
  "organizations:DescribePolicy",
);
const listTargetsForPolicy = organizations(
  "ListTargetsForPolicy",
  ListTargetsForPolicyCommand,
  "organizations:ListTargetsForPolicy",
);

/**
 * The organization as its account sees it. A member may only describe it, unless it is a delegated
 * administrator: whether it is, one refused call tells.
 */
export async function collectOrganization(
  ask: Ask,
  { account, partition }: Identity,
): Promise<void> {
  const region = partitionById(partition).leaderRegion;
  const { output } = await ask(describeOrganization, region, {});
  const management = output?.Organization?.MasterAccountId;
  if (management === undefined) return;
  const administrators = askPages(
    ask,
    listDelegatedAdministrators,
    region,
    { ServicePrincipal: "cloudtrail.amazonaws.com" },
    nextPage,
  );
  if (management !== account && (await administrators).some(({ error }) => error)) return;
  await Promise.all([
    administrators,
    askPages(ask, listAwsServiceAccess, region, {}, nextPage),
    askPages(ask, listAccounts, region, {}, nextPage),
    collectServiceControlPolicies(ask, region),
  ]);
}

export const nextPage = ({ NextToken }: { readonly NextToken?: string | undefined }) =>
  NextToken ? { NextToken } : undefined;

/** AWS's own policy of this type allows everything; of the others, those matter that name CloudTrail. */
async function collectServiceControlPolicies(ask: Ask, region: string): Promise<void> {
  const pages = await askPages(
    ask,
    listPolicies,
    region,
    { Filter: "SERVICE_CONTROL_POLICY" },
    nextPage,
  );
  const own = pages
    .flatMap(({ output }) => output?.Policies ?? [])
    .filter(({ AwsManaged }) => AwsManaged !== true);
  await Promise.all(
    own.map(async ({ Id: PolicyId }) => {
      const { output } = await ask(describePolicy, region, { PolicyId });
      if (!/cloudtrail/i.test(output?.Policy?.Content ?? "")) return;
      await askPages(ask, listTargetsForPolicy, region, { PolicyId }, nextPage);
    }),
  );
}

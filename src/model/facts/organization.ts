import type { Fact, Listing } from "../unknown.ts";
import { type FieldsOf, field } from "./field.ts";
import type { TamperingCalls } from "./tampering-calls.ts";

/**
 * The organization that the account belongs to, as far as the account may see it: most is for the
 * management account and for delegated administrators.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html
 */
export interface Organization {
  readonly arn: string;
  readonly id: string;
  readonly managementAccountId: string;
  readonly isManagementAccount: boolean;
  readonly featureSet: Fact<string>;
  readonly trustedServices: Fact<readonly string[]>;
  readonly delegatedAdministrators: Fact<readonly string[]>;
  readonly accounts: Listing<MemberAccount>;
  readonly serviceControlPolicies: Listing<ServiceControlPolicy>;
}

const describe = "organizations:DescribeOrganization";

export const organizationFields: FieldsOf<Organization> = {
  arn: field("string", "ARN", describe),
  id: field("string", "Id, `o-…`", describe),
  managementAccountId: field("string", "The account that owns it", describe),
  isManagementAccount: field("bool", "That is the judged account", describe),
  featureSet: field("string", "ALL or CONSOLIDATED_BILLING", describe),
  trustedServices: field(
    "list<string>",
    "Services with trusted access: cloudtrail.amazonaws.com …",
    "organizations:ListAWSServiceAccessForOrganization",
  ),
  delegatedAdministrators: field(
    "list<string>",
    "Accounts that administer CloudTrail for it",
    "organizations:ListDelegatedAdministrators",
  ),
  accounts: field("list<MemberAccount>", "All its accounts", "organizations:ListAccounts"),
  serviceControlPolicies: field(
    "list<ServiceControlPolicy>",
    "Its own service control policies",
    "organizations:ListPolicies",
  ),
};

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html */
export interface MemberAccount {
  readonly id: string;
  readonly state: Fact<string>;
}

const accounts = "organizations:ListAccounts";

export const memberAccountFields: FieldsOf<MemberAccount> = {
  id: field("string", "Account id", accounts),
  state: field("string", "ACTIVE, SUSPENDED, CLOSED …", accounts),
};

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html */
export interface ServiceControlPolicy {
  readonly arn: string;
  readonly id: string;
  readonly name: string;
  readonly denies: TamperingCalls;
  readonly reachesEveryMember: Fact<boolean>;
}

const policies = "organizations:ListPolicies";

export const serviceControlPolicyFields: FieldsOf<ServiceControlPolicy> = {
  arn: field("string", "ARN", policies),
  id: field("string", "Id, `p-…`", policies),
  name: field("string", "Name", policies),
  denies: field(
    "TamperingCalls",
    "The calls that it denies on every trail, to all but principals that it names",
    "organizations:DescribePolicy",
  ),
  reachesEveryMember: field(
    "bool",
    "It is attached to the root, or to every active member account",
    "organizations:ListTargetsForPolicy",
  ),
};

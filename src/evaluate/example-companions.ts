import type { Account } from "../model/facts/account.ts";
import type { EventRule, EventTarget } from "../model/facts/event-rule.ts";
import type { Organization } from "../model/facts/organization.ts";
import type { Region } from "../model/facts/region.ts";
import { complete } from "../model/unknown.ts";

// What stands beside the trails of the example account: see example-account.ts.

const allCalls = () => ({
  stopLogging: true,
  deleteTrail: true,
  updateTrail: true,
  putEventSelectors: true,
});

export const exampleEventRule = (
  account: string,
  region: string,
  target: Omit<EventTarget, "arn">,
): EventRule => ({
  arn: `arn:aws:events:${region}:${account}:rule/trail-tampering`,
  name: "trail-tampering",
  region,
  isEnabled: true,
  state: "ENABLED",
  eventPattern:
    '{"source":["aws.cloudtrail"],"detail":{"eventName":["StopLogging","DeleteTrail","UpdateTrail","PutEventSelectors"]}}',
  matches: allCalls(),
  targets: complete([{ arn: `arn:aws:sns:${region}:${account}:security`, ...target }]),
});

export const exampleRegion = (
  account: string,
  name: string,
  eventRules: readonly EventRule[],
): Region => ({
  name,
  guardDuty: { exists: true, isEnabled: true, s3Protection: "ENABLED" },
  configurationRecorders: complete([
    {
      name: "default",
      roleArn: `arn:aws:iam::${account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
      recordsAllSupportedTypes: true,
      includesGlobalResourceTypes: true,
      isRecording: true,
      lastStatus: "SUCCESS",
    },
  ]),
  deliveryChannels: complete([{ name: "default", s3BucketName: "example-config" }]),
  securityHub: {
    isEnabled: true,
    hubArn: `arn:aws:securityhub:${name}:${account}:hub/default`,
    subscribedAt: "2025-01-02T03:04:05.000Z",
  },
  eventRules: complete(eventRules),
  trailCount: 1,
});

const exampleOrganization = (account: string): Organization => ({
  arn: `arn:aws:organizations::${account}:organization/o-example1234`,
  id: "o-example1234",
  managementAccountId: account,
  isManagementAccount: true,
  featureSet: "ALL",
  trustedServices: ["cloudtrail.amazonaws.com"],
  delegatedAdministrators: [],
  accounts: complete([
    { id: account, state: "ACTIVE" },
    { id: "444455556666", state: "ACTIVE" },
  ]),
  serviceControlPolicies: complete([
    {
      arn: `arn:aws:organizations::${account}:policy/o-example1234/service_control_policy/p-trails`,
      id: "p-trails",
      name: "protect-trails",
      denies: allCalls(),
      reachesEveryMember: true,
    },
  ]),
});

/** The account's view of its organization, and what IAM says of CloudTrail. */
export const exampleCompanions = (
  account: string,
): Pick<Account, "organizations" | "fullAccessEntities" | "iamPolicies"> => ({
  organizations: complete([exampleOrganization(account)]),
  fullAccessEntities: complete([]),
  iamPolicies: complete([
    {
      name: "trail-reader",
      arn: `arn:aws:iam::${account}:policy/trail-reader`,
      isInline: false,
      allowsEveryCloudTrailAction: false,
    },
  ]),
});

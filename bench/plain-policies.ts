import type { Account } from "../src/model/facts/account.ts";
import type { Bucket } from "../src/model/facts/bucket.ts";
import type { Key } from "../src/model/facts/key.ts";
import type { LogGroup } from "../src/model/facts/log-group.ts";
import type { Organization } from "../src/model/facts/organization.ts";
import type { Region } from "../src/model/facts/region.ts";
import type { Trail, TrailStatus } from "../src/model/facts/trail.ts";

/** Facts of which nothing is unknown: what is measured against does not have to care. */
type Known<T> = T extends { readonly $unknown: unknown }
  ? never
  : T extends { readonly $items: readonly (infer Item)[] }
    ? { readonly $items: readonly Known<Item>[] }
    : T extends readonly (infer Item)[]
      ? readonly Known<Item>[]
      : T extends object
        ? { readonly [member in keyof T]: Known<T[member]> }
        : T;

type Check<T> = (thing: Known<T>, account: Known<Account>, asOf: number) => boolean | undefined;

const hour = 3_600_000;
const since = (time: string | undefined, from: number): boolean =>
  time !== undefined && Date.parse(time) >= from;

const deliversDigests = (status: Known<TrailStatus>, asOf: number): boolean =>
  status.latestDigestDeliveryError === undefined &&
  since(status.latestDigestDeliveryTime, asOf - 2 * hour);

const accounts: readonly Check<Account>[] = [
  ({ trails }) => trails.$items.some(({ isLogging }) => isLogging),
  ({ trails }) => trails.$items.some((one) => one.isLogging && one.recordsGlobalServiceEvents),
  ({ trails }) =>
    trails.$items.some(
      ({ isMultiRegionTrail, isLogging, managementEvents }) =>
        isMultiRegionTrail &&
        isLogging &&
        managementEvents.recordsReads &&
        managementEvents.recordsWrites &&
        managementEvents.excludedEventSources.length === 0,
    ),
  ({ fullAccessEntities }) => fullAccessEntities.$items.length === 0,
  ({ iamPolicies }) => iamPolicies.$items.every((one) => !one.allowsEveryCloudTrailAction),
];

const regions: readonly Check<Region>[] = [
  ({ guardDuty }) => guardDuty.isEnabled,
  ({ guardDuty: { isEnabled, s3Protection } }) =>
    isEnabled && s3Protection === undefined ? undefined : isEnabled && s3Protection === "ENABLED",
  ({ securityHub }) => securityHub.isEnabled,
];

const organizations: readonly Check<Organization>[] = [
  ({ managementAccountId }, { trails }) =>
    trails.$items.some(
      (one) =>
        one.isOrganizationTrail &&
        one.isMultiRegionTrail &&
        one.isLogging &&
        one.accountId === managementAccountId,
    ),
  ({ managementAccountId, accounts }, { id, trails }) =>
    trails.$items.some(
      (one) => one.isOrganizationTrail && one.isLogging && one.accountId === managementAccountId,
    ) ||
    (trails.$items.some((one) => one.isLogging) &&
      accounts.$items.every((one) => one.id === id || one.state !== "ACTIVE")),
];

const trails: readonly Check<Trail>[] = [
  ({ isLogging }) => isLogging,
  ({ kmsKeyId }) => kmsKeyId !== undefined,
  ({ logFileValidationEnabled }) => logFileValidationEnabled,
  ({ cloudWatchLogsLogGroupArn, cloudWatchLogsRoleArn }) =>
    cloudWatchLogsLogGroupArn !== undefined && cloudWatchLogsRoleArn !== undefined,
  ({ isLogging, logFileValidationEnabled, status }, _account, asOf) =>
    isLogging && logFileValidationEnabled
      ? status.latestDigestDeliveryError === undefined &&
        since(status.latestDigestDeliveryTime, asOf - 24 * hour)
      : undefined,
  ({ isLogging, cloudWatchLogsLogGroupArn, status, logGroup }, _account, asOf) =>
    isLogging && cloudWatchLogsLogGroupArn !== undefined
      ? status.latestCloudWatchLogsDeliveryError === undefined &&
        since(status.latestCloudWatchLogsDeliveryTime, asOf - 24 * hour) &&
        logGroup?.exists
      : undefined,
  ({ isLogging, statuses }, _account, asOf) =>
    isLogging
      ? statuses.$items.every(
          (one) =>
            one.latestDeliveryError === undefined ||
            since(one.latestDeliveryTime, asOf - hour) ||
            deliversDigests(one, asOf),
        ) &&
        statuses.$items.some(
          (one) => since(one.latestDeliveryTime, asOf - 24 * hour) || deliversDigests(one, asOf),
        )
      : undefined,
];

const buckets: readonly Check<Bucket>[] = [
  ({ exists, ownerAccountId }, { id }) => exists && ownerAccountId === id,
  ({ exists, logging, name }) =>
    exists ? logging.enabled && logging.targetBucket !== name : undefined,
  ({ exists, policy }) => (exists ? policy.deniesInsecureTransport : undefined),
  ({ exists, publicAccessBlock: block }) =>
    exists
      ? block.blockPublicAcls &&
        block.ignorePublicAcls &&
        block.blockPublicPolicy &&
        block.restrictPublicBuckets
      : undefined,
  ({ exists, policy, publicAccessBlock: block, objectOwnership, publicGrants }) =>
    exists
      ? (block.restrictPublicBuckets || !policy.isPublic) &&
        (block.ignorePublicAcls ||
          objectOwnership === "BucketOwnerEnforced" ||
          publicGrants.length === 0)
      : undefined,
];

const keys: readonly Check<Key>[] = [
  ({ exists, keyState }) => exists && keyState === "Enabled",
  ({ exists, keyManager }) => (exists ? keyManager === "CUSTOMER" : undefined),
  ({ exists, keyState }) =>
    exists ? !["PendingDeletion", "PendingReplicaDeletion"].includes(keyState) : undefined,
  ({ exists, keyManager, keySpec, origin, rotationEnabled, rotationPeriodInDays = 0 }) =>
    exists && keyManager === "CUSTOMER" && keySpec === "SYMMETRIC_DEFAULT" && origin === "AWS_KMS"
      ? rotationEnabled && rotationPeriodInDays <= 365
      : undefined,
];

const logGroups: readonly Check<LogGroup>[] = [
  ({ exists, retentionInDays = 365 }) => (exists ? retentionInDays >= 365 : undefined),
];

export interface Counts {
  pass: number;
  fail: number;
}

/** The policies of the default pack as plain functions: what judging an account cannot cost less than. */
export function judgePlainly(given: Account, asOf: number, counts: Counts): void {
  const account = given as Known<Account>;
  const count = (verdict: boolean | undefined): void => {
    if (verdict === true) counts.pass += 1;
    if (verdict === false) counts.fail += 1;
  };
  const judge = <T>(checks: readonly Check<T>[], thing: Known<T>): void => {
    for (const check of checks) count(check(thing, account, asOf));
  };
  judge(accounts, account);
  for (const region of account.regions.$items) judge(regions, region);
  for (const organization of account.organizations.$items) judge(organizations, organization);
  for (const trail of account.trails.$items) judge(trails, trail);
  for (const bucket of account.buckets.$items) judge(buckets, bucket);
  for (const key of account.keys.$items) judge(keys, key);
  for (const logGroup of account.logGroups.$items) judge(logGroups, logGroup);
}

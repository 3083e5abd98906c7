import type { TrailDelivery } from "../../model/facts/resource-policy.ts";
import { type Fact, isUnknown } from "../../model/unknown.ts";
import { type CloudTrailCall, decideFor, factOf, type TrailOfPolicy } from "./cloudtrail-calls.ts";
import type { Decision } from "./decide.ts";
import type { NamedPrincipal, Statement } from "./statement.ts";

/**
 * Whether a bucket policy lets CloudTrail deliver a trail: look at the ACL, then write log files and
 * digest files under the trail's prefix, for the account and, for an organization trail, for the
 * organization.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export function deliveryOf(
  statements: readonly Statement[],
  bucketArn: string,
  trail: TrailOfPolicy,
): TrailDelivery {
  const may = (what: string, calls: readonly CloudTrailCall[]): Fact<boolean> =>
    factOf(allOf(calls.map((call) => decideFor(statements, trail, call))), what);
  const { isOrganizationTrail } = trail;
  const write = (what: string, folder: string, encryption: string | undefined): Fact<boolean> => {
    const own = may(what, [
      putObject(bucketArn, trail, `${trail.accountId}/${folder}`, encryption),
    ]);
    if (isOrganizationTrail === false || own === false) return own;
    if (isUnknown(isOrganizationTrail)) return isOrganizationTrail;
    const organization = `${trail.organizationId ?? "o-*"}/*/${folder}`;
    const shared = may(what, [putObject(bucketArn, trail, organization, encryption)]);
    return shared === true ? own : shared;
  };
  return {
    trailArn: trail.arn,
    aclCheck: may("read the bucket's ACL", [{ action: "s3:GetBucketAcl", resource: bucketArn }]),
    logFiles: write("write log files", "CloudTrail", trail.kmsKeyId && "aws:kms"),
    digestFiles: write("write digest files", "CloudTrail-Digest", "AES256"),
  };
}

/** Where a trail's files are in its bucket, for all of its accounts. */
export const logPath = (bucketArn: string, { s3KeyPrefix }: TrailOfPolicy): string =>
  `${bucketArn}/${s3KeyPrefix ? `${s3KeyPrefix}/` : ""}AWSLogs/*`;

/** What the keys of a trail's files begin with; the rest of an organization's id may not be known. */
export function logPrefixes({ s3KeyPrefix, accountId, ...trail }: TrailOfPolicy): string[] {
  const folder = `${s3KeyPrefix ? `${s3KeyPrefix}/` : ""}AWSLogs/`;
  const ofAccount = `${folder}${accountId}/CloudTrail`;
  if (trail.isOrganizationTrail === false) return [ofAccount];
  return [ofAccount, `${folder}${trail.organizationId ?? "o-"}`];
}

/**
 * Digest files are written with SSE-S3; so are log files without a key, but there AWS does not say
 * whether the request names it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
 */
function putObject(
  bucketArn: string,
  trail: TrailOfPolicy,
  folder: string,
  encryption: string | undefined,
): CloudTrailCall {
  return {
    action: "s3:PutObject",
    resource: `${logPath(bucketArn, trail).slice(0, -1)}${folder}/*`,
    keys: {
      "s3:x-amz-acl": ["bucket-owner-full-control"],
      ...(encryption && { "s3:x-amz-server-side-encryption": [encryption] }),
    },
  };
}

const allOf = (decisions: readonly Decision[]): Decision =>
  decisions.find((one) => one === "denied") ??
  decisions.find((one) => one === "undecidable") ??
  "allowed";

/**
 * Accounts from which CloudTrail delivered before it had a service principal, one a Region; Regions
 * that came later have none.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html#troubleshooting-s3-bucket-policy
 */
const legacyAccounts = new Set([
  ...["903692715234", "035351147821", "859597730677", "814480443879", "216624486486"],
  ...["086441151436", "388731089494", "284668455005", "113285607260", "475085895292"],
  ...["977081816279", "492519147666", "819402241893", "282025262664", "262312530599"],
]);

/** CloudTrail's own accounts of the past among those whom a policy lets in. */
export const legacyPrincipals = (statements: readonly Statement[]): readonly string[] => [
  ...new Set(
    statements
      .filter(({ effect, principals }) => effect === "Allow" && principals?.isNegated === false)
      .flatMap(({ principals }) => principals?.named ?? [])
      .filter(isLegacy)
      .map(({ name }) => name),
  ),
];

const isLegacy = ({ type, name }: NamedPrincipal): boolean =>
  type === "AWS" && legacyAccounts.has(/\d{12}/.exec(name)?.[0] ?? "");

import { parseArn } from "../model/arn.ts";
import { partitionById } from "../model/partition.ts";
import type { Ask } from "./ask.ts";
import type { TrailSeen } from "./cloudtrail.ts";
import { collectWatchers } from "./watchers.ts";

/** Reads what the trails deliver to: buckets, keys, roles, and the log groups with all that watches them. */
export async function collectDestinations(
  ask: Ask,
  account: string,
  trails: readonly TrailSeen[],
): Promise<void> {
  if (trails.length === 0) return;
  await Promise.all([
    collectBuckets(ask, account, trails),
    collectKeys(ask, account, trails),
    collectRoles(ask, account, trails),
    collectWatchers(ask, account, trails),
  ]);
}

async function collectBuckets(
  ask: Ask,
  account: string,
  trails: readonly TrailSeen[],
): Promise<void> {
  const { collectBucket } = await import("./s3.ts");
  const names = new Set(trails.flatMap(({ S3BucketName }) => S3BucketName || []));
  await Promise.all(
    [...names].map((name) => {
      const users = trails.filter((trail) => trail.S3BucketName === name);
      return collectBucket(ask, {
        name,
        region: users[0]?.home ?? "",
        owners: [account, ...likelyOwners(name, users).filter((owner) => owner !== account)],
      });
    }),
  );
}

/** Whose bucket it may be: the trail's account, the key's, or one that the bucket's name spells out. */
function likelyOwners(bucket: string, trails: readonly TrailSeen[]): string[] {
  const accounts = trails.flatMap(({ TrailARN, KmsKeyId }) =>
    [TrailARN, KmsKeyId ?? ""].flatMap((arn) => parseArn(arn)?.account || []),
  );
  const named = bucket.match(/(?<!\d)\d{12}(?!\d)/g) ?? [];
  return [...new Set([...accounts, ...named])];
}

async function collectKeys(ask: Ask, account: string, trails: readonly TrailSeen[]): Promise<void> {
  const homes = new Map(
    trails.flatMap(({ KmsKeyId, home }) => (KmsKeyId ? [[KmsKeyId, home]] : [])),
  );
  if (homes.size === 0) return;
  const { collectKey } = await import("./kms.ts");
  await Promise.all(
    [...homes].map(([keyId, region]) => collectKey(ask, keyId, { account, region })),
  );
}

/** The roles for copies to CloudWatch Logs; those of other accounts are not ours to read. */
async function collectRoles(
  ask: Ask,
  account: string,
  trails: readonly TrailSeen[],
): Promise<void> {
  const arns = new Set(trails.flatMap(({ CloudWatchLogsRoleArn }) => CloudWatchLogsRoleArn || []));
  const roles = [...arns]
    .flatMap((arn) => parseArn(arn) ?? [])
    .filter((arn) => arn.account === account);
  if (roles.length === 0) return;
  const { collectRole } = await import("./iam-roles.ts");
  await Promise.all(
    roles.map(({ partition, resource }) =>
      collectRole(ask, partitionById(partition).leaderRegion, resource.split("/").at(-1) ?? ""),
    ),
  );
}

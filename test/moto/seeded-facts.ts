import { account } from "./clients.ts";
import { accountCompanions } from "./companions.ts";
import {
  accessLogBucket,
  bucketRegion,
  homeRegion,
  logGroup,
  mainBucket,
  mainTrail,
  oldBucket,
  oldTrail,
  otherRegion,
  role,
  rootUse,
  type Seeded,
  topic,
} from "./seed.ts";

/** The facts that have to come out of what `seed` put in. */
export function whatWasSeeded({ keyArn }: Seeded) {
  const all = { recordsReads: true, recordsWrites: true, excludedEventSources: [] };
  return {
    publicAccessBlock: { blockPublicAcls: true, restrictPublicBuckets: false },
    trails: {
      $items: [
        {
          arn: mainTrail,
          homeRegion,
          isMultiRegionTrail: true,
          logFileValidationEnabled: true,
          isLogging: true,
          kmsKeyId: keyArn,
          s3KeyPrefix: "organization",
          snsTopicArn: topic,
          cloudWatchLogsLogGroupArn: logGroup,
          cloudWatchLogsRoleArn: role,
          managementEvents: all,
          insightTypes: ["ApiCallRateInsight"],
          tags: { owner: "security" },
          bucket: mainBucketFacts,
        },
        {
          arn: oldTrail,
          homeRegion: otherRegion,
          isMultiRegionTrail: false,
          logFileValidationEnabled: false,
          isLogging: false,
          tags: {},
          bucket: oldBucketFacts,
        },
      ].sort((a, b) => (a.arn < b.arn ? -1 : 1)),
      $unseen: [],
    },
    keys: { $items: [{ arn: keyArn, aliases: ["alias/cloudtrail"], rotationEnabled: true }] },
    logGroups: { $items: [{ arn: logGroup, retentionInDays: 400, metricFilters: watched }] },
    ...accountCompanions,
  };
}

const mainBucketFacts = {
  name: mainBucket,
  region: homeRegion,
  ownerAccountId: account,
  policy: { exists: true, isPublic: false, deniesInsecureTransport: true },
  publicAccessBlock: { ignorePublicAcls: true, blockPublicPolicy: true },
  publicGrants: [],
  objectOwnership: "ObjectWriter",
  encryption: { algorithm: "AES256" },
  versioning: "Enabled",
  logging: { enabled: true, targetBucket: accessLogBucket, targetPrefix: "main/" },
  lifecycleRules: [],
  objectLock: { enabled: false },
  replicationRules: [],
};

// As buckets were before 2023, when S3 began to encrypt and to block of its own accord.
const oldBucketFacts = {
  name: oldBucket,
  region: bucketRegion,
  ownerAccountId: account,
  policy: { exists: true, deniesInsecureTransport: false },
  publicAccessBlock: { ignorePublicAcls: false, blockPublicPolicy: false },
  encryption: { algorithm: "none" },
  versioning: "Off",
  logging: { enabled: false },
};

// moto takes a mail address as confirmed at once.
const watched = {
  $items: [
    {
      filterName: "root-use",
      filterPattern: rootUse,
      alarms: {
        $items: [
          {
            name: "root-use",
            topics: {
              $items: [
                {
                  arn: topic,
                  subscriptions: { $items: [{ protocol: "email", isConfirmed: true }] },
                },
              ],
            },
          },
        ],
      },
    },
  ],
};

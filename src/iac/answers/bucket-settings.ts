import { type Resolved, unresolved } from "../resolved.ts";
import type { None, Output } from "./answer.ts";
import { objectAt, objectsAt } from "./values.ts";

type Properties = { readonly [name: string]: Resolved };

/** Reads one setting of a bucket from its properties, or from its address what it stands for. */
export type Read = (properties: Properties, address: string) => Output | None;

export const versioning: Read = (properties) => ({
  Status: objectAt(properties, "VersioningConfiguration")?.["Status"],
  MFADelete: properties["MfaDelete"] === true ? "Enabled" : properties["MfaDelete"],
});

/** Buckets made since April 2023 block everything without it, and older ones nothing. */
export const publicAccessBlock: Read = ({ PublicAccessBlockConfiguration: declared }, address) => ({
  PublicAccessBlockConfiguration:
    declared ??
    unresolved(
      `PublicAccessBlockConfiguration of ${address}: its default depends on when it was made`,
    ),
});

export const ownership: Read = ({ OwnershipControls: declared }, address) => ({
  OwnershipControls:
    declared ??
    unresolved(`OwnershipControls of ${address}: its default depends on when it was made`),
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html */
export const encryption: Read = (properties) => {
  const rules = objectsAt(
    objectAt(properties, "BucketEncryption"),
    "ServerSideEncryptionConfiguration",
  );
  const rule: Properties | undefined =
    rules.length > 0 ? rules[0] : { ServerSideEncryptionByDefault: byDefault };
  return {
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: rule?.["ServerSideEncryptionByDefault"],
          BucketKeyEnabled: rule?.["BucketKeyEnabled"],
        },
      ],
    },
  };
};

const byDefault = { SSEAlgorithm: "AES256" };

export const logging: Read = (properties, address) => {
  const declared = objectAt(properties, "LoggingConfiguration");
  if (declared === undefined) return {};
  const { DestinationBucketName, LogFilePrefix } = declared;
  return {
    LoggingEnabled: {
      // Without a destination the bucket logs into itself.
      TargetBucket: DestinationBucketName ?? address,
      TargetPrefix: LogFilePrefix,
    },
  };
};

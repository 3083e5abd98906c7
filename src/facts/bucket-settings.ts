import type {
  Bucket,
  Encryption,
  LifecycleRule,
  ObjectLock,
  ReplicationRule,
  ServerAccessLogging,
} from "../model/facts/bucket.ts";
import { from } from "../model/facts/provenance.ts";
import type { JsonObject } from "../model/json.ts";
import { present } from "../model/present.ts";
import type { Fact, Source } from "../model/unknown.ts";
import { bucketRegion } from "./bucket-identity.ts";
import { type Calls, type Reading, read } from "./calls.ts";
import { readPublicAccessBlock } from "./public-access-block.ts";
import { flag, listed, number, object, objects, text } from "./read.ts";

type Setting =
  | "publicAccessBlock"
  | "publicGrants"
  | "objectOwnership"
  | "encryption"
  | "versioning"
  | "mfaDelete"
  | "logging"
  | "lifecycleRules"
  | "objectLock"
  | "replicationRules"
  | "payer";

interface Settings {
  readonly facts: Pick<Bucket, Setting>;
  readonly sources: { readonly [setting in Setting]?: Source };
}

/** Every setting of a bucket, each from its own call. */
export function readSettings(calls: Calls, matches: (input: JsonObject) => boolean): Settings {
  const sources: { [setting in Setting]?: Source } = {};
  const setting = <T>(name: Setting, operation: string, reading: Reading<T>): Fact<T> => {
    const { fact, source } = read(calls, { service: "s3", operation, matches }, reading);
    sources[name] = source;
    return fact;
  };
  const block = readPublicAccessBlock(calls, {
    service: "s3",
    operation: "GetPublicAccessBlock",
    matches,
  });
  sources.publicAccessBlock = block.source;
  const facts = {
    publicAccessBlock: block.fact,
    publicGrants: setting("publicGrants", "GetBucketAcl", { value: publicGrants }),
    objectOwnership: setting("objectOwnership", "GetBucketOwnershipControls", {
      value: objectOwnership,
      errors: { OwnershipControlsNotFoundError: "ObjectWriter" },
    }),
    encryption: setting<Encryption>("encryption", "GetBucketEncryption", {
      value: encryption,
      errors: { ServerSideEncryptionConfigurationNotFoundError: noEncryption },
    }),
    versioning: setting("versioning", "GetBucketVersioning", { value: versioning }),
    mfaDelete: setting("mfaDelete", "GetBucketVersioning", { value: mfaDelete }),
    logging: setting("logging", "GetBucketLogging", { value: logging }),
    lifecycleRules: setting("lifecycleRules", "GetBucketLifecycleConfiguration", {
      value: (output) => listed(output, "Rules")?.map(lifecycleRule),
      errors: { NoSuchLifecycleConfiguration: [] },
    }),
    objectLock: setting<ObjectLock>("objectLock", "GetObjectLockConfiguration", {
      value: objectLock,
      errors: { ObjectLockConfigurationNotFoundError: { enabled: false } },
    }),
    replicationRules: setting("replicationRules", "GetBucketReplication", {
      value: (output) => replicationRules(output, calls),
      errors: { ReplicationConfigurationNotFoundError: [] },
    }),
    payer: setting("payer", "GetBucketRequestPayment", {
      value: (output) => text(output, "Payer"),
    }),
  };
  return { facts, sources };
}

const objectOwnership = (output: JsonObject): string | undefined =>
  text(objects(object(output, "OwnershipControls"), "Rules")[0], "ObjectOwnership");

const noEncryption: Encryption = { algorithm: "none", bucketKeyEnabled: false };

const versioning = (output: JsonObject): string => text(output, "Status") ?? "Off";

const mfaDelete = (output: JsonObject): boolean => text(output, "MFADelete") === "Enabled";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups */
const everyone = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

const publicGrants = (output: JsonObject): readonly string[] | undefined =>
  listed(output, "Grants")?.flatMap((grant) => {
    const group = everyone.exec(text(object(grant, "Grantee"), "URI") ?? "")?.[1];
    return group ? [`${group}: ${text(grant, "Permission")}`] : [];
  });

function encryption(output: JsonObject): Encryption | undefined {
  const [rule] = objects(object(output, "ServerSideEncryptionConfiguration"), "Rules");
  const byDefault = object(rule, "ApplyServerSideEncryptionByDefault");
  const algorithm = text(byDefault, "SSEAlgorithm");
  if (algorithm === undefined) return undefined;
  return present({
    algorithm,
    kmsKeyId: text(byDefault, "KMSMasterKeyID"),
    bucketKeyEnabled: flag(rule, "BucketKeyEnabled") ?? false,
  });
}

function logging(output: JsonObject): ServerAccessLogging {
  const enabled = object(output, "LoggingEnabled");
  return present({
    enabled: text(enabled, "TargetBucket") !== undefined,
    targetBucket: text(enabled, "TargetBucket"),
    targetPrefix: text(enabled, "TargetPrefix"),
  });
}

function objectLock(output: JsonObject): ObjectLock {
  const configuration = object(output, "ObjectLockConfiguration");
  const retention = object(object(configuration, "Rule"), "DefaultRetention");
  const years = number(retention, "Years");
  return present({
    enabled: text(configuration, "ObjectLockEnabled") === "Enabled",
    mode: text(retention, "Mode"),
    days: number(retention, "Days") ?? (years === undefined ? undefined : years * 365),
  });
}

function lifecycleRule(rule: JsonObject): LifecycleRule {
  const filter = object(rule, "Filter");
  const and = object(filter, "And");
  const expiration = object(rule, "Expiration");
  const narrowing = ["Tag", "ObjectSizeGreaterThan", "ObjectSizeLessThan", "Tags"];
  return present({
    id: text(rule, "ID") ?? "",
    enabled: text(rule, "Status") === "Enabled",
    prefix: text(rule, "Prefix") ?? text(filter, "Prefix") ?? text(and, "Prefix"),
    isFiltered: [filter, and].some((part) => narrowing.some((name) => part?.[name] !== undefined)),
    expirationDays: number(expiration, "Days"),
    expirationDate: text(expiration, "Date"),
  });
}

const replicationRules = (
  output: JsonObject,
  calls: Calls,
): readonly ReplicationRule[] | undefined =>
  listed(object(output, "ReplicationConfiguration"), "Rules")?.map((rule) =>
    replicationRule(rule, calls),
  );

function replicationRule(rule: JsonObject, calls: Calls): ReplicationRule {
  const filter = object(rule, "Filter");
  const and = object(filter, "And");
  const destinationBucket = text(object(rule, "Destination"), "Bucket") ?? "";
  const region = bucketRegion(calls, destinationBucket.split(":").at(-1) ?? "");
  const facts = present({
    id: text(rule, "ID") ?? "",
    enabled: text(rule, "Status") === "Enabled",
    destinationBucket,
    destinationRegion: region.fact,
    prefix: text(rule, "Prefix") ?? text(filter, "Prefix") ?? text(and, "Prefix"),
    isFiltered: filter?.["Tag"] !== undefined || and?.["Tags"] !== undefined,
  });
  return from<ReplicationRule>({ members: { destinationRegion: region.source } }, facts);
}

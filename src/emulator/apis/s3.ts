import {
  GetBucketAcl$,
  GetBucketEncryption$,
  GetBucketLifecycleConfiguration$,
  GetBucketLocation$,
  GetBucketLogging$,
  GetBucketOwnershipControls$,
  GetBucketPolicy$,
  GetBucketPolicyStatus$,
  GetBucketReplication$,
  GetBucketRequestPayment$,
  GetBucketVersioning$,
  GetObjectLockConfiguration$,
  GetPublicAccessBlock$,
  HeadBucket$,
  S3Client,
} from "@aws-sdk/client-s3";
import type { JsonObject } from "../../model/json.ts";
import { AwsFault } from "../aws-fault.ts";
import { type Caller, emulate, type Handler } from "../service.ts";
import type { BucketState, World } from "../world.ts";

/**
 * The bucket, if the caller may read it and asks in its Region. Names are unique over all accounts.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
function bucketOf(input: JsonObject, caller: Caller, world: World): BucketState {
  const owner = world.accounts.find(({ buckets }) =>
    buckets.some(({ name }) => name === input["Bucket"]),
  );
  const bucket = owner?.buckets.find(({ name }) => name === input["Bucket"]);
  if (owner === undefined || bucket === undefined) {
    throw new AwsFault("NoSuchBucket", "The specified bucket does not exist", { status: 404 });
  }
  const headers = { "x-amz-bucket-region": bucket.region };
  if (caller.region !== bucket.region) {
    const message = "The bucket must be addressed using its own endpoint.";
    throw new AwsFault("PermanentRedirect", message, { status: 301, headers });
  }
  const expected = input["ExpectedBucketOwner"];
  const isReader = owner.id === caller.account || bucket.readers?.includes(caller.account) === true;
  if (isReader && (expected === undefined || expected === owner.id)) return bucket;
  throw new AwsFault("AccessDenied", "Access Denied", { status: 403, headers });
}

/** A part of a bucket that may be missing, and what S3 says then. */
const part =
  (
    read: (bucket: BucketState) => object | undefined,
    [code, message, status = 404]: readonly [code?: string, message?: string, status?: number] = [],
  ): Handler =>
  (input, caller, world) => {
    const answer = read(bucketOf(input, caller, world));
    if (answer !== undefined) return answer;
    throw new AwsFault(code ?? "InternalError", message ?? "", { status });
  };

const noPolicy = ["NoSuchBucketPolicy", "The bucket policy does not exist"] as const;

const wrapped = (name: string, value: object | undefined) =>
  value === undefined ? undefined : { [name]: value };

export const s3 = emulate({
  name: "s3",
  signingName: "s3",
  Client: S3Client,
  operations: [
    [HeadBucket$, part(({ region }) => ({ BucketRegion: region }))],
    [
      GetBucketLocation$,
      part(({ region }) => (region === "us-east-1" ? {} : { LocationConstraint: region })),
    ],
    [
      GetBucketPolicy$,
      part(({ policy }) => (policy === undefined ? undefined : { Policy: policy }), noPolicy),
    ],
    [
      GetBucketPolicyStatus$,
      part(({ policyStatus }) => wrapped("PolicyStatus", policyStatus), noPolicy),
    ],
    [
      GetPublicAccessBlock$,
      part(
        ({ publicAccessBlock }) => wrapped("PublicAccessBlockConfiguration", publicAccessBlock),
        [
          "NoSuchPublicAccessBlockConfiguration",
          "The public access block configuration was not found",
        ],
      ),
    ],
    [GetBucketAcl$, part(({ acl }) => acl)],
    [
      GetBucketOwnershipControls$,
      part(
        ({ ownershipControls }) => wrapped("OwnershipControls", ownershipControls),
        ["OwnershipControlsNotFoundError", "The bucket ownership controls were not found"],
      ),
    ],
    [
      GetBucketEncryption$,
      part(
        ({ encryption }) => wrapped("ServerSideEncryptionConfiguration", encryption),
        [
          "ServerSideEncryptionConfigurationNotFoundError",
          "The server side encryption configuration was not found",
        ],
      ),
    ],
    [GetBucketVersioning$, part(({ versioning }) => versioning)],
    [GetBucketLogging$, part(({ logging }) => logging)],
    [
      GetBucketLifecycleConfiguration$,
      part(
        ({ lifecycle }) => lifecycle,
        ["NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"],
      ),
    ],
    [
      GetObjectLockConfiguration$,
      part(
        ({ objectLock }) => wrapped("ObjectLockConfiguration", objectLock),
        [
          "ObjectLockConfigurationNotFoundError",
          "Object Lock configuration does not exist for this bucket",
        ],
      ),
    ],
    [
      GetBucketReplication$,
      part(
        ({ replication }) => wrapped("ReplicationConfiguration", replication),
        ["ReplicationConfigurationNotFoundError", "The replication configuration was not found"],
      ),
    ],
    [GetBucketRequestPayment$, part(({ payer }) => ({ Payer: payer }))],
  ],
});

import type { Bucket, PublicAccessBlock } from "../model/facts/bucket.ts";
import { from } from "../model/facts/provenance.ts";
import type { JsonObject } from "../model/json.ts";
import { type Fact, isUnknown, type Source } from "../model/unknown.ts";
import { readPolicy } from "./bucket-policy.ts";
import { readSettings } from "./bucket-settings.ts";
import { type Answer, type Calls, notCollected, read, refused } from "./calls.ts";
import type { Context } from "./context.ts";
import { text } from "./read.ts";

/** A log bucket, and whose settings it inherits. */
export interface BucketNamed {
  readonly name: string;
  readonly trails: readonly string[];
  readonly accountPublicAccessBlock: Fact<PublicAccessBlock>;
}

const head = "HeadBucket";

export function bucketFacts(context: Context, named: BucketNamed): Bucket {
  const { calls, account } = context;
  const { name, trails } = named;
  const heads = calls.all({ service: "s3", operation: head, matches: ofBucket(name) });
  const headSource = heads.at(-1)?.source ?? { call: `s3:${head}`, region: "" };
  const ownerAccountId = owner(calls, name, heads);
  const settings = readSettings(calls, ofBucket(name));
  const arn = `arn:${account.partition}:s3:::${name}`;
  const accountPublicAccessBlock =
    ownerAccountId === account.account
      ? named.accountPublicAccessBlock
      : isUnknown(ownerAccountId)
        ? ownerAccountId
        : ({ $unknown: "cross-account", detail: `bucket of ${ownerAccountId}` } as const);
  return from<Bucket>(
    { "*": headSource, members: settings.sources },
    {
      name,
      arn,
      trails,
      exists: exists(calls, name, heads),
      region: bucketRegion(calls, name, heads),
      ownerAccountId,
      policy: readPolicy(calls, ofBucket(name), arn),
      accountPublicAccessBlock,
      ...settings.facts,
    },
  );
}

const ofBucket = (name: string) => (input: JsonObject) => input["Bucket"] === name;

/** Whatever S3 answers about a bucket proves that it is there; only a 404 proves that it is not. */
function exists(calls: Calls, name: string, heads: readonly Answer[]): Fact<boolean> {
  const last = heads.at(-1);
  if (last?.output !== undefined) return true;
  if (last?.error?.status === 404 || last?.error?.code === "NoSuchBucket") return false;
  if (hasAnswered(calls, name)) return true;
  return last?.error ? refused(last.error, last.source) : notCollected(sourceOf(last));
}

const operations = [
  "GetBucketLocation",
  "GetBucketPolicy",
  "GetPublicAccessBlock",
  "GetBucketAcl",
  "GetBucketVersioning",
  "GetBucketLogging",
  "GetBucketEncryption",
];

const hasAnswered = (calls: Calls, name: string): boolean =>
  operations.some(
    (operation) =>
      calls.one({ service: "s3", operation, matches: ofBucket(name) })?.output !== undefined,
  );

const sourceOf = (answer: Answer | undefined): Source =>
  answer?.source ?? { call: `s3:${head}`, region: "" };

/** S3 answers a request with an expected owner only when that is the owner. */
function owner(calls: Calls, name: string, heads: readonly Answer[]): Fact<string> {
  const location = calls.one({
    service: "s3",
    operation: "GetBucketLocation",
    matches: ofBucket(name),
  });
  const proof = [...heads, ...(location ? [location] : [])].find(
    ({ output, input }) => output !== undefined && text(input, "ExpectedBucketOwner") !== undefined,
  );
  const proven = proof && text(proof.input, "ExpectedBucketOwner");
  if (proven !== undefined) return proven;
  const last = heads.at(-1);
  return last?.error ? refused(last.error, last.source) : notCollected(sourceOf(last));
}

/** An answer comes from the bucket's Region; a bucket in us-east-1 has no location constraint. */
function bucketRegion(calls: Calls, name: string, heads: readonly Answer[]): Fact<string> {
  const last = heads.at(-1);
  if (last?.output !== undefined) return text(last.output, "BucketRegion") ?? last.source.region;
  if (last?.error?.bucketRegion !== undefined) return last.error.bucketRegion;
  const wanted = { service: "s3", operation: "GetBucketLocation", matches: ofBucket(name) };
  const { fact } = read(calls, wanted, {
    value: (output) => {
      const constraint = text(output, "LocationConstraint") ?? "us-east-1";
      return constraint === "EU" ? "eu-west-1" : constraint;
    },
  });
  return fact;
}

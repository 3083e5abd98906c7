import type { JsonObject } from "../model/json.ts";
import { type Answer, type Calls, notAsked, read, refused, type Told } from "./calls.ts";
import { text } from "./read.ts";

export const ofBucket = (name: string) => (input: JsonObject) => input["Bucket"] === name;

const service = "s3";

const head = (calls: Calls, bucket: string): Answer | undefined =>
  calls.one({ service, operation: "HeadBucket", matches: ofBucket(bucket) });

/** What is known where HeadBucket tells nothing. */
function untold(calls: Calls, answer: Answer | undefined): Told<never> {
  const source = answer?.source ?? { call: "s3:HeadBucket", region: "" };
  return { source, fact: answer?.error ? refused(answer.error, source) : notAsked(calls, source) };
}

/** Whatever S3 answers about a bucket proves that it is there, unless it says that there is none. */
export function bucketExists(calls: Calls, bucket: string): Told<boolean> {
  const last = head(calls, bucket);
  for (const { output, error, source } of [...(last ? [last] : []), ...answers(calls, bucket)]) {
    if (output !== undefined) return { fact: true, source };
    if (error && saysNoSuchBucket.test(error.code)) return { fact: false, source };
  }
  return untold(calls, last);
}

/** An answer to HEAD has no body, and gets its code from the status. */
const saysNoSuchBucket = /^(NoSuchBucket|NotFound)$/;

const operations = [
  "GetBucketLocation",
  "GetBucketPolicy",
  "GetPublicAccessBlock",
  "GetBucketAcl",
  "GetBucketVersioning",
  "GetBucketLogging",
  "GetBucketEncryption",
];

const answers = (calls: Calls, bucket: string): Answer[] =>
  operations.flatMap(
    (operation) => calls.one({ service, operation, matches: ofBucket(bucket) }) ?? [],
  );

/** S3 answers a request with an expected owner only when that is the owner. */
export function bucketOwner(calls: Calls, bucket: string): Told<string> {
  const matches = ofBucket(bucket);
  const heads = calls.all({ service, operation: "HeadBucket", matches });
  const locations = calls.all({ service, operation: "GetBucketLocation", matches });
  for (const { output, input, source } of [...heads, ...locations]) {
    const expected = text(input, "ExpectedBucketOwner");
    if (output !== undefined && expected !== undefined) return { fact: expected, source };
  }
  return untold(calls, heads.at(-1));
}

/** An answer comes from the bucket's Region; a bucket in us-east-1 has no location constraint. */
export function bucketRegion(calls: Calls, bucket: string): Told<string> {
  const last = head(calls, bucket);
  if (last?.output !== undefined) {
    return { fact: text(last.output, "BucketRegion") ?? last.source.region, source: last.source };
  }
  if (last?.error?.bucketRegion !== undefined) {
    return { fact: last.error.bucketRegion, source: last.source };
  }
  const wanted = { service, operation: "GetBucketLocation", matches: ofBucket(bucket) };
  return read(calls, wanted, {
    value: (output) => {
      const constraint = text(output, "LocationConstraint") ?? "us-east-1";
      return constraint === "EU" ? "eu-west-1" : constraint;
    },
  });
}

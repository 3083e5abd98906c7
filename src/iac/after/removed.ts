import type { CallLine } from "../../model/recording.ts";
import type { Identified } from "../answers/lifting.ts";

type Ends = (
  thing: Pick<Identified, "name" | "arn" | "properties">,
  call: CallLine,
) => CallLine | undefined;

const says = (call: CallLine, code: string): CallLine => {
  const { output: _, ...line } = call;
  return { ...line, error: { code, message: "" } };
};

/** What is asked about a thing by one of its names is answered so once it is gone. */
const gone =
  (input: string, codes: { readonly [operation: string]: string }): Ends =>
  ({ name, arn }, call) => {
    const asked = call.input[input];
    if (asked !== name && asked !== arn) return call;
    const code = codes[call.operation];
    return code === undefined ? undefined : says(call, code);
  };

/**
 * What becomes of recorded answers when a change takes a thing away, by the thing's type. Things that
 * are only listed are left to the lists.
 */
export const endings: {
  readonly [type: string]: { readonly service: string; readonly end: Ends };
} = {
  "AWS::S3::Bucket": {
    service: "s3",
    end: gone("Bucket", { HeadBucket: "NotFound", GetBucketLocation: "NoSuchBucket" }),
  },
  "AWS::S3::BucketPolicy": {
    service: "s3",
    end: ({ properties }, call) =>
      call.operation === "GetBucketPolicy" && call.input["Bucket"] === properties["Bucket"]
        ? says(call, "NoSuchBucketPolicy")
        : call,
  },
  "AWS::KMS::Key": {
    service: "kms",
    // It can still be restored, and encrypts nothing meanwhile.
    end: ({ arn }, call) => pendingDeletion(arn, call),
  },
  "AWS::SNS::Topic": {
    service: "sns",
    end: gone("TopicArn", { GetTopicAttributes: "NotFound" }),
  },
  "AWS::IAM::Role": { service: "iam", end: gone("RoleName", { GetRole: "NoSuchEntity" }) },
  "AWS::Logs::LogGroup": {
    service: "cloudwatch-logs",
    end: ({ name }, call) => {
      if (call.input["logGroupName"] === name) return undefined;
      return call.input["logGroupNamePrefix"] === name
        ? { ...call, output: { logGroups: [] } }
        : call;
    },
  },
};

function pendingDeletion(arn: unknown, call: CallLine): CallLine {
  const metadata = call.output?.["KeyMetadata"];
  if (call.operation !== "DescribeKey" || typeof metadata !== "object" || metadata === null) {
    return call;
  }
  if (!("Arn" in metadata) || metadata["Arn"] !== arn) return call;
  return { ...call, output: { KeyMetadata: { ...metadata, KeyState: "PendingDeletion" } } };
}

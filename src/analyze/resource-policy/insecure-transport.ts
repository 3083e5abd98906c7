import { denies } from "./decide.ts";
import type { Statement } from "./statement.ts";

/**
 * Whether a bucket policy denies every S3 action to everyone over plain HTTP, on the bucket and on
 * its objects. A statement that is narrowed by anything else does not count, whatever it is: a
 * narrower Deny never covers what it leaves out.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html#transit
 */
export const deniesInsecureTransport = (
  statements: readonly Statement[],
  bucketArn: string,
): boolean =>
  [bucketArn, `${bucketArn}/*`].every(
    (resource) =>
      denies(statements, {
        caller: { kind: "anyone" },
        action: "s3:*",
        resource,
        context: (key) => (key === "aws:securetransport" ? ["false"] : "unknown"),
      }) === true,
  );

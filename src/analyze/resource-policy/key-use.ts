import type { TrailKeyUse } from "../../model/facts/resource-policy.ts";
import type { Fact } from "../../model/unknown.ts";
import { decideFor, factOf, type TrailOfPolicy } from "./cloudtrail-calls.ts";
import type { ContextValue } from "./condition.ts";
import { matchesAction } from "./pattern.ts";
import type { Statement } from "./statement.ts";

/**
 * Whether a key policy lets CloudTrail use the key for a trail. Grants are not read.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export function keyUseOf(
  statements: readonly Statement[],
  keyArn: string,
  trail: TrailOfPolicy,
): TrailKeyUse {
  const may = (action: string, keys: { readonly [key: string]: ContextValue }): Fact<boolean> =>
    factOf(
      decideFor(statements, trail, { action, resource: keyArn, keys }),
      `call ${action} for ${trail.arn}`,
    );
  return {
    trailArn: trail.arn,
    generateDataKey: may("kms:GenerateDataKey", {
      "kms:encryptioncontext:aws:cloudtrail:arn": [trail.arn],
    }),
    describeKey: may("kms:DescribeKey", {}),
    decrypt: may("kms:Decrypt", {}),
  };
}

/** Whether a statement is about the call that encrypts log files. */
export const isAboutEncrypting = ({ actions }: Statement): boolean =>
  actions.isNegated
    ? !actions.patterns.some((pattern) => matchesAction(pattern, "kms:GenerateDataKey") === true)
    : actions.patterns.some((pattern) => matchesAction(pattern, "kms:GenerateDataKey*") !== false);

/**
 * Whether the key of a topic lets CloudTrail send encrypted messages.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
export function keyLetsPublish(
  statements: readonly Statement[],
  keyArn: string,
  trails: readonly TrailOfPolicy[],
): Fact<boolean> {
  const decisions = trails.flatMap((trail) =>
    ["kms:GenerateDataKey", "kms:Decrypt"].map((action) =>
      decideFor(statements, trail, { action, resource: keyArn }),
    ),
  );
  if (decisions.includes("denied")) return false;
  const isOpen = decisions.includes("undecidable");
  return factOf(isOpen ? "undecidable" : "allowed", "use the topic's key");
}

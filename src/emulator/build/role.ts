import { parseArn } from "../../model/arn.ts";
import type { RoleState } from "../world.ts";

/**
 * The role by which CloudTrail writes to a log group, and may do nothing else.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
 */
export function buildDeliveryRole(
  name: string,
  logGroupArn: string,
  given: Partial<RoleState> = {},
): RoleState {
  const { account = "", region = "" } = parseArn(logGroupArn) ?? {};
  const group = logGroupArn.replace(/:\*$/, "");
  return {
    name,
    trustedAccounts: [],
    trustPolicy: document({
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceAccount": account } },
    }),
    inlinePolicies: {
      write: document({
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${group}:log-stream:${account}_CloudTrail_${region}*`,
      }),
    },
    ...given,
  };
}

const document = (statement: object): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });

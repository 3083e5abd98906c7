import { cloudTrail } from "./cloudtrail-calls.ts";
import { matches } from "./pattern.ts";
import type { Condition, Statement } from "./statement.ts";

/** Whether a role's trust policy lets CloudTrail take the role, and nobody else. */
export function trustsOnlyCloudTrail(statements: readonly Statement[]): boolean {
  const trusted = statements.filter(({ effect }) => effect === "Allow");
  return (
    trusted.length > 0 &&
    trusted.every(
      ({ principals }) =>
        principals?.isNegated === false &&
        principals.named.every(({ type, name }) => type === "Service" && name === cloudTrail),
    )
  );
}

/** Whether every Allow of a trust policy is narrowed by where the call comes from. */
export const isBoundToTrails = (statements: readonly Statement[]): boolean =>
  statements
    .filter(({ effect }) => effect === "Allow")
    .every(({ conditions }) => conditions.some(isAboutSource));

const isAboutSource = ({ key, operator, ifExists }: Condition): boolean =>
  /^aws:source(arn|account|orgid)$/.test(key) &&
  /^(String|Arn)(Equals|Like)$/.test(operator) &&
  !ifExists;

const wanted = ["logs:createlogstream", "logs:putlogevents"];

/**
 * What the policies of a role allow beyond writing to the streams of a log group. Deny statements
 * and permissions boundaries do not make up for it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
 */
export function excessPermissions(
  statements: readonly Statement[],
  logGroupArn: string,
): readonly string[] {
  const group = logGroupArn.replace(/:\*$/, "");
  const isWithin = (resource: string): boolean =>
    resource === group || matches(`${group}:*`, resource) === true;
  const excess = statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap(({ actions, resources }) => {
      if (actions.isNegated) return [`all but ${actions.patterns.join(", ")}`];
      if (resources.isNegated) return [`${actions.patterns.join(", ")} nearly everywhere`];
      const outside = resources.patterns.find((resource) => !isWithin(resource));
      return actions.patterns.flatMap((action) => {
        if (!wanted.includes(action.toLowerCase())) return [action];
        return outside === undefined ? [] : [`${action} on ${outside}`];
      });
    });
  return [...new Set(excess)];
}

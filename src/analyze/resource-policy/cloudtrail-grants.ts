import { parseArn } from "../../model/arn.ts";
import type { CloudTrailGrant } from "../../model/facts/resource-policy.ts";
import { type Fact, isUnknown } from "../../model/unknown.ts";
import { cloudTrail } from "./cloudtrail-calls.ts";
import { actionsAsWritten } from "./grants.ts";
import { isBinding } from "./narrowing.ts";
import { concerns, isEveryone } from "./principal.ts";
import type { Condition, Statement } from "./statement.ts";

/**
 * The Allow statements that name CloudTrail, and the trails that their conditions bind them to.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export const cloudTrailGrants = (
  statements: readonly Statement[],
  isOfInterest: (statement: Statement) => boolean = () => true,
): readonly CloudTrailGrant[] =>
  statements
    .filter((statement) => statement.effect === "Allow" && namesCloudTrail(statement))
    .filter(isOfInterest)
    .map((statement) => {
      const sourceArns = valuesOf(statement, "aws:sourcearn");
      return {
        actions: actionsAsWritten(statement),
        sourceArns: isUnknown(sourceArns) ? [] : sourceArns,
        sourceArnAccounts: isUnknown(sourceArns) ? sourceArns : [...new Set(sourceArns.map(owner))],
        sourceAccounts: valuesOf(statement, "aws:sourceaccount"),
        sourceOrganizations: valuesOf(statement, "aws:sourceorgid"),
      };
    });

/** A statement for everyone is for CloudTrail too, but that is another matter. */
function namesCloudTrail({ principals }: Statement): boolean {
  const named = principals?.named.filter((one) => !isEveryone(one)) ?? [];
  const caller = { kind: "service", service: cloudTrail } as const;
  return principals?.isNegated === false && concerns({ isNegated: false, named }, caller) !== false;
}

/** An ARN pattern may leave the account open. */
const owner = (arn: string): string => parseArn(arn)?.account || "*";

/** The values that bind a key; none where nothing does, unknown where that cannot be told. */
function valuesOf({ conditions }: Statement, key: string): Fact<readonly string[]> {
  const about = conditions.filter((condition) => condition.key === key);
  const [binding] = about
    .filter((condition) => isBinding(condition) && !condition.values.some(isVariable))
    .sort((a, b) => a.values.length - b.values.length);
  if (binding !== undefined) return binding.values;
  if (!about.some(mayBind)) return [];
  return {
    $unknown: "undecidable",
    detail: `cannot tell what its condition on ${key} binds it to`,
  };
}

const isVariable = (value: string): boolean => value.includes("${");

/** What only says that the key is there, or what it is not, binds a statement to nothing. */
const mayBind = ({ operator }: Condition): boolean => !/^(Null|\w*Not\w*)$/.test(operator);

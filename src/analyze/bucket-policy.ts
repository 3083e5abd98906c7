import { isObject, type Json, type JsonObject } from "../model/json.ts";
import type { Fact } from "../model/unknown.ts";

/** One statement, with every one-or-many member as a list. */
interface Statement {
  readonly effect: string;
  readonly principal: Json | undefined;
  readonly hasNotPrincipal: boolean;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: readonly Condition[];
}

interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

const unreadable: Fact<never> = { $unknown: "undecidable", detail: "the policy is not readable" };

/**
 * Whether a bucket policy denies every S3 action to everyone over plain HTTP, on the bucket and on
 * its objects. A statement that is narrowed by anything else does not count, whatever it is: a
 * narrower Deny never covers what it leaves out.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html#transit
 */
export function deniesInsecureTransport(policy: string, bucketArn: string): Fact<boolean> {
  const statements = parseStatements(policy);
  if (statements === undefined) return unreadable;
  const denying = statements.filter(
    (statement) =>
      statement.effect === "Deny" &&
      isEveryone(statement) &&
      statement.actions.some((action) => action === "*" || action.toLowerCase() === "s3:*") &&
      requiresTls(statement.conditions),
  );
  const covers = (pattern: string) =>
    denying.some(({ resources }) => resources.some((resource) => isAtLeast(resource, pattern)));
  return covers(bucketArn) && covers(`${bucketArn}/*`);
}

/**
 * True only where nothing in the policy could reach anyone: no Allow names everyone or excludes
 * principals. What "public" means beyond that is for S3 to say (GetBucketPolicyStatus).
 */
export function isSurelyNotPublic(policy: string): boolean {
  const statements = parseStatements(policy);
  return (
    statements?.every(
      (statement) =>
        statement.effect !== "Allow" || (!statement.hasNotPrincipal && !namesEveryone(statement)),
    ) ?? false
  );
}

function requiresTls(conditions: readonly Condition[]): boolean {
  const [condition, ...others] = conditions;
  return (
    others.length === 0 &&
    condition !== undefined &&
    /^Bool(IfExists)?$/.test(condition.operator) &&
    condition.key.toLowerCase() === "aws:securetransport" &&
    condition.values.length === 1 &&
    condition.values[0]?.toLowerCase() === "false"
  );
}

const isEveryone = (statement: Statement): boolean =>
  !statement.hasNotPrincipal && namesEveryone(statement);

function namesEveryone({ principal }: Statement): boolean {
  if (principal === "*") return true;
  return isObject(principal) && listOf(principal["AWS"]).includes("*");
}

/** Whether a resource pattern matches everything that `pattern` matches; only trailing `*` are weighed. */
function isAtLeast(resource: string, pattern: string): boolean {
  if (resource === pattern) return true;
  return resource.endsWith("*") && pattern.startsWith(resource.slice(0, -1));
}

function parseStatements(policy: string): Statement[] | undefined {
  let document: unknown;
  try {
    document = JSON.parse(policy);
  } catch {
    return undefined;
  }
  if (!isObject(document)) return undefined;
  const statements = Array.isArray(document["Statement"])
    ? document["Statement"]
    : [document["Statement"]];
  return statements.every(isObject) ? (statements as JsonObject[]).map(toStatement) : undefined;
}

function toStatement(statement: JsonObject): Statement {
  const conditions = isObject(statement["Condition"]) ? statement["Condition"] : {};
  return {
    effect: String(statement["Effect"]),
    principal: statement["Principal"],
    hasNotPrincipal: statement["NotPrincipal"] !== undefined,
    actions: listOf(statement["Action"]),
    resources: listOf(statement["Resource"]),
    conditions: Object.entries(conditions).flatMap(([operator, keys]) =>
      Object.entries(isObject(keys) ? keys : {}).map(([key, values]) => ({
        operator,
        key,
        values: listOf(values),
      })),
    ),
  };
}

const listOf = (value: Json | undefined): string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);

import { isObject, type Json, type JsonObject } from "../model/json.ts";
import { type Decided, some } from "./three-valued.ts";
import { iamPattern, matchesWildcard } from "./wildcard.ts";

/** A statement of an IAM or service control policy, with every one-or-many member as a list. */
interface Statement {
  readonly effect: string;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly conditions: JsonObject;
}

// Stand for any name: nothing but a wildcard matches them, and no run of `?` matches both.
const anyNames = ["\u0001\u0002", "\u0001\u0002\u0003\u0004\u0005\u0006\u0007"] as const;

const everyCloudTrailAction = anyNames.map((name) => `cloudtrail:${name}`);

const everyTrail = (partition: string): string[] =>
  anyNames.map((name) => `arn:${partition}:cloudtrail:${name}:${name}:trail/${name}`);

/**
 * Whether a service control policy denies the action on every trail to everyone, or to everyone but
 * principals that it names. undefined: the policy is not readable, or a condition narrows it in
 * another way.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html
 */
export function deniesOnEveryTrail(policy: string, action: string, partition: string): Decided {
  const statements = parse(policy);
  if (statements === undefined) return undefined;
  return some(statements, (statement) => {
    if (statement.effect !== "Deny" || !coversAction(statement, [action])) return false;
    if (!coversResources(statement, everyTrail(partition))) return false;
    return exemptsAtMost(statement.conditions) ? true : undefined;
  });
}

/** What a policy allows of CloudTrail by name, so that a plain `*` does not count. */
export interface CloudTrailGrants {
  /** It allows some action of CloudTrail. */
  readonly some: boolean;
  /** It allows cloudtrail:* on everything; undefined where conditions narrow that. */
  readonly every: Decided;
}

/**
 * Undefined when the policy is not readable.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export function cloudTrailGrants(policy: string): CloudTrailGrants | undefined {
  const statements = parse(policy);
  if (statements === undefined) return undefined;
  const allowing = statements.filter(
    ({ effect, actions }) => effect === "Allow" && actions.some(namesCloudTrail),
  );
  const isTakenBack = statements.some(
    (statement) =>
      statement.effect === "Deny" &&
      Object.keys(statement.conditions).length === 0 &&
      coversResources(statement, anyNames) &&
      deniesSome(statement),
  );
  const every = some(allowing, (statement) => {
    const named = { ...statement, actions: statement.actions.filter(namesCloudTrail) };
    if (!coversAction(named, everyCloudTrailAction)) return false;
    if (!coversResources(statement, anyNames)) return false;
    return Object.keys(statement.conditions).length === 0 ? true : undefined;
  });
  return { some: allowing.length > 0, every: isTakenBack ? false : every };
}

/** `cloudtrail:*`, `cloudtrail:Stop*`, `cloudtr*:*`; not `*`, which names no service. */
const namesCloudTrail = (action: string): boolean => {
  const [service = "", ...names] = action.toLowerCase().split(":");
  if (names.length === 0 || /^\**$/.test(service)) return false;
  return matchesWildcard(iamPattern(service), "cloudtrail", "?");
};

/** A Deny of any action of CloudTrail leaves less than all of them. */
const deniesSome = ({ actions, notActions }: Statement): boolean =>
  actions.some((action) => namesCloudTrail(action) || /^[*:]+$/.test(action)) ||
  (notActions.length > 0 && !everyCloudTrailAction.every((one) => isNamed(notActions, one)));

const coversAction = ({ actions, notActions }: Statement, wanted: readonly string[]): boolean =>
  wanted.every(
    (action) => isNamed(actions, action) || (notActions.length > 0 && !isNamed(notActions, action)),
  );

/** Names of actions mind no case. */
const isNamed = (patterns: readonly string[], action: string): boolean =>
  patterns.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()));

/** Resources that are excluded by name leave a hole, whatever they are. */
const coversResources = (
  { resources, notResources }: Statement,
  wanted: readonly string[],
): boolean =>
  notResources.length === 0 &&
  wanted.every((resource) => resources.some((pattern) => matches(pattern, resource)));

const matches = (pattern: string, text: string): boolean =>
  matchesWildcard(iamPattern(pattern), text, "?");

/** No condition, or one that spares principals by their ARN: some of them, not any role there is. */
const exemptsAtMost = (conditions: JsonObject): boolean =>
  Object.entries(conditions).every(
    ([operator, keys]) =>
      /^(Arn|String)Not(Like|Equals)(IfExists)?$/.test(operator) &&
      isObject(keys) &&
      Object.entries(keys).every(
        ([key, values]) =>
          key.toLowerCase() === "aws:principalarn" && !textsOf(values).some(isAnyRole),
      ),
  );

const isAnyRole = (pattern: string): boolean =>
  anyNames.some((name) => matches(pattern, `arn:aws:iam::${name}:role/${name}`));

function parse(policy: string): readonly Statement[] | undefined {
  let document: unknown;
  try {
    document = JSON.parse(policy);
  } catch {
    return undefined;
  }
  const statements = isObject(document) ? listOf(document["Statement"]) : [];
  return statements.length > 0 && statements.every(isObject)
    ? (statements as readonly JsonObject[]).map(toStatement)
    : undefined;
}

const toStatement = (statement: JsonObject): Statement => ({
  effect: String(statement["Effect"]),
  actions: textsOf(statement["Action"]),
  notActions: textsOf(statement["NotAction"]),
  resources: textsOf(statement["Resource"]),
  notResources: textsOf(statement["NotResource"]),
  conditions: isObject(statement["Condition"]) ? statement["Condition"] : {},
});

const listOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : value === undefined ? [] : [value];

const textsOf = (value: Json | undefined): string[] => listOf(value).map(String);

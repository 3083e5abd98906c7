import { matches, matchesArn } from "./pattern.ts";
import type { Condition } from "./statement.ts";
import { every, not, some, type Truth } from "./truth.ts";

/** The values of a condition key in a request; `unknown` where that cannot be told. */
export type ContextValue = readonly string[] | "absent" | "unknown";

/** What a request carries, by condition key in small letters. */
export type Context = (key: string) => ContextValue;

interface Operator {
  /** Holds where no value fits, and where the key is absent. */
  readonly isNegated: boolean;
  readonly fits: (wanted: string, given: string) => Truth;
}

/** A policy variable may stand for anything. */
const orVariable =
  (fits: (wanted: string, given: string) => Truth) =>
  (wanted: string, given: string): Truth =>
    wanted.includes("${") ? matches(wanted, given) : fits(wanted, given);

const equal = orVariable((wanted, given) => wanted === given);
const equalIgnoringCase = orVariable(
  (wanted, given) => wanted.toLowerCase() === given.toLowerCase(),
);
/** Numbers, dates and addresses are of no account for CloudTrail's calls. */
const uncompared = (): Truth => "maybe";

const positive: { readonly [operator: string]: Operator["fits"] } = {
  StringEquals: equal,
  StringEqualsIgnoreCase: equalIgnoringCase,
  StringLike: matches,
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
  Bool: equalIgnoringCase,
  BinaryEquals: uncompared,
  IpAddress: uncompared,
  ...numberOperators("Numeric"),
  ...numberOperators("Date"),
};

const negative: typeof positive = {
  StringNotEquals: equal,
  StringNotEqualsIgnoreCase: equalIgnoringCase,
  StringNotLike: matches,
  ArnNotEquals: matchesArn,
  ArnNotLike: matchesArn,
  NotIpAddress: uncompared,
  NumericNotEquals: uncompared,
  DateNotEquals: uncompared,
};

function numberOperators(kind: string): typeof positive {
  const names = ["Equals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];
  return Object.fromEntries(names.map((name) => [`${kind}${name}`, uncompared]));
}

const operators = new Map<string, Operator>([
  ...Object.entries(positive).map(([name, fits]) => [name, { isNegated: false, fits }] as const),
  ...Object.entries(negative).map(([name, fits]) => [name, { isNegated: true, fits }] as const),
]);

/**
 * Whether a condition holds for a request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function holds(condition: Condition, context: Context): Truth {
  const given = context(condition.key);
  const operator = operators.get(condition.operator);
  if (given === "unknown" || condition.values.length === 0) return "maybe";
  if (condition.operator === "Null") return isNull(condition, given);
  if (operator === undefined) return "maybe";
  if (given === "absent" || given.length === 0) return holdsWithout(condition, operator);
  const fits = (value: string): Truth => {
    const any = some(condition.values, (wanted) => operator.fits(wanted, value));
    return operator.isNegated ? not(any) : any;
  };
  if (condition.quantifier === "any") return some(given, fits);
  if (condition.quantifier === "all" || given.length === 1) return every(given, fits);
  return "maybe";
}

/** Where the key is absent, only a negated, an optional or a `ForAllValues` condition holds. */
function holdsWithout({ ifExists, quantifier }: Condition, { isNegated }: Operator): boolean {
  return ifExists || quantifier === "all" || (isNegated && quantifier === undefined);
}

function isNull({ values }: Condition, given: ContextValue): Truth {
  const isAbsent = String(given === "absent" || given.length === 0);
  return some(values, (value) => {
    const wanted = value.toLowerCase();
    return wanted === "true" || wanted === "false" ? wanted === isAbsent : "maybe";
  });
}

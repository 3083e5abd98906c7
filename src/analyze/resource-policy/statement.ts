/**
 * One statement of a policy, with every one-or-many member as a list.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface Statement {
  readonly effect: "Allow" | "Deny";
  /** Absent in the policies of an identity, which say nothing of who. */
  readonly principals?: Principals;
  readonly actions: Patterns;
  readonly resources: Patterns;
  readonly conditions: readonly Condition[];
}

/** Who a statement names, or with `isNegated` everyone but those. */
export interface Principals {
  readonly isNegated: boolean;
  readonly named: readonly NamedPrincipal[];
}

export interface NamedPrincipal {
  readonly type: PrincipalType;
  /** An ARN, an account id, a service, or `*`. */
  readonly name: string;
}

export const principalTypes = ["AWS", "Service", "Federated", "CanonicalUser"] as const;

export type PrincipalType = (typeof principalTypes)[number];

/** Actions or resources with `*` and `?`, or with `isNegated` all but those. */
export interface Patterns {
  readonly isNegated: boolean;
  readonly patterns: readonly string[];
}

/**
 * One key under one operator.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export interface Condition {
  /** Without quantifier and `IfExists`: `StringEquals`. */
  readonly operator: string;
  /** Of `ForAnyValue:` and `ForAllValues:`. */
  readonly quantifier?: "any" | "all";
  readonly ifExists: boolean;
  /** In small letters: keys have no case. */
  readonly key: string;
  readonly values: readonly string[];
}

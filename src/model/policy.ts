import type { FactPath } from "./fact-path.ts";
import type { Json } from "./json.ts";
import type { Question, QuestionSource } from "./question.ts";
import type { ScopeName } from "./scope.ts";
import type { Severity } from "./severity.ts";

/** How to put a failing finding right. */
export interface Fix {
  readonly text: string;
  readonly cli?: string;
  readonly terraform?: string;
}

/** A value that a user's configuration may override; its type is that of the default. */
export type ParameterValue = boolean | number | string | readonly string[];

/** Requirement ids by framework id: `{ "cis-aws-5.0": ["3.2"] }`. */
export type Controls = { readonly [framework: string]: readonly string[] };

/** A policy with the cases that it is tested with. */
export interface TestedPolicy extends Policy {
  readonly tests: readonly PolicyCase[];
}

/** One case inside a policy: a change to the compliant example account, and the verdict it must give. */
export interface PolicyCase {
  readonly name: string;
  readonly given?: { readonly [variable: string]: Json };
  /** Paths of facts that could not be learned. */
  readonly unknown?: readonly string[];
  readonly params?: { readonly [name: string]: ParameterValue };
  /** ISO time to judge at; the example's own time by default. */
  readonly asOf?: string;
  readonly expect: "pass" | "fail" | "unknown" | "not-applicable";
}

/** A policy file, as written. */
export interface PolicySource {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly scope: ScopeName;
  /** What the analyses are to find out first; `coverage` or `alarmPath` holds the answer. */
  readonly ask?: QuestionSource;
  readonly when?: string;
  readonly pass: string;
  readonly params?: { readonly [name: string]: ParameterValue };
  readonly message: string;
  readonly risk: string;
  readonly fix: Fix;
  readonly controls: Controls;
  readonly references: readonly string[];
  readonly tests: readonly PolicyCase[];
}

/** The values an expression can read, by variable name. */
export type Variables = { readonly [name: string]: unknown };

/** What follows from a condition's text alone; for built-in policies, known when they are built. */
export interface PreparedCondition {
  /** The text that is run: right for lists that may be incomplete. */
  readonly run: string;
  /** The facts it names, in the order of the text. */
  readonly reads: readonly FactPath[];
}

/** A compiled condition. */
export interface Condition {
  readonly text: string;
  /** The facts it names, in the order of the text. */
  readonly reads: readonly FactPath[];
  /** The facts that made it true or false, items of lists by position: `account.trails[2].isLogging`. */
  readonly decisive: (variables: Variables) => readonly FactPath[];
  /** Throws UnknownFactError when a fact that decides is unknown, and any other error when the policy is at fault. */
  readonly holds: (variables: Variables) => boolean;
}

/** A compiled expression that may give anything. */
export interface Expression {
  /** The facts it names, in the order of the text. */
  readonly reads: readonly FactPath[];
  /** Throws like `holds` of a condition. */
  readonly value: (variables: Variables) => unknown;
}

/** A text with `{{path}}` places. */
export interface MessageTemplate {
  readonly text: string;
  readonly parts: readonly (string | FactPath)[];
}

/** A policy, ready to judge. */
export interface Policy
  extends Omit<PolicySource, "ask" | "when" | "pass" | "message" | "fix" | "tests"> {
  /** The question that it asks, with these parameters. */
  readonly ask?: (values: { readonly [name: string]: ParameterValue }) => Question;
  readonly when?: Condition;
  readonly pass: Condition;
  /** The facts that either condition names, and those behind the answer to its question, each once. */
  readonly reads: readonly FactPath[];
  /** Of these, what the answer says of itself: it decides where the policy fails. */
  readonly tells: readonly FactPath[];
  readonly message: MessageTemplate;
  readonly fix: { readonly [Part in keyof Fix]: MessageTemplate };
}

import type { Fact, Listing } from "../unknown.ts";
import { type FieldsOf, field } from "./field.ts";
import type { TamperingCalls } from "./tampering-calls.ts";

/**
 * An EventBridge rule that may match CloudTrail's own API calls.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Rule.html
 */
export interface EventRule {
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  readonly isEnabled: Fact<boolean>;
  readonly eventPattern: string;
  readonly matches: TamperingCalls;
  readonly targets: Listing<EventTarget>;
}

const rules = "eventbridge:ListRules";

export const eventRuleFields: FieldsOf<EventRule> = {
  arn: field("string", "ARN", rules),
  name: field("string", "Name", rules),
  region: field("string", "Its Region", rules),
  isEnabled: field("bool", "It is switched on", rules),
  eventPattern: field("string", "Pattern, as written", rules),
  matches: field("TamperingCalls", "The calls that its pattern matches whoever makes them", rules),
  targets: field("list<EventTarget>", "What it calls", "eventbridge:ListTargetsByRule"),
};

export interface EventTarget {
  readonly arn: string;
}

export const eventTargetFields: FieldsOf<EventTarget> = {
  arn: field("string", "ARN of a function, topic, queue …", "eventbridge:ListTargetsByRule"),
};

import type { Fact, Listing } from "../unknown.ts";
import { type FieldsOf, field, optional } from "./field.ts";
import type { TamperingCalls } from "./tampering-calls.ts";
import type { Topic, TopicUse } from "./topic.ts";

/**
 * An EventBridge rule that may match what CloudTrail sends.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Rule.html
 */
export interface EventRule {
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  readonly isEnabled: Fact<boolean>;
  /** ENABLED leaves out read-only management events. */
  readonly state: Fact<string>;
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
  state: field(
    "string",
    "DISABLED, ENABLED or ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS, which includes reads",
    rules,
  ),
  eventPattern: field("string", "Pattern, as written", rules),
  matches: field("TamperingCalls", "The calls that its pattern matches whoever makes them", rules),
  targets: field("list<EventTarget>", "What it calls", "eventbridge:ListTargetsByRule"),
};

export interface EventTarget {
  readonly arn: string;
  /** Absent for what is no topic, and for a topic that was not read. */
  readonly topic?: Topic;
  /** Absent for what is no topic. */
  readonly topicUse?: TopicUse;
}

export const eventTargetFields: FieldsOf<EventTarget> = {
  arn: field("string", "ARN of a function, topic, queue …", "eventbridge:ListTargetsByRule"),
  topic: optional("Topic", "The topic, where it is one that was read"),
  topicUse: optional("TopicUse", "Whether the rule can publish to that topic"),
};

import type { Json } from "../json.ts";
import type { Fact } from "../unknown.ts";
import { type FieldsOf, field, optional } from "./field.ts";

/** The way from an event to someone who is told of it. */
export interface AlarmPath {
  readonly isComplete: Fact<boolean>;
  /** The answer in one sentence: the whole way, or its first broken link. */
  readonly explanation: string;
  /** The links in order, up to the first that is broken. */
  readonly links: readonly AlarmLink[];
  /** An event that was asked for and sets nothing off. */
  readonly witness?: Json;
}

export const alarmPathFields: FieldsOf<AlarmPath> = {
  isComplete: field("bool", "Every event that was asked for reaches someone"),
  explanation: field("string", "The whole way, or its first broken link"),
  links: field("list<AlarmLink>", "The links in order, up to the first that is broken"),
  witness: optional("json", "An event that was asked for and sets nothing off"),
};

export interface AlarmLink {
  /** trail, log group, metric filter, metric, alarm, action, topic, subscription or event rule. */
  readonly name: string;
  readonly state: "holds" | "broken" | "unknown";
  readonly says: string;
}

export const alarmLinkFields: FieldsOf<AlarmLink> = {
  name: field("string", "trail, log group, metric filter, alarm, action, topic, subscription …"),
  state: field("string", "holds, broken or unknown"),
  says: field("string", "What stands there, or what is wrong with it"),
};

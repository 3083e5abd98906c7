import type { Json } from "../json.ts";
import type { Fact } from "../unknown.ts";
import { type FieldsOf, field } from "./field.ts";
import type { Trail } from "./trail.ts";

/** Whether the trails of an account together record every event of a class. */
export interface EventCoverage {
  readonly isCovered: Fact<boolean>;
  /** The answer in one sentence. */
  readonly explanation: string;
  /** The trails that record any of it, or that would be expected to and do not. */
  readonly trails: readonly Trail[];
  readonly gaps: readonly EventGap[];
}

export const eventCoverageFields: FieldsOf<EventCoverage> = {
  isCovered: field("bool", "The account's trails record every event that was asked for"),
  explanation: field("string", "The answer in one sentence"),
  trails: field("list<Trail>", "Trails that record any of it, or that miss it"),
  gaps: field("list<EventGap>", "Events that no trail records"),
};

export interface EventGap {
  /** Regions where it is the same gap. */
  readonly regions: readonly string[];
  /** An event of the class that no trail records, shaped like a CloudTrail record. */
  readonly witness: Json;
  /** Why each trail, and each of its selectors, misses it. */
  readonly misses: readonly string[];
}

export const eventGapFields: FieldsOf<EventGap> = {
  regions: field("list<string>", "Regions where it is the same gap"),
  witness: field("json", "An event that no trail records, shaped like a CloudTrail record"),
  misses: field("list<string>", "Why each trail, and each of its selectors, misses it"),
};

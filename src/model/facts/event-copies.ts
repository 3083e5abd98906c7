import type { Json } from "../json.ts";
import type { Fact } from "../unknown.ts";
import { type FieldsOf, field } from "./field.ts";
import type { Trail } from "./trail.ts";

/** Whether management events are recorded more than once; AWS bills every copy but the first. */
export interface EventCopies {
  readonly isSingle: Fact<boolean>;
  /** The answer in one sentence. */
  readonly explanation: string;
  readonly copies: readonly EventCopy[];
  /** The trails that record the same. */
  readonly trails: readonly Trail[];
}

export const eventCopiesFields: FieldsOf<EventCopies> = {
  isSingle: field("bool", "No management event is recorded by two trails"),
  explanation: field("string", "The answer in one sentence"),
  copies: field("list<EventCopy>", "Pairs of trails that record the same events"),
  trails: field("list<Trail>", "Trails that record the same events as another"),
};

export interface EventCopy {
  /** ARNs */
  readonly trails: readonly string[];
  readonly regions: readonly string[];
  readonly witness: Json;
}

export const eventCopyFields: FieldsOf<EventCopy> = {
  trails: field("list<string>", "ARNs of two trails"),
  regions: field("list<string>", "Regions where both record the same"),
  witness: field("json", "An event that both record"),
};

import type { Fact } from "../unknown.ts";
import { type FieldsOf, field } from "./field.ts";

/**
 * CloudTrail's own API calls that blind a trail, one fact each: whether a rule matches the call, or a
 * policy denies it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Operations.html
 */
export interface TamperingCalls {
  readonly stopLogging: Fact<boolean>;
  readonly deleteTrail: Fact<boolean>;
  readonly updateTrail: Fact<boolean>;
  readonly putEventSelectors: Fact<boolean>;
}

export const tamperingCallsFields: FieldsOf<TamperingCalls> = {
  stopLogging: field("bool", "It covers cloudtrail:StopLogging"),
  deleteTrail: field("bool", "It covers cloudtrail:DeleteTrail"),
  updateTrail: field("bool", "It covers cloudtrail:UpdateTrail"),
  putEventSelectors: field("bool", "It covers cloudtrail:PutEventSelectors"),
};

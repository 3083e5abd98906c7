import type { JsonObject } from "../model/json.ts";
import { andOthers, anyValue } from "./event-pattern.ts";

export interface SentEvent {
  readonly account: string;
  readonly region: string;
  /** `aws.cloudtrail`; absent where it may be any. */
  readonly source?: string | undefined;
  readonly detailType: string;
  /** What is known of the record; the rest may be there or not. */
  readonly record: JsonObject;
}

/**
 * What EventBridge gets of a record of CloudTrail's.
 * https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-cloudtrail.html
 */
export const cloudTrailEvent = (sent: SentEvent): JsonObject => ({
  version: "0",
  id: anyValue,
  "detail-type": sent.detailType,
  source: sent.source ?? anyValue,
  account: sent.account,
  time: anyValue,
  region: sent.region,
  resources: anyValue,
  detail: andOthers({
    ...{ eventVersion: anyValue, eventTime: anyValue, eventID: anyValue },
    ...{ awsRegion: sent.region, recipientAccountId: sent.account },
    ...{ managementEvent: true, eventCategory: "Management" },
    ...sent.record,
  }),
});

/**
 * What EventBridge calls records, by their event type. Its guide spells that of signing in in two
 * ways.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export const detailTypes = {
  AwsApiCall: ["AWS API Call via CloudTrail"],
  AwsServiceEvent: ["AWS Service Event via CloudTrail"],
  AwsConsoleAction: ["AWS Console Action via CloudTrail"],
  AwsConsoleSignIn: ["AWS Console Sign In via CloudTrail", "AWS Console Signin via CloudTrail"],
} as const;

export type SentEventType = keyof typeof detailTypes;

export const sentEventTypes = Object.keys(detailTypes) as readonly SentEventType[];

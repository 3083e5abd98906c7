import type { Unknown } from "./unknown.ts";

/**
 * The members of a CloudTrail record that selectors look at. Those that are not known, and that
 * make no difference, are left out.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export interface EventRecord {
  readonly eventCategory: string;
  readonly awsRegion: string;
  readonly recipientAccountId: string;
  readonly eventSource?: string;
  readonly eventName?: string;
  readonly readOnly?: boolean;
  readonly eventType?: string;
  readonly userIdentity?: { readonly arn?: string; readonly invokedBy?: string };
  readonly resources?: readonly { readonly type?: string; readonly ARN?: string }[];
  readonly sessionCredentialFromConsole?: string;
  readonly errorCode?: string;
  readonly vpcEndpointId?: string;
}

/** Why one trail, or one selector of it, does not record an event. */
export interface Miss {
  /** ARN */
  readonly trail: string;
  readonly name: string;
  /** Position among the trail's selectors, from 0; absent when the trail as a whole does not count. */
  readonly selector?: number;
  readonly selectorName?: string;
  /** The field of the event that the selector refuses. */
  readonly field?: string;
  readonly why: string;
  /** The trail is one of another Region: that it misses the event is no surprise. */
  readonly isElsewhere?: true;
}

/** An event of the class that no trail records. */
export interface CoverageGap {
  readonly region: string;
  readonly witness: EventRecord;
  readonly misses: readonly Miss[];
}

/** A fact that would help to decide. */
export interface MissingFact {
  /** `account.trails[main].eventSelectors` */
  readonly fact: string;
  readonly unknown: Unknown;
}

/** Whether the trails of an account together record every event of a class. Plain JSON. */
export type Coverage =
  | {
      readonly outcome: "covered";
      /** ARNs of the trails that together record it. */
      readonly by: readonly string[];
    }
  | {
      readonly outcome: "gap";
      /** One for each Region and resource type that has one, as far as the steps went. */
      readonly gaps: readonly CoverageGap[];
    }
  | { readonly outcome: "undetermined"; readonly missing: readonly MissingFact[] };

/** Two trails that record the same events. */
export interface Duplicate {
  /** ARNs */
  readonly trails: readonly [string, string];
  readonly regions: readonly string[];
  /** An event that both record, in the first of the Regions. */
  readonly witness: EventRecord;
}

/** Management events that more than one trail records, which AWS bills from the second copy on. */
export interface Duplicates {
  readonly outcome: "none" | "found" | "undetermined";
  readonly duplicates: readonly Duplicate[];
  /** What could show more; may be there beside duplicates that were found. */
  readonly missing: readonly MissingFact[];
  /** US dollars for 100,000 events of each further copy. */
  readonly pricePer100000: number;
  readonly priceSource: string;
}

/** Categories of events that a trail can record. */
export type EventCategory = "Management" | "Data" | "NetworkActivity";

/** Texts that are one of `equals` or begin with one of `startsWith`. */
export interface TextSet {
  readonly equals?: readonly string[];
  readonly startsWith?: readonly string[];
}

/**
 * A class of CloudTrail events, as policies require it: the events that meet every member given,
 * but for those that `except` names. A member that is left out sets no condition.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export interface EventClass {
  readonly category: EventCategory;
  /** `iam.amazonaws.com` */
  readonly eventSources?: readonly string[];
  /** `PutObject`; taken to exist, each in any of the sources. */
  readonly eventNames?: readonly string[];
  /** Only reads or only writes. */
  readonly readOnly?: boolean;
  /** `AWS::S3::Object`; data events only. */
  readonly resourceTypes?: readonly string[];
  /** Data events only. */
  readonly resourceArns?: TextSet;
  /** `VpceAccessDenied`; network activity events only. */
  readonly errorCodes?: readonly string[];
  /** Also CloudTrail's own deliveries, which trails without recursive logging leave out. */
  readonly includesCloudTrailDeliveries?: boolean;
  readonly except?: {
    readonly eventSources?: readonly string[];
    readonly resourceArns?: TextSet;
  };
}

/** What the ARNs of all objects of a bucket, and of no other, start with. */
export const objectsOf = (partition: string, bucket: string): string =>
  `arn:${partition}:s3:::${bucket}/`;

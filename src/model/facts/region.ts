import type { Fact, Listing } from "../unknown.ts";
import type { ConfigurationRecorder, DeliveryChannel } from "./configuration-recorder.ts";
import type { EventRule } from "./event-rule.ts";
import { type FieldsOf, field, optional } from "./field.ts";

/** An enabled Region, with the services in it that watch or rest on CloudTrail's events. */
export interface Region {
  readonly name: string;
  readonly guardDuty: GuardDuty;
  readonly configurationRecorders: Listing<ConfigurationRecorder>;
  readonly deliveryChannels: Listing<DeliveryChannel>;
  readonly securityHub: SecurityHub;
  readonly eventRules: Listing<EventRule>;
  readonly trailCount: Fact<number>;
}

export const regionFields: FieldsOf<Region> = {
  name: field("string", "Region name, `eu-west-1`", "account:ListRegions"),
  guardDuty: field("GuardDuty", "GuardDuty in the Region"),
  configurationRecorders: field(
    "list<ConfigurationRecorder>",
    "Customer managed recorders of AWS Config",
    "config-service:DescribeConfigurationRecorders",
  ),
  deliveryChannels: field(
    "list<DeliveryChannel>",
    "Where AWS Config delivers to",
    "config-service:DescribeDeliveryChannels",
  ),
  securityHub: field("SecurityHub", "Security Hub CSPM in the Region"),
  eventRules: field(
    "list<EventRule>",
    "EventBridge rules of the default bus that may match what CloudTrail sends",
    "eventbridge:ListRules",
  ),
  trailCount: field(
    "int",
    "Trails that count in the Region's quota, shadows included",
    "cloudtrail:DescribeTrails",
  ),
};

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetDetector.html */
export interface GuardDuty {
  readonly exists: Fact<boolean>;
  readonly isEnabled: Fact<boolean>;
  /** Absent: there is no detector, or the Region does not have the feature. */
  readonly s3Protection?: Fact<string>;
}

const detector = "guardduty:GetDetector";

export const guardDutyFields: FieldsOf<GuardDuty> = {
  exists: field("bool", "The Region has a detector", "guardduty:ListDetectors"),
  isEnabled: field("bool", "It has one, and that is not suspended", detector),
  s3Protection: optional("string", "Feature S3_DATA_EVENTS: ENABLED or DISABLED", detector),
};

/** https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_DescribeHub.html */
export interface SecurityHub {
  readonly isEnabled: Fact<boolean>;
  readonly hubArn?: string;
  readonly subscribedAt?: string;
}

const hub = "securityhub:DescribeHub";

export const securityHubFields: FieldsOf<SecurityHub> = {
  isEnabled: field("bool", "The account has a hub in the Region", hub),
  hubArn: optional("string", "ARN of the hub", hub),
  subscribedAt: optional("timestamp", "When Security Hub was turned on", hub),
};

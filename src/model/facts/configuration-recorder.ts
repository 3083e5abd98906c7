import type { Fact } from "../unknown.ts";
import { type FieldsOf, field, optional } from "./field.ts";

/**
 * A recorder of AWS Config that the customer manages; service-linked ones are not listed by default.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigurationRecorder.html
 */
export interface ConfigurationRecorder {
  readonly name: string;
  readonly roleArn?: string;
  readonly recordsAllSupportedTypes: Fact<boolean>;
  readonly includesGlobalResourceTypes: Fact<boolean>;
  readonly isRecording: Fact<boolean>;
  readonly lastStatus: Fact<string>;
}

const describe = "config-service:DescribeConfigurationRecorders";
const status = "config-service:DescribeConfigurationRecorderStatus";

export const configurationRecorderFields: FieldsOf<ConfigurationRecorder> = {
  name: field("string", "Name", describe),
  roleArn: optional("string", "The role it uses", describe),
  recordsAllSupportedTypes: field("bool", "It records every supported resource type", describe),
  includesGlobalResourceTypes: field("bool", "It records IAM's resource types too", describe),
  isRecording: field("bool", "It is switched on", status),
  lastStatus: field("string", "Last delivery: SUCCESS, FAILURE, PENDING or NOTAPPLICABLE", status),
};

/** https://docs.aws.amazon.com/config/latest/APIReference/API_DeliveryChannel.html */
export interface DeliveryChannel {
  readonly name: string;
  readonly s3BucketName?: string;
}

const channels = "config-service:DescribeDeliveryChannels";

export const deliveryChannelFields: FieldsOf<DeliveryChannel> = {
  name: field("string", "Name", channels),
  s3BucketName: optional("string", "The bucket that gets the configuration", channels),
};

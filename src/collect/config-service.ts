import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  DescribeDeliveryChannelsCommand,
} from "@aws-sdk/client-config-service";
import { service } from "../aws/operation.ts";
import type { Ask } from "./ask.ts";

/** @public Its operations are found here by `npm run generate`. */
export const configService = service("config-service", ConfigServiceClient);

const describeConfigurationRecorders = configService(
  "DescribeConfigurationRecorders",
  DescribeConfigurationRecordersCommand,
  "config:DescribeConfigurationRecorders",
);
const describeConfigurationRecorderStatus = configService(
  "DescribeConfigurationRecorderStatus",
  DescribeConfigurationRecorderStatusCommand,
  "config:DescribeConfigurationRecorderStatus",
);
const describeDeliveryChannels = configService(
  "DescribeDeliveryChannels",
  DescribeDeliveryChannelsCommand,
  "config:DescribeDeliveryChannels",
);

/** The Region's customer managed recorder; none of these answers has pages. */
export async function collectConfigurationRecorders(ask: Ask, region: string): Promise<void> {
  await Promise.all([
    ask(describeConfigurationRecorders, region, {}),
    ask(describeConfigurationRecorderStatus, region, {}),
    ask(describeDeliveryChannels, region, {}),
  ]);
}

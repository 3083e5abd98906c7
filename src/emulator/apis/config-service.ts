import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatus$,
  DescribeConfigurationRecorders$,
  DescribeDeliveryChannels$,
} from "@aws-sdk/client-config-service";
import { accountOf } from "../lookup.ts";
import { type Caller, emulate } from "../service.ts";
import type { World } from "../world.ts";

const recordersOf = (world: World, { account, region }: Caller) =>
  (accountOf(world, account)?.configurationRecorders ?? []).filter((one) => one.region === region);

/** https://docs.aws.amazon.com/config/latest/APIReference/API_Operations.html */
export const configService = emulate({
  name: "config-service",
  signingName: "config",
  Client: ConfigServiceClient,
  operations: [
    [
      DescribeConfigurationRecorders$,
      (_input, caller, world) => ({
        ConfigurationRecorders: recordersOf(world, caller).map(({ recorder }) => recorder),
      }),
    ],
    [
      DescribeConfigurationRecorderStatus$,
      (_input, caller, world) => ({
        ConfigurationRecordersStatus: recordersOf(world, caller).map(({ status }) => status),
      }),
    ],
    [
      DescribeDeliveryChannels$,
      (_input, caller, world) => ({
        DeliveryChannels: recordersOf(world, caller).flatMap(({ channel }) => channel ?? []),
      }),
    ],
  ],
});

import { DescribeRegions$, EC2Client } from "@aws-sdk/client-ec2";
import { accountOf } from "../lookup.ts";
import { emulate } from "../service.ts";

const optIn = {
  ENABLED_BY_DEFAULT: "opt-in-not-required",
  ENABLED: "opted-in",
  DISABLED: "not-opted-in",
} as const;

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html */
export const ec2 = emulate({
  name: "ec2",
  signingName: "ec2",
  Client: EC2Client,
  operations: [
    [
      DescribeRegions$,
      ({ AllRegions }, caller, world) => ({
        Regions: (accountOf(world, caller.account)?.regions ?? [])
          .filter(({ optStatus }) => AllRegions === true || optStatus !== "DISABLED")
          .map(({ name, optStatus }) => ({
            RegionName: name,
            Endpoint: `ec2.${name}.amazonaws.com`,
            OptInStatus: optIn[optStatus],
          })),
      }),
    ],
  ],
});

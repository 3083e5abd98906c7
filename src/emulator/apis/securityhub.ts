import { DescribeHub$, SecurityHubClient } from "@aws-sdk/client-securityhub";
import { AwsFault } from "../aws-fault.ts";
import { accountOf } from "../lookup.ts";
import { emulate } from "../service.ts";

/** https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_DescribeHub.html */
export const securityhub = emulate({
  name: "securityhub",
  signingName: "securityhub",
  Client: SecurityHubClient,
  operations: [
    [
      DescribeHub$,
      (_input, { account, region }, world) => {
        const found = accountOf(world, account)?.hubs.find((hub) => hub.region === region);
        if (found !== undefined) return found.hub;
        throw new AwsFault(
          "InvalidAccessException",
          `Account ${account} is not subscribed to AWS Security Hub`,
          { status: 401 },
        );
      },
    ],
  ],
});

import { DescribeHub$, SecurityHubClient } from "@aws-sdk/client-securityhub";
import { emulate } from "../service.ts";
import { findingOperations, hubOf } from "./securityhub-findings.ts";

/** https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Operations.html */
export const securityhub = emulate({
  name: "securityhub",
  signingName: "securityhub",
  Client: SecurityHubClient,
  operations: [
    [DescribeHub$, (_input, caller, world) => hubOf(caller, world).hub],
    ...findingOperations,
  ],
});
